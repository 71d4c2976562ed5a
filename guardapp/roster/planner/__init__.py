"""Proposes rosters: a problem of persons, days and kinds of duty, and the search that solves it."""
