"""Places given back: into their own file, edited cells alone, or as a new table.

``save.save_census`` and ``exporting.save_as`` are the doors.
"""
