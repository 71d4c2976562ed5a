"""Thefts and all other incidents: written up, numbered, decided on, found again and printed."""
