"""From what QGIS has to what the plain rooms take: its network, its keys, what a person set in it.

``qgis_transport.QgisTransport`` is how every request of an algorithm travels.
"""
