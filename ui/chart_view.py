"""A drawn picture in the dock, which can be copied and saved."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QMessageBox, QSizePolicy, QWidget

from ..core.common.errors import MaillageError
from ..core.common.files import atomic_output
from ..core.common.text import tr
from ..core.layers.drawing import Picture, as_image, as_svg, paint
from ..core.layers.palette import colour
from .parts import as_html

#: Pixels per inch of the size that a picture asks for.
_DPI = 96


class ChartView(QWidget):
    """A picture ``width`` × ``height`` millimetres, drawn as large as the dock lets it.

    ``words`` says what it shows, for people who cannot see it.
    """

    def __init__(self, picture: Picture, width: float, height: float, words: str) -> None:
        super().__init__()
        self.picture = picture
        self._size = (width, height)
        self.setAccessibleName(words)
        self.setToolTip(tr("A right click copies or saves the picture"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(150)

    def sizeHint(self) -> QSize:
        return QSize(*(round(side / 25.4 * _DPI) for side in self._size))

    def heightForWidth(self, width: int) -> int:
        return round(width * self._size[1] / self._size[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        # The picture keeps its proportions and its texts their share of it.
        scale = min(self.width() / self._size[0], self.height() / self._size[1])
        area = QRectF(0, 0, self._size[0] * scale, self._size[1] * scale)
        area.moveCenter(QRectF(self.rect()).center())
        paint(self.picture, painter, area, 25.4 * scale)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Copy the picture"), self.copy)
        menu.addAction(tr("Save the picture…"), self._ask_and_save)
        menu.exec(event.globalPos())

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(as_image(self.picture, *self._size, dpi=300))

    def save(self, path: str) -> None:
        """Writes the picture, as SVG or PNG by the name's ending. Raises OutputError."""
        with atomic_output(path) as aside:
            if path.lower().endswith(".svg"):
                Path(aside).write_bytes(as_svg(self.picture, *self._size))
            else:
                as_image(self.picture, *self._size, dpi=300).save(str(aside), "PNG")

    def _ask_and_save(self) -> None:
        start = Path(QgsProject.instance().homePath() or Path.home()) / "chart.svg"
        kinds = tr("Drawing (*.svg);;Picture (*.png)")
        path, kind = QFileDialog.getSaveFileName(self, tr("Save as"), str(start), kinds)
        if not path:
            return
        if not Path(path).suffix:
            path += ".png" if "png" in kind else ".svg"
        try:
            self.save(path)
        except MaillageError as error:
            QMessageBox.warning(self, "Maillage", as_html(str(error)))
