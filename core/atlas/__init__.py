"""Dossiers per territory: figures, pages, maps, PDF."""
