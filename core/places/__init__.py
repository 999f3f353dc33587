"""The census as a pandas table: readers, schemas, checks, counts.

``load_census`` and ``census_from_table`` are the doors; import them from ``places.census``.
"""
