"""Maillage: how well a network of digital-inclusion places covers a territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plugin import MaillagePlugin


def classFactory(iface: Any) -> MaillagePlugin:
    """What QGIS calls to load the plugin; ``iface`` is None under ``qgis_process``."""
    from .plugin import MaillagePlugin

    return MaillagePlugin(iface)
