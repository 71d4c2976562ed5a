"""Tests of fire prevention."""
