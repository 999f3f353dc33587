"""A layout on which to place text, shapes and maps, in millimetres of an A4 page.

Larger formats enlarge everything alike: an A3 dossier is the A4 one, magnified.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemMarker,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemPolygon,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsTextFormat,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPolygonF

from ..layers.drawing import Picture, as_source
from ..layers.inert import set_text
from ..layers.palette import colour, font_family
from ..layers.territory_style import fill

MILLIMETRES_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.25

#: Page sizes as (width, height) in millimetres.
PAGE_SIZES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


def magnification(page_size: str) -> float:
    """How much larger than on A4 everything is."""
    return PAGE_SIZES[page_size][0] / PAGE_SIZES["A4"][0]


@dataclass(frozen=True)
class Style:
    """How a text is set: size in points, weight, a colour of the theme."""

    size: float = 8.5
    bold: bool = False
    colour: str = "ink"

    def font(self) -> QFont:
        font = QFont(font_family())
        font.setBold(self.bold)
        return font

    @property
    def leading(self) -> float:
        """From line to line, in millimetres."""
        return self.size * MILLIMETRES_PER_POINT * LINE_HEIGHT

    def width(self, text: str) -> float:
        """The width of one line, in millimetres."""
        font = self.font()
        font.setPixelSize(200)
        return QFontMetricsF(font).horizontalAdvance(text) / 200 * self.size * MILLIMETRES_PER_POINT

    def wrap(self, text: str, width: float) -> list[str]:
        """``text`` split at blanks into lines of at most ``width`` millimetres.

        A word wider than that is split.
        """
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if self.width(longer) <= width:
                    line = longer
                    continue
                if line:
                    lines.append(line)
                *cut, line = self._cut(word, width)
                lines.extend(cut)
            lines.append(line)
        return lines

    def _cut(self, word: str, width: float) -> list[str]:
        pieces, start = [], 0
        for end in range(1, len(word) + 1):
            if end - start > 1 and self.width(word[start:end]) > width:
                pieces.append(word[start : end - 1])
                start = end - 1
        return [*pieces, word[start:]]

    def shorten(self, text: str, width: float) -> str:
        """One line of at most ``width`` millimetres, ending with an ellipsis if it was longer."""
        if self.width(text) <= width:
            return text
        while text and self.width(text + "…") > width:
            text = text[:-1]
        return text.rstrip(" ,;·-") + "…"

    def fitted(self, text: str, width: float, lines: int = 1) -> Style:
        """The largest style, this one or smaller, in which ``text`` takes at most ``lines``."""
        size = self.size
        while size > 6 and len(Style(size, self.bold).wrap(text, width)) > lines:
            size -= 0.5
        return Style(size, self.bold, self.colour)


class Sheet:
    """Pages of one layout. Positions are from the top left of the current page."""

    def __init__(self, project: QgsProject, page_size: str = "A4") -> None:
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        self.width, self.height = PAGE_SIZES["A4"]
        self.size = PAGE_SIZES[page_size]
        self.factor = magnification(page_size)
        self.layout.pageCollection().clear()
        self.page = -1

    def add_page(self) -> None:
        """Starts a new page, in portrait."""
        page = QgsLayoutItemPage(self.layout)
        page.setPageSize(QgsLayoutSize(*self.size))
        self.layout.pageCollection().addPage(page)
        self.page += 1

    @property
    def pages(self) -> int:
        return self.layout.pageCollection().pageCount()

    def text(
        self,
        x: float,
        y: float,
        width: float,
        content: str,
        style: Style = Style(),
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Sets ``content`` wrapped to ``width``; returns the height it takes."""
        return self.lines(x, y, width, style.wrap(content, width), style, align)

    def lines(
        self,
        x: float,
        y: float,
        width: float,
        lines: list[str],
        style: Style = Style(),
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Sets lines as they are; returns the height they take."""
        height = len(lines) * style.leading
        if not any(lines):
            return height
        label = QgsLayoutItemLabel(self.layout)
        set_text(label, "\n".join(lines))
        label.setTextFormat(self._format(style))
        label.setMargin(0)
        label.setHAlign(align)
        # Measured with this machine's font: a small margin keeps the last word on its line.
        air = 1.5
        left = {Qt.AlignmentFlag.AlignRight: air, Qt.AlignmentFlag.AlignHCenter: air / 2}
        self._place(label, x - left.get(align, 0), y, width + air, height + 1)
        return height

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        inside: str | QColor | None = "panel",
        edge: str = "hairline",
        edge_width: float = 0,
    ) -> None:
        """A rectangle."""
        self.swatch(x, y, width, height, fill(inside, edge, edge_width * self.factor))

    def rule(
        self, x: float, y: float, width: float, shade: str = "hairline", weight: float = 0.2
    ) -> None:
        """A horizontal line."""
        self.box(x, y, width, weight, shade)

    def swatch(
        self, x: float, y: float, width: float, height: float, symbol: QgsFillSymbol
    ) -> None:
        """A rectangle filled with a map's sign."""
        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        shape.setSymbol(symbol)
        self._place(shape, x, y, width, height)

    def marker(self, x: float, y: float, symbol: QgsMarkerSymbol) -> None:
        """A point's sign, centred on (x, y)."""
        drawn = symbol.clone()
        drawn.setSize(drawn.size() * self.factor)
        item = QgsLayoutItemMarker(self.layout)
        item.setSymbol(drawn)
        item.setReferencePoint(QgsLayoutItem.ReferencePoint.Middle)
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x * self.factor, y * self.factor), True, False, self.page)

    def picture(self, x: float, y: float, width: float, height: float, drawn: Picture) -> None:
        """A drawn picture, as vectors."""
        item = QgsLayoutItemPicture(self.layout)
        self._place(item, x, y, width, height)
        kind = QgsLayoutItemPicture.Format.FormatSVG
        item.setPicturePath(as_source(drawn, width, height), kind)

    def map(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        layers: list[QgsMapLayer],
        extent: QgsRectangle,
        crs: QgsCoordinateReferenceSystem,
        background: QColor | None = None,
    ) -> QgsLayoutItemMap:
        """A map of ``layers``, top first, that shows all of ``extent``."""
        item = QgsLayoutItemMap(self.layout)
        self._place(item, x, y, width, height)
        item.setCrs(crs)
        item.setLayers(layers)
        item.setKeepLayerSet(True)
        item.zoomToExtent(extent)
        item.setBackgroundEnabled(background is not None)
        if background is not None:
            item.setBackgroundColor(background)
        return item

    def scale_bar(self, x: float, y: float, linked: QgsLayoutItemMap) -> None:
        """A scale bar of about 30 mm in round kilometres or metres, its left end at x."""
        metres = 30 * self.factor * linked.scale() / 1000
        length = round_length(metres)
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setLinkedMap(linked)
        bar.setStyle("Line Ticks Up")
        kilometres = length >= 1000
        bar.setUnits(Qgis.DistanceUnit.Kilometers if kilometres else Qgis.DistanceUnit.Meters)
        bar.setUnitLabel("km" if kilometres else "m")
        bar.setNumberOfSegments(1)
        bar.setNumberOfSegmentsLeft(0)
        bar.setUnitsPerSegment(length / 1000 if kilometres else length)
        bar.setLabelHorizontalPlacement(
            QgsScaleBarSettings.LabelHorizontalPlacement.LabelCenteredSegment
        )
        bar.setHeight(1.2 * self.factor)
        bar.setBoxContentSpace(0)
        bar.setLabelBarSpace(0.8 * self.factor)
        bar.setTextFormat(self._format(Style(7)))
        self.layout.addLayoutItem(bar)
        bar.attemptMove(QgsLayoutPoint(x * self.factor, y * self.factor), True, False, self.page)

    def north(self, x: float, y: float, width: float, height: float) -> None:
        """An arrow to the north, its tip at (x, y)."""
        corners = [
            (x, y),
            (x + width / 2, y + height),
            (x, y + 0.7 * height),
            (x - width / 2, y + height),
        ]
        offset = self.page * (self.size[1] + self.layout.pageCollection().spaceBetweenPages())
        polygon = QPolygonF(
            [QPointF(a * self.factor, b * self.factor + offset) for a, b in corners]
        )
        arrow = QgsLayoutItemPolygon(polygon, self.layout)
        arrow.setSymbol(fill("ink", "ink", 0))
        self.layout.addLayoutItem(arrow)

    def frame(self, item: QgsLayoutItem) -> None:
        """Draws an item's frame."""
        item.setFrameEnabled(True)
        item.setFrameStrokeColor(colour("hairline"))
        item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2 * self.factor))

    def _format(self, style: Style) -> QgsTextFormat:
        text_format = QgsTextFormat()
        text_format.setFont(style.font())
        text_format.setSize(style.size * self.factor)
        text_format.setSizeUnit(Qgis.RenderUnit.Points)
        text_format.setColor(colour(style.colour))
        text_format.setLineHeight(style.leading * self.factor)
        text_format.setLineHeightUnit(Qgis.RenderUnit.Millimeters)
        return text_format

    def _place(self, item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
        self.layout.addLayoutItem(item)
        item.attemptResize(QgsLayoutSize(width * self.factor, height * self.factor))
        item.attemptMove(QgsLayoutPoint(x * self.factor, y * self.factor), True, False, self.page)


def round_length(metres: float) -> float:
    """The largest of 1, 2, 5 x 10^n that is not more than ``metres``."""
    power = 10.0 ** len(str(int(max(metres, 1)))) / 10
    return next((step * power for step in (5, 2) if step * power <= metres), power)
