"""Makes the demonstration territory: ``python3 -m maillage.sample.make_sample [FOLDER]``.

Everything in it is fictional and says so. The story (names, populations, what is missing and where)
is told in ``story.json``; the shapes come from a fixed seed, so that a run gives the same content.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, ogr

from ..core.common.files import atomic_output
from ..core.common.projection import WGS84, spatial_reference
from .census import make_census, make_indicators
from .land import Commune, make_communes, to_degrees
from .roads import Roads, make_roads

HERE = Path(__file__).parent
SEED = 31
#: GeoPackages carry the date of their last change; a fixed one keeps the files the same.
DATE = "2024-01-01T00:00:00.000Z"

Record = tuple[dict[str, Any], ogr.Geometry]


def make(folder: Path = HERE) -> list[Path]:
    """Writes the six files of the territory into ``folder`` and returns their paths."""
    ogr.UseExceptions()
    story = json.loads((HERE / "story.json").read_text(encoding="utf-8"))
    rng = np.random.RandomState(SEED)
    communes = make_communes(story, rng)
    roads = make_roads(story, communes, rng)
    streets = roads.junctions[np.unique(roads.edges[roads.in_town])]
    census = make_census(story, communes, streets, rng)
    indicators = make_indicators(story, communes, rng)
    notice = story["notice"]
    shapes = _commune_records(communes, notice)
    tables = {"census": census, "indicators": indicators}
    layers = {
        "communes": shapes,
        "epci": _merged(shapes, "epci", {c.epci: c.epci_nom for c in communes}),
        "departements": _merged(shapes, "dep", story["departements"]),
        "roads": list(_road_records(roads)),
    }
    return [
        *(_write_csv(folder / f"{name}.csv", rows) for name, rows in tables.items()),
        *(_write_gpkg(folder / f"{name}.gpkg", rows, notice) for name, rows in layers.items()),
    ]


def _commune_records(communes: list[Commune], notice: str) -> list[Record]:
    records = []
    for commune in sorted(communes, key=lambda one: one.insee):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for lon, lat in to_degrees(commune.ring).tolist():
            ring.AddPoint_2D(lon, lat)
        polygon = ogr.Geometry(ogr.wkbPolygon)
        polygon.AddGeometry(ring)
        names = ("insee", "nom", "dep", "epci", "epci_nom", "population")
        attributes = {name: getattr(commune, name) for name in names}
        records.append((attributes | {"source": notice}, ogr.ForceToMultiPolygon(polygon)))
    return records


def _merged(communes: list[Record], code: str, names: dict[str, str]) -> list[Record]:
    """The communes merged by ``code``, with their name and summed population."""
    records = []
    for value, name in sorted(names.items()):
        parts = ogr.Geometry(ogr.wkbMultiPolygon)
        population = 0
        for attributes, shape in communes:
            if attributes[code] == value:
                parts.AddGeometry(shape.GetGeometryRef(0))
                population += attributes["population"]
        source = communes[0][0]["source"]
        attributes = {
            code: value,
            "nom": name,
            "population": population,
            "source": source,
        }
        records.append((attributes, ogr.ForceToMultiPolygon(parts.UnionCascaded())))
    return records


def _road_records(roads: Roads) -> Iterable[Record]:
    columns = (
        roads.classes.tolist(),
        roads.names,
        roads.speeds,
        roads.oneway,
        roads.lines,
    )
    for kind, name, speed, oneway, line in zip(*columns, strict=True):
        shape = ogr.Geometry(ogr.wkbLineString)
        for lon, lat in to_degrees(line).tolist():
            shape.AddPoint_2D(lon, lat)
        attributes = {
            "class": kind,
            "name": name or None,
            "speed_kmh": speed,
            "oneway": "yes" if oneway else "no",
        }
        yield attributes, shape


def _write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    with (
        atomic_output(path) as temporary,
        open(temporary, "w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _write_gpkg(path: Path, records: list[Record], notice: str) -> Path:
    """One layer named as the file, whose description says that it is fictional."""
    gdal.SetConfigOption("OGR_CURRENT_DATE", DATE)
    try:
        with atomic_output(path) as temporary:
            source = ogr.GetDriverByName("GPKG").CreateDataSource(str(temporary))
            layer = source.CreateLayer(
                path.stem,
                spatial_reference(WGS84),
                records[0][1].GetGeometryType(),
                [
                    "SPATIAL_INDEX=NO",
                    f"DESCRIPTION={notice}",
                    f"IDENTIFIER={path.stem} ({notice})",
                ],
            )
            layer.SetMetadataItem("DESCRIPTION", notice)
            for name, value in records[0][0].items():
                kind = ogr.OFTInteger if isinstance(value, int) else ogr.OFTString
                layer.CreateField(ogr.FieldDefn(name, kind))
            layer.StartTransaction()
            for attributes, shape in records:
                feature = ogr.Feature(layer.GetLayerDefn())
                for name, value in attributes.items():
                    if value is not None:
                        feature[name] = value
                feature.SetGeometryDirectly(shape.Clone())
                layer.CreateFeature(feature)
            layer.CommitTransaction()
            layer = source = None
    finally:
        gdal.SetConfigOption("OGR_CURRENT_DATE", None)
    return path


if __name__ == "__main__":
    for written in make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(written)
