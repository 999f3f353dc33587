"""A job that does not fit in memory says so before it starts."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize(
    ("needed", "said"), [(4 * GB, []), (6 * GB, ["about 6 of the 10 GB"]), (10 * GB, ["10 of the"])]
)
def test_what_needs_much_of_the_memory_is_warned_of(needed: int, said: list[str]) -> None:
    warned: list[str] = []
    require_memory(needed, 10 * GB, Progress(warn=warned.append))
    assert [part in text for part, text in zip(said, warned, strict=True)] == [True] * len(said)


def test_what_needs_more_than_there_is_is_refused() -> None:
    with pytest.raises(InputError, match="about 11 GB of memory, and this computer has 10 GB"):
        require_memory(11 * GB, 10 * GB, Progress())


def holes(path: Path, size: float) -> str:
    """A file of so many bytes, that takes no room."""
    with path.open("wb") as file:
        file.truncate(int(size))
    return str(path)


@pytest.mark.parametrize(
    ("algorithm", "name", "parameter", "more"),
    [
        ("loadcensus", "census.csv", "INPUT", {}),
        ("buildnetwork", "france.osm.pbf", "INPUT", {}),
        ("isochrones", "roads.npz", "NETWORK", {"PLACES": "places"}),
        ("traveltimes", "roads.npz", "NETWORK", {"PLACES": "places", "DEMAND": "places"}),
    ],
)
def test_a_file_of_which_this_computer_cannot_hold_the_content_is_refused_before_it_is_read(
    maillage: Any,
    tmp_path: Path,
    algorithm: str,
    name: str,
    parameter: str,
    more: dict[str, str],
) -> None:
    import processing

    factor = json.loads(NEEDS.read_text(encoding="utf-8"))[algorithm][parameter]
    (tmp_path / "places.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},'
        ' "geometry": {"type": "Point", "coordinates": [1.6, 42.96]}}]}'
    )
    given = {key: str(tmp_path / f"{value}.geojson") for key, value in more.items()}
    given[parameter] = holes(tmp_path / name, 1.1 * gdal.GetUsablePhysicalRAM() / factor)
    with pytest.raises(QgsProcessingException, match="GB of memory, and this computer has"):
        processing.run(f"maillage:{algorithm}", {**given, "OUTPUT": str(tmp_path / "out.gpkg")})
    assert not (tmp_path / "out.gpkg").exists()
