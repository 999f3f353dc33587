"""The road network as arrays: built from OpenStreetMap or any line layer, kept in one file."""
