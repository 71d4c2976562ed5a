"""The post's own record: watches, the duty log, counted things, and one shift relieving another."""
