"""The formats that layers can be written in, and what each must be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..common.errors import InputError
from ..common.text import tr
from .stored import Stored


@dataclass(frozen=True)
class OutputFormat:
    """``layer``: how a layer is created; ``headers``: what says that its first row is its names;
    ``needs_geometry``: rows without one are lost, without a word of GDAL; ``runs_formulas``: what
    people open it with takes a text for a formula."""

    layer: tuple[str, ...] = ()
    headers: str = ""
    needs_geometry: bool = False
    runs_formulas: bool = False


GEOPACKAGE = ".gpkg"
#: By ending, those that hold every row (with a geometry), and every field under its own name.
OUTPUT_FORMATS = {
    GEOPACKAGE: OutputFormat(),
    ".geojson": OutputFormat(layer=("RFC7946=YES",)),
    ".csv": OutputFormat(runs_formulas=True),
    # A sheet of nothing but text has a header too.
    ".xlsx": OutputFormat(headers="OGR_XLSX_HEADERS", runs_formulas=True),
    ".ods": OutputFormat(headers="OGR_ODS_HEADERS", runs_formulas=True),
    ".fgb": OutputFormat(needs_geometry=True),
    ".gml": OutputFormat(),
    ".kml": OutputFormat(),
}
#: Those that cut them: to ten letters, or to thirty-one.
_CUTTING = {".shp", ".dbf", ".tab", ".mif"}


def ending_of(output: Stored) -> str:
    return Path(output.given).suffix.lower()


def refuse_format(output: Stored, is_table: bool) -> None:
    """Raises InputError for a file of a format that cuts names, or that holds no other tables.

    ``is_table``: its rows have no geometry, which some formats need.
    """
    ending = ending_of(output)
    if output.path is None:
        return
    file, bar, table = output.given.partition("|layername=")
    if bar:
        raise InputError(
            tr(
                "Cannot write {path}: for the table {table} of a GeoPackage, give {address}.",
                path=output.given,
                table=table,
                address=f"ogr:dbname='{file}' table=\"{table}\" (geom)",
            )
        )
    if ending not in OUTPUT_FORMATS:
        reason = (
            tr("this format cuts the names of fields, by which figures are found.")
            if ending in _CUTTING
            else tr("layers are not written with the ending {ending}.", ending=ending)
        )
        raise InputError(
            tr(
                "Cannot write {path}: {reason} Give a name that ends in one of: {endings}.",
                path=output.given,
                reason=reason,
                endings=", ".join(OUTPUT_FORMATS),
            )
        )
    if is_table and OUTPUT_FORMATS[ending].needs_geometry:
        raise InputError(no_geometry(output))
    if output.table and ending != GEOPACKAGE:
        raise InputError(
            tr(
                "Cannot write the table {table} into {path}: only a GeoPackage (.gpkg) takes "
                "tables beside others.",
                table=output.table,
                path=output.given,
            )
        )


def no_geometry(output: Stored) -> str:
    """Why rows without a geometry are not written into a file, and which files hold them."""
    endings = (ending for ending, each in OUTPUT_FORMATS.items() if not each.needs_geometry)
    return tr(
        "Cannot write {path}: a file {ending} holds no row without a geometry, and some have none. "
        "Give a name that ends in one of: {endings}.",
        path=output.given,
        ending=ending_of(output),
        endings=", ".join(endings),
    )
