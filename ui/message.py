"""What a page has to say: short in view, long on request."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent, QTextOption
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QToolButton, QWidget

from ..core.common.text import tr

#: Lines that a folded message shows at least.
_FOLDED_LINES = 4
#: Shares of the page's height for a folded message and for an open one; the rest is for the form.
_FOLDED_SHARE, _SHARE = 0.25, 0.45

_STYLE = {
    "good": "background: #e3f4e6; color: #14401d; border-left: 4px solid #2e8540;",
    "bad": "background: #fbe6e4; color: #5c150e; border-left: 4px solid #c5281c;",
    "plain": "background: #eef1f4; color: #2b3440; border-left: 4px solid #7a8794;",
}


class Message(QFrame):
    """A text as high as it needs. A long one is folded, and opens over at most half the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fold = QToolButton()
        self.fold.setAutoRaise(True)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._fit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)

    def write(self, kind: str, html: str) -> None:
        """Shows ``html`` in the colours of ``kind``; what went wrong is unfolded at once."""
        look = _STYLE[kind]
        self.setStyleSheet(
            f"Message {{ {look} }} QTextBrowser {{ {look} border: 0; padding: 2px; }}"
            f"QToolButton {{ {look} border: 0; padding: 3px; }}"
        )
        self.text.setHtml(html.replace("\n", "<br>"))
        self.show()
        self.fold.setChecked(kind == "bad")
        self._fit()

    def toPlainText(self) -> str:
        """The text without its links and colours."""
        return self.text.toPlainText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = round(self.text.document().size().height()) + 8
        page = self.parentWidget().height() if self.parentWidget() else 0
        line = self.text.fontMetrics().lineSpacing()
        folded = line * max(_FOLDED_LINES, int(page * _FOLDED_SHARE / line)) + 10
        opened = min(needed, max(folded, round(page * _SHARE)))
        is_open = self.fold.isChecked()
        hidden, shown = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.text.setVerticalScrollBarPolicy(shown if is_open else hidden)
        self.fold.setVisible(needed > folded)
        self.fold.setText("▾" if is_open else "▴")
        self.fold.setToolTip(tr("Show less") if is_open else tr("Show the whole message"))
        self.setFixedHeight(opened if is_open else min(needed, folded))
