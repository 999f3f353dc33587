"""A job that does not fit in memory says so before it starts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common.errors import InputError
from maillage.core.common.memory import require_memory
from maillage.core.common.progress import Progress
from maillage.core.inputs.fitting import NEEDS
from osgeo import gdal
from qgis.core import QgsProcessingException

GB = 10**9
#: What has a need, with its file, and with the layers that the step wants too; and the layers.
FILES: list[tuple[str, str, str, dict[str, str]]] = [
    ("loadcensus", "INPUT", "census.csv", {}),
    ("buildnetwork", "INPUT", "france.osm.pbf", {}),
    ("buildnetwork", "INPUT", "FRANCE.PBF", {}),
    ("coverage", "NETWORK", "roads.npz", {"PLACES": "places", "DEMAND": "places"}),
    ("isochrones", "NETWORK", "roads.npz", {"PLACES": "places"}),
    ("traveltimes", "NETWORK", "roads.npz", {"PLACES": "places", "DEMAND": "places"}),
]
LAYERS = [
    ("loadcensus", "LAYER"),
    ("savecensus", "INPUT"),
    ("exportweb", "PLACES"),
    ("isochrones", "PLACES"),
    ("coverage", "PLACES"),
]


@pytest.mark.parametrize(
    ("needed", "said"),
    [(4 * GB, ""), (5 * GB, ""), (6 * GB, "Roads needs about 6 of the 10 GB"), (10 * GB, "of the")],
)
def test_what_needs_more_than_half_of_the_memory_is_warned_of(needed: int, said: str) -> None:
    warned: list[str] = []
    require_memory("Roads", needed, 10 * GB, Progress(warn=warned.append))
    assert len(warned) == bool(said) and said in "".join(warned)


def test_what_needs_more_than_there_is_is_refused_with_its_name() -> None:
    with pytest.raises(InputError, match=r"Roads is too large: it needs about 11 GB .* has 10 GB"):
        require_memory("Roads", 10.1 * GB, 10 * GB, Progress())


def test_where_nobody_knows_how_much_there_is_nothing_is_refused() -> None:
    require_memory("Roads", 1000 * GB, 0, Progress(warn=pytest.fail))


def holes(path: Path, size: float) -> str:
    """A file of so many bytes, that takes no room."""
    with path.open("wb") as file:
        file.truncate(int(size))
    return str(path)


@pytest.mark.parametrize(("algorithm", "parameter", "name", "more"), FILES)
def test_a_file_of_which_this_computer_cannot_hold_the_content_is_refused_before_it_is_read(
    maillage: Any,
    tmp_path: Path,
    algorithm: str,
    parameter: str,
    name: str,
    more: dict[str, str],
) -> None:
    given = {key: str(layer(tmp_path / f"{value}.gpkg")) for key, value in more.items()}
    given[parameter] = holes(
        tmp_path / name, 1.1 * gdal.GetUsablePhysicalRAM() / needs(algorithm, parameter)
    )
    refused(algorithm, parameter, given, tmp_path)


@pytest.mark.parametrize(("algorithm", "parameter"), LAYERS)
def test_a_layer_of_more_rows_than_can_be_held_is_refused_before_it_is_read(
    maillage: Any, tmp_path: Path, algorithm: str, parameter: str
) -> None:
    rows = 1.1 * gdal.GetUsablePhysicalRAM() / needs(algorithm, parameter)
    given = {parameter: str(layer(tmp_path / "places.gpkg", int(rows)))}
    if algorithm == "coverage":
        given |= {"DEMAND": str(layer(tmp_path / "people.gpkg")), "NETWORK": __file__}
    refused(algorithm, parameter, given, tmp_path)


def test_every_need_is_among_these() -> None:
    told = json.loads(NEEDS.read_text(encoding="utf-8"))
    tested = {each[:2] for each in (*FILES, *LAYERS)}
    assert tested == {(algorithm, name) for algorithm, of in told.items() for name in of}


def needs(algorithm: str, parameter: str) -> float:
    return json.loads(NEEDS.read_text(encoding="utf-8"))[algorithm][parameter]


def layer(path: Path, rows: int = 1) -> Path:
    """A GeoPackage of one point, that says it has so many rows."""
    source = path.with_suffix(".geojson")
    source.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},'
        ' "geometry": {"type": "Point", "coordinates": [1.6, 42.96]}}]}'
    )
    gdal.VectorTranslate(str(path), str(source), format="GPKG")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", [rows])
    return path


def refused(algorithm: str, parameter: str, given: dict[str, str], folder: Path) -> None:
    import processing

    output = "OUTPUT_FOLDER" if algorithm == "exportweb" else "OUTPUT"
    target = folder / "out.gpkg"
    words = rf"\({parameter}\) is too large: it needs about \d+ GB of memory"
    with pytest.raises(QgsProcessingException, match=words):
        processing.run(f"maillage:{algorithm}", {**given, output: str(target)})
    assert not target.exists()
