"""Opening hours, from French cells and OpenStreetMap's syntax and back; ``week`` is the door."""
