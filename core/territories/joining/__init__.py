"""Joining a table of any fragility index to territories, by their codes."""
