"""Files that are whole or absent, and what stood beside the old one."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common.errors import OutputError
from maillage.core.common.files import atomic_output
from osgeo import gdal, ogr
from qgis.core import QgsProcessingException
from steps import Run, already_there, stays


def write_points(path: Path, *points: tuple[float, float]) -> None:
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer(path.stem, geom_type=ogr.wkbPoint)
    for x, y in points:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        layer.CreateFeature(feature)


def test_an_index_of_the_old_shapefile_does_not_hide_the_new_points(tmp_path: Path) -> None:
    path = tmp_path / "places.shp"
    write_points(path, *((n, n) for n in range(50)))
    gdal.OpenEx(str(path), gdal.OF_UPDATE).ExecuteSQL("CREATE SPATIAL INDEX ON places")
    others = [path.with_suffix(ending) for ending in (".sbn", ".sbx")]
    for other in others:
        other.write_bytes(b"of ArcGIS, as old")
    assert path.with_suffix(".qix").exists()
    with atomic_output(path) as temporary:
        write_points(temporary, *((1000 + n, 1000 + n) for n in range(50)))
    assert not any(index.exists() for index in (path.with_suffix(".qix"), *others))
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    layer.SetSpatialFilterRect(1009.5, 1009.5, 1019.5, 1019.5)
    assert layer.GetFeatureCount() == 10


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("ending", "room"), [("csv", 0.98), ("geojson", 0.5), ("gpkg", 0.5)])
def test_what_was_written_is_counted_where_the_disk_is_full_at_the_end(
    run: Run, root: Path, tmp_path: Path, ending: str, room: float
) -> None:
    census, whole = str(root / "sample" / "census.csv"), tmp_path / f"whole.{ending}"
    run("loadcensus", INPUT=census, OUTPUT=str(whole))
    output = already_there(tmp_path / "out" / f"places.{ending}")
    with (
        room_for(int(room * whole.stat().st_size)),
        pytest.raises(QgsProcessingException, match="could not be written whole"),
    ):
        run("loadcensus", INPUT=census, OUTPUT=str(output))
    assert stays(output)


def test_a_record_never_speaks_of_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each moment what stands beside a file is its own record, or none."""
    moments, replace = [], os.replace

    def seen(*given: Any) -> None:
        replace(*given)
        pair = [tmp_path / name for name in ("a.csv", "a.qmd")]
        moments.append([path.read_text() if path.exists() else "" for path in pair])

    for text in ("old", "new"):
        if text == "new":
            monkeypatch.setattr("maillage.core.common.files.os.replace", seen)
        with atomic_output(tmp_path / "a.csv") as aside:
            aside.write_text(text)
            aside.with_suffix(".qmd").write_text(text)
    assert moments[-1] == ["new", "new"]
    assert all(record in ("", file) for file, record in moments)


def test_a_record_stays_with_a_file_that_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def refuses(source: Any, target: Any) -> None:
        if Path(target).name == "a.csv":
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    for name in ("a.csv", "a.qmd"):
        (tmp_path / name).write_text("old")
    monkeypatch.setattr("maillage.core.common.files.os.replace", refuses)
    with pytest.raises(OutputError), atomic_output(tmp_path / "a.csv") as aside:
        aside.write_text("new")
        aside.with_suffix(".qmd").write_text("new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.csv": "old",
        "a.qmd": "old",
    }
