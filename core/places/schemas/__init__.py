"""What the columns of a census mean: known schemas, how one is recognised, mappings of one's own.

``recognition.require_schema`` chooses a schema; ``mapping`` makes one of a person's own columns.
"""
