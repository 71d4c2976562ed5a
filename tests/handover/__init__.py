"""The post: watches, duty log, counts and handovers."""
