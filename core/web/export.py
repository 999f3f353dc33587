"""All the files of the public web map, written together or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..common.errors import OutputError
from ..common.files import atomic_output
from ..common.progress import SILENT, Progress
from ..common.text import tr
from ..nomenclature import Nomenclature
from .datami import chart_settings, field_settings, map_settings, schema_settings
from .datapackage import data_package
from .privacy import Privacy, Withheld
from .published_places import (
    on_the_globe,
    place_features,
    places_table,
    require_places,
    wording,
    write_csv,
)
from .published_territories import (
    Polygons,
    coverage_features,
    frame_feature,
    isochrone_features,
    territory_of,
)
from .rfc7946 import Json, write_collection

DESCRIPTION = "datapackage.json"
#: Files that only some exports write.
_OPTIONAL = ("coverage.geojson", "isochrones.geojson", "frame.geojson")


@dataclass
class Published:
    """What was written: the files, how many places, how many of them on the map.

    ``withheld`` is what may be a person's and was left out; ``unknown_waivers`` are those that
    name neither a place nor a check.
    """

    files: list[Path]
    places: int
    points: int
    withheld: list[Withheld]
    unknown_waivers: list[str]


def export_web(
    folder: Path,
    places: pd.DataFrame,
    nomenclature: Nomenclature,
    coverage: Polygons | None = None,
    isochrones: Polygons | None = None,
    schema: str = "rhinocc",
    precision: int = 6,
    base_url: str = "",
    waivers: Collection[str] = (),
    progress: Progress = SILENT,
) -> Published:
    """Writes the files of the web map into ``folder``.

    ``places`` is the table of places with ``lon`` and ``lat`` (degrees, NaN when missing);
    ``precision`` the decimals of coordinates; ``base_url`` the address that the files will be read
    from; ``waivers`` the places, or checks, whose personal data may be published (``Privacy``).
    Everything is computed and written aside, then moved: a failure changes nothing. The polygons
    of an earlier export that this one has not are removed at the end. Raises InputError for layers
    without the fields needed and OutputError when the folder cannot be written.
    """
    require_places(places)
    places = on_the_globe(places)
    territory = territory_of(places, coverage) if coverage else [""] * len(places)
    privacy = Privacy(places, waivers)
    table = places_table(places, territory, schema, precision, privacy)
    withheld = list(privacy.withheld)  # the same are left out of the GeoJSON
    progress.step(0.2)
    collections = {"places.geojson": place_features(places, precision, privacy)}
    if coverage:
        collections["coverage.geojson"] = coverage_features(coverage, precision)
    else:
        collections["frame.geojson"] = [frame_feature(places, precision)]
    progress.step(0.4)
    if isochrones:
        collections["isochrones.geojson"] = isochrone_features(isochrones, precision)
    progress.step(0.7)
    settings: dict[str, Json] = {
        "datami-schema.json": schema_settings(schema, nomenclature),
        "datami-fields.json": field_settings(schema, nomenclature, table),
        "datami-map.json": map_settings(places, nomenclature, coverage, isochrones, base_url),
        "datami-dataviz.json": chart_settings(),
    }
    names = ["places.csv", *collections, *settings]
    _refuse_folders(folder, [*names, DESCRIPTION])
    stale = [name for name in _optional_files(folder) if name not in names]
    with atomic_output(folder / DESCRIPTION) as description:
        aside = description.parent
        write_csv(aside / "places.csv", table)
        for name, features in collections.items():
            write_collection(aside / name, features)
        for name, content in settings.items():
            _write_json(aside / name, content)
        files = [aside / name for name in names]
        _write_json(description, data_package(files, schema, _sources(places, coverage)))
        progress.step(0.95)
    _remove(folder, stale)
    written = [folder / name for name in (*names, DESCRIPTION)]
    points = int((table["BAN_latitude"] != "").sum())
    return Published(written, len(table), points, withheld, privacy.unknown())


def _refuse_folders(folder: Path, names: list[str]) -> None:
    """A folder in the way of a file would stop the move half-way."""
    for name in names:
        if (folder / name).is_dir():
            raise OutputError(
                tr(
                    "Cannot write {path}: a folder has this name. Rename it or choose another "
                    "output folder.",
                    path=folder / name,
                )
            )


def _optional_files(folder: Path) -> list[str]:
    """The optional files that an earlier export wrote here, by its own description.

    A file of the same name that no export wrote is somebody's work and is not among them.
    """
    try:
        package = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        listed = [resource["path"] for resource in package["resources"]]
    except (OSError, ValueError, LookupError, TypeError):
        return []  # no earlier export, or a description that is not ours
    return [name for name in _OPTIONAL if name in listed and (folder / name).is_file()]


def _remove(folder: Path, names: list[str]) -> None:
    for name in names:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(
                tr(
                    "The export is written, but {path} of an earlier one cannot be removed: "
                    "{reason}. Remove it by hand.",
                    path=folder / name,
                    reason=error.strerror or error,
                )
            ) from error


def _write_json(path: Path, content: Json) -> None:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _sources(places: pd.DataFrame, coverage: Polygons | None) -> list[str]:
    """The sources that the layers name, once each."""
    tables = [places, *([coverage.table] if coverage else [])]
    named = [
        str(value) for table in tables if "source" in table for value in table["source"] if value
    ]
    return list(dict.fromkeys(named)) or [wording()["unnamed_source"]]
