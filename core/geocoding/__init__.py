"""Points for the addresses of places, asked of a geocoding service; ``geocode`` is the door."""
