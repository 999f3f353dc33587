"""Routing services that answer instead of our own network, behind one interface (``engine``)."""
