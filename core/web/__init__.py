"""The files of the public web map. ``build_publication``, in ``web.export``, is the door."""
