"""From what QGIS has to what the plain rooms take: so far, its network and its keys.

``qgis_transport.QgisTransport`` is how every request of an algorithm travels.
"""
