"""What a place can offer, by its code: to name it, to choose it, to tick it."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtWidgets import QComboBox

from ...core.common.text import tr
from ...core.nomenclature import load_nomenclature

#: The vocabularies of what a place offers, as a service can be one of their codes.
OFFERS = ("activities", "publics", "themes", "labels")


def offer_labels() -> dict[str, str]:
    """Code -> label."""
    vocabularies = load_nomenclature().vocabularies
    return {item.code: item.label for name in OFFERS for item in vocabularies[name]}


class ServiceBox(QComboBox):
    """Any place, the services asked for, and all activities; the data are codes ("": any)."""

    def list_services(self, asked: Iterable[str], wanted: str) -> None:
        """Lists them, and chooses the wanted one."""
        labels, activities = offer_labels(), load_nomenclature().vocabularies["activities"]
        self.clear()
        for code in dict.fromkeys(["", *asked, *activities.codes]):
            self.addItem(labels.get(code, code) or tr("Any place"), code)
        self.setCurrentIndex(self.findData(wanted))
