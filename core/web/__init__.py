"""Files that the public web map reads. ``export_web``, in ``web.export``, is the door."""
