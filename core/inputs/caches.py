"""Where the plugin keeps what is dear to compute or to ask again."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths


def cache_folder() -> Path:
    """The plugin's folder in the person's own cache."""
    cache = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(cache)) / "maillage"
