"""What every room needs; imports nothing else of ours, and no qgis."""
