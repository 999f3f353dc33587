"""From QGIS's parameters, layers, network, keys and settings to what the plain rooms take.

``given.Given`` is what an algorithm was given: the readers here read through it.

``qgis_transport.QgisTransport`` is how every request of an algorithm travels.
"""
