"""The same place in two lists, merging, and what changed between two censuses.

``match.match_places`` and ``merging.merge_places`` are the doors.
"""
