"""What if there were a place here: scenarios tried out on the map."""
