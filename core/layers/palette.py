"""The plugin's own colours and fonts, as Qt's."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from ..common.theme import theme


def colour(name: str, opacity: float = 1.0) -> QColor:
    """A named colour of the theme, or a colour written ``#RRGGBB``."""
    made = QColor(name if name.startswith("#") else theme()[name])
    made.setAlphaF(opacity)
    return made


@cache
def font_family() -> str:
    """The first font of the theme that this machine has."""
    fonts = theme()["fonts"]
    # Asked for a missing family, Qt answers with the one it would use instead.
    return next((name for name in fonts if QFontInfo(QFont(name)).family() == name), fonts[-1])
