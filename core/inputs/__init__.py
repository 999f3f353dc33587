"""From QGIS's parameters, layers and settings to what the plain rooms take.

``given.Given`` is what an algorithm was given; all else here is read through it. Every request of
an algorithm travels by ``qgis_transport.QgisTransport``.
"""
