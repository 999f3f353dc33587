"""From QGIS's parameters, layers and settings to what the plain rooms take."""
