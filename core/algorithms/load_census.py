"""``maillage:loadcensus``: a census file to places and a report."""
