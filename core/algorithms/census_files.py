"""What the algorithms that read census files share: their parameters, and how they are read."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..common.text import tr
from .base import MaillageAlgorithm
from .parameters import optional

#: The schemas that a census may have, by name: those of ``places.schemas``, which take longer to
#: read.
SCHEMAS = ("conseiller_numerique", "data_inclusion", "france_services", "national", "rhinocc")


def census_filter() -> str:
    """The kinds of census files. All files too: our own sentence says why one is refused."""
    return tr(
        "Census files ({patterns});;All files (*)",
        patterns="*.csv *.tsv *.txt *.xlsx *.ods *.geojson *.json *.gpkg",
    )


def add_file(algorithm: MaillageAlgorithm, name: str, label: str, kinds: str) -> None:
    """An optional file of these ``kinds`` (a filter of file names)."""
    algorithm.addParameter(optional(QgsProcessingParameterFile(name, label, fileFilter=kinds)))


def add_sheet(algorithm: MaillageAlgorithm) -> None:
    """The parameter SHEET: of a file that has several."""
    algorithm.addParameter(
        QgsProcessingParameterString("SHEET", tr("Sheet or layer of the file"), optional=True)
    )


def add_mapping(algorithm: MaillageAlgorithm, label: str) -> None:
    """The parameter MAPPING."""
    add_file(algorithm, "MAPPING", label, tr("Mapping files ({patterns})", patterns="*.json"))


def add_nomenclature(algorithm: MaillageAlgorithm) -> None:
    """The parameter NOMENCLATURE."""
    kinds = tr("Nomenclature files ({patterns})", patterns="*.json")
    add_file(algorithm, "NOMENCLATURE", tr("Own nomenclature"), kinds)
