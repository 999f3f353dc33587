"""From what QGIS has and a person set in it to what the plain rooms take."""
