"""Where the plugin keeps what is dear to compute or to ask again."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths

from .settings import CACHE_FOLDER, stored

#: What the plugin keeps there, beside which a database has its journal. Nothing else is touched:
#: the folder may be one that a person has other files in.
FILES = ("isochrones.sqlite", "geocoding.sqlite", "networks.sqlite")
_BESIDE = ("", "-journal", "-wal", "-shm")


def cache_folder() -> Path:
    """The folder that the person chose in the options, else the plugin's own in their cache."""
    chosen = stored(CACHE_FOLDER)
    return Path(chosen) if chosen else default_cache_folder()


def default_cache_folder() -> Path:
    """The plugin's folder in the person's own cache."""
    cache = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(cache)) / "maillage"


def kept_in(folder: Path) -> dict[Path, int]:
    """The plugin's own files in a cache folder, with their sizes in bytes."""
    files = [folder / f"{name}{ending}" for name in FILES for ending in _BESIDE]
    return {file: file.stat().st_size for file in files if file.is_file()}


def empty(folder: Path) -> int:
    """Removes the plugin's own files from a cache folder; how many bytes that freed.

    Raises OSError for a file that cannot be removed, such as one in use on Windows.
    """
    freed = 0
    for file, size in kept_in(folder).items():
        file.unlink()
        freed += size
    return freed
