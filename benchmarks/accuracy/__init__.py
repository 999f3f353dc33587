"""How near our times and isochrones come to those of Valhalla on the same OpenStreetMap file."""
