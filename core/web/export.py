"""All the files of the public web map, made together."""

from __future__ import annotations

import json
from collections.abc import Collection

import pandas as pd

from ..access.given_layers import tell_placed
from ..common.errors import InputError
from ..common.progress import SILENT, Progress
from ..common.telling import tellable
from ..common.text import tr
from ..nomenclature import Nomenclature
from .datami import chart_settings, field_settings, map_settings, schema_settings
from .datapackage import data_package
from .privacy import Privacy
from .publication import DESCRIPTION, Changes, Publication
from .published_places import (
    csv_bytes,
    on_the_globe,
    place_features,
    places_table,
    require_places,
    wording,
)
from .published_territories import (
    Polygons,
    coverage_features,
    frame_feature,
    isochrone_features,
    territory_of,
)
from .rfc7946 import Json, collection_bytes


def build_publication(
    places: pd.DataFrame,
    nomenclature: Nomenclature,
    coverage: Polygons | None = None,
    isochrones: Polygons | None = None,
    schema: str = "rhinocc",
    precision: int = 6,
    base_url: str = "",
    waivers: Collection[str] = (),
    progress: Progress = SILENT,
) -> Publication:
    """The files of the web map, as a value.

    ``places`` is the table of places with ``lon`` and ``lat`` (degrees, NaN when missing);
    ``precision`` the decimals of coordinates; ``base_url`` the address that the files will be read
    from; ``waivers`` the places, or checks, whose personal data may be published (``Privacy``).
    Raises InputError for layers without the fields needed, and for an address that holds a secret.
    """
    if tellable(base_url) != base_url:
        raise InputError(
            tr(
                "Everybody can read where the files are published (BASE_URL), and {address} holds "
                "a password, a key or a question. Give the address of the folder alone.",
                address=base_url,
            )
        )
    require_places(places)
    all_places, places = places, on_the_globe(places)
    territory = territory_of(places, coverage) if coverage else [""] * len(places)
    if coverage:
        tell_placed("COVERAGE", list(map(bool, territory)), places["lon"].notna(), progress)
    privacy = Privacy(places, waivers)
    table, cleaned = places_table(places, territory, schema, precision, privacy)
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
    files = {"places.csv": csv_bytes(table)}
    files |= {name: collection_bytes(features) for name, features in collections.items()}
    files |= {name: _json_bytes(content) for name, content in settings.items()}
    package = data_package(files, schema, _sources(places, coverage))
    files[DESCRIPTION] = _json_bytes(package)
    progress.step(1)
    points = int((table["BAN_latitude"] != "").sum())
    changes = Changes(withheld, cleaned, _unplaced(all_places, places))
    return Publication(files, len(table), points, changes, privacy.unknown())


def _json_bytes(content: Json) -> bytes:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode()


def _unplaced(given: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """The places that had a position and no longer have one."""
    had, has = (table[["lon", "lat"]].notna().all(axis=1) for table in (given, shown))
    return [str(name) for name in given.loc[had & ~has, "place_id"]]


def _sources(places: pd.DataFrame, coverage: Polygons | None) -> list[str]:
    """The sources that the layers name, once each."""
    tables = [places, *([coverage.table] if coverage else [])]
    named = [
        str(value) for table in tables if "source" in table for value in table["source"] if value
    ]
    return list(dict.fromkeys(named)) or [wording()["unnamed_source"]]
