"""Tables to QGIS layers and back, symbology, legends, the project's layer tree."""
