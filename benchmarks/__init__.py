"""How long the main steps take, measured."""
