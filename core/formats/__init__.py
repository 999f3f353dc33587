"""A file of any usual format to a raw table of untouched text cells.

``readers.read_table`` is the door.
"""
