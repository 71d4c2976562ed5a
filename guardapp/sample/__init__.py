"""The sample hospital: invented masters, and months of duty made by the program's own verbs."""
