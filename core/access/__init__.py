"""Travel times, isochrones and coverage on the network."""
