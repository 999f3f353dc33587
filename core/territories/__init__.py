"""Territories: their polygons, their fragility, and how both are joined."""
