"""Pictures drawn once for every use: on a screen, in a PDF, as a file; lengths are in points."""

from __future__ import annotations

import base64
from collections.abc import Callable

from qgis.PyQt.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from qgis.PyQt.QtSvg import QSvgGenerator

from .palette import colour, font_family

#: Draws with a painter in an area of a width and height in points.
Picture = Callable[[QPainter, float, float], None]

POINTS_PER_MM = 72 / 25.4
#: Text is set ten times larger and scaled down, so that its size need not be whole pixels.
_FINE = 10

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0


def text(
    painter: QPainter,
    x: float,
    y: float,
    words: str,
    size: float = 7.0,
    align: float = LEFT,
    bold: bool = False,
    shade: str | QColor = "ink",
    upright: bool = False,
) -> float:
    """Writes one line, its middle at the height ``y``; returns its width.

    ``upright``: it reads from below upwards, centred on (x, y).
    """
    font = _font(size, bold)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(words)
    painter.save()
    painter.translate(x, y)
    if upright:
        painter.rotate(-90)
    painter.scale(1 / _FINE, 1 / _FINE)
    painter.setFont(font)
    painter.setPen(colour(shade) if isinstance(shade, str) else shade)
    painter.drawText(QPointF(-align * width, metrics.capHeight() / 2), words)
    painter.restore()
    return width / _FINE


def text_width(words: str, size: float = 7.0) -> float:
    """The width of one line."""
    return QFontMetricsF(_font(size, bold=False)).horizontalAdvance(words) / _FINE


def pen(shade: str | QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A line of that width."""
    made = QPen(colour(shade) if isinstance(shade, str) else shade, width, style)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def box(painter: QPainter, x: float, y: float, width: float, height: float, shade: QColor) -> None:
    """A filled rectangle."""
    painter.fillRect(QRectF(x, y, width, height), shade)


def paint(picture: Picture, painter: QPainter, area: QRectF, dpi: float) -> None:
    """Draws a picture to fill ``area``, in the painter's own unit, ``dpi`` of which are an inch."""
    scale = dpi / 72
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(scale, scale)
    picture(painter, area.width() / scale, area.height() / scale)
    painter.restore()


def as_svg(picture: Picture, width: float, height: float) -> bytes:
    """A picture as SVG; its size in millimetres."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(72)
    wide, high = width * POINTS_PER_MM, height * POINTS_PER_MM
    generator.setSize(QSize(round(wide), round(high)))
    generator.setViewBox(QRectF(0, 0, wide, high))
    painter = QPainter(generator)
    picture(painter, wide, high)
    painter.end()
    return bytes(buffer.data())


def as_image(picture: Picture, width: float, height: float, dpi: float = 200) -> QImage:
    """A picture on the paper's colour; its size in millimetres."""
    size = QSize(round(width / 25.4 * dpi), round(height / 25.4 * dpi))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("paper"))
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    painter = QPainter(image)
    paint(picture, painter, QRectF(image.rect()), dpi)
    painter.end()
    return image


def as_source(picture: Picture, width: float, height: float) -> str:
    """A picture as the source of a layout's picture item, which then needs no file."""
    return "base64:" + base64.b64encode(as_svg(picture, width, height)).decode("ascii")


def _font(size: float, bold: bool) -> QFont:
    font = QFont(font_family())
    font.setPixelSize(round(size * _FINE))
    font.setBold(bold)
    return font
