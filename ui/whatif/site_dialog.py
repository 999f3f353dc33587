"""What a place of a scenario is called and offers."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.access.scenario import Site
from ...core.common.text import tr
from ...core.nomenclature import load_nomenclature
from ..parts import as_html
from .services import OFFERS


class SiteDialog(QDialog):
    """A name, and the codes of the nomenclature to tick."""

    def __init__(self, site: Site, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Place of the scenario"))
        self._site = site
        self.name = QLineEdit(site.name)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        vocabularies = load_nomenclature().vocabularies
        for name in OFFERS:
            heading = QTreeWidgetItem(self.tree, [vocabularies[name].title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for item in vocabularies[name]:
                row = QTreeWidgetItem(heading, [item.label])
                row.setData(0, Qt.ItemDataRole.UserRole, item.code)
                row.setToolTip(0, as_html(item.description))
                is_offered = item.code in site.offers
                row.setCheckState(
                    0, Qt.CheckState.Checked if is_offered else Qt.CheckState.Unchecked
                )
            heading.setExpanded(
                name == OFFERS[0] or any(i.code in site.offers for i in vocabularies[name])
            )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(tr("Name")))
        layout.addWidget(self.name)
        layout.addWidget(QLabel(tr("What it offers")))
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        self.resize(520, 460)

    def site(self) -> Site:
        """The site as the person left it; an empty name keeps the one before."""
        name = self.name.text().strip() or self._site.name
        return replace(self._site, name=name, offers=tuple(self._ticked()))

    def _ticked(self) -> list[str]:
        headings = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        rows = (heading.child(n) for heading in headings for n in range(heading.childCount()))
        return [
            row.data(0, Qt.ItemDataRole.UserRole)
            for row in rows
            if row.checkState(0) == Qt.CheckState.Checked
        ]
