"""The Qt side that every page stands on."""
