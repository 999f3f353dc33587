"""Where a publication goes. ``publish``, in ``destination``, is the door."""
