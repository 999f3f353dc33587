"""The rooms of Maillage; docs/architecture.md draws the house."""
