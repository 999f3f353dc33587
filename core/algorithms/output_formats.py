"""The formats that layers can be written in, and what each must be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..common.errors import InputError
from ..common.text import tr
from .stored import Stored


@dataclass(frozen=True)
class OutputFormat:
    """``layer``: how a layer is created; ``headers``: what says that its first row is its names."""

    layer: tuple[str, ...] = ()
    headers: str = ""


GEOPACKAGE = ".gpkg"
#: By ending, those that hold every row, and every field under its own name.
OUTPUT_FORMATS = {
    GEOPACKAGE: OutputFormat(),
    ".geojson": OutputFormat(layer=("RFC7946=YES",)),
    ".csv": OutputFormat(),
    # A sheet of nothing but text has a header too.
    ".xlsx": OutputFormat(headers="OGR_XLSX_HEADERS"),
    ".ods": OutputFormat(headers="OGR_ODS_HEADERS"),
    ".fgb": OutputFormat(),
    ".gml": OutputFormat(),
    ".kml": OutputFormat(),
}


def ending_of(output: Stored) -> str:
    return Path(output.given).suffix.lower()


def refuse_format(output: Stored) -> None:
    """Raises InputError for a file of a format that cuts names, or that holds no other tables."""
    ending = ending_of(output)
    if output.path is None:
        return
    if ending not in OUTPUT_FORMATS:
        raise InputError(
            tr(
                "Cannot write {path}: QGIS knows no format {ending}, or it does not hold every "
                "field under its whole name (a shapefile cuts names to ten letters, and figures "
                "are found by them). Give a name that ends in one of: {endings}.",
                path=output.given,
                ending=ending,
                endings=", ".join(OUTPUT_FORMATS),
            )
        )
    if output.table and ending != GEOPACKAGE:
        raise InputError(
            tr(
                "Cannot write the table {table} into {path}: only a GeoPackage (.gpkg) takes "
                "tables beside others.",
                table=output.table,
                path=output.given,
            )
        )
