"""Backup, restore, verification and export of a data folder."""
