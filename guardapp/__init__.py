"""Duty management for the guard force of a health facility."""

__version__ = "0.2.0"
