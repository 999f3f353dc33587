"""Where one more place helps most."""
