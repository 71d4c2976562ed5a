"""Patrols: checkpoints, routes, schedules, rounds and what the guards saw on them."""
