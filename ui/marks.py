"""Small symbols that differ in shape as well as in colour."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

_SIZE = 64  # drawn large, shown small

_COLOURS = {"error": "#c5281c", "warning": "#d98200", "info": "#3b78b5", "applied": "#2e8540"}


@cache
def mark(word: str) -> QIcon:
    """The sign of a severity (``error``, ``warning``, ``info``) or of what is ``applied``."""
    picture = QPixmap(_SIZE, _SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_COLOURS.get(word, "#7a8794")))
    if word == "warning":
        painter.drawPolygon(QPolygonF([QPointF(32, 4), QPointF(62, 58), QPointF(2, 58)]))
    elif word == "info":
        painter.drawEllipse(QRectF(8, 8, 48, 48))
    else:
        painter.drawRoundedRect(QRectF(6, 6, 52, 52), 12, 12)
    pen = QPen(Qt.GlobalColor.white, 7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in _STROKES.get(word, ()):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
    painter.end()
    return QIcon(picture)


_STROKES = {
    "error": (((20, 20), (44, 44)), ((44, 20), (20, 44))),
    "warning": (((32, 24), (32, 40)), ((32, 50), (32, 51))),
    "info": (((32, 30), (32, 44)), ((32, 19), (32, 20))),
    "applied": (((18, 33), (28, 43), (46, 22)),),
}
