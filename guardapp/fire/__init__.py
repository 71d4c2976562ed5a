"""Fire prevention: equipment, daily checks and the defects they find."""
