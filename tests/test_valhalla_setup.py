"""The Valhalla that tests and tables compare with is there, and is the pinned one."""

from __future__ import annotations

import json
import math
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests
from maillage.benchmarks import valhalla as service
from osgeo import ogr

#: The middle of Andorra la Vella and, some 1.1 km away, that of Escaldes.
CAPITAL, VILLAGE = (1.5218, 42.5075), (1.5340, 42.5090)
ATLANTIC = (-30.0, 45.0)


def test_it_is_the_pinned_one(root: Path, valhalla: Any) -> None:
    pin = subprocess.run([root / ".ci" / "pins", "valhalla"], capture_output=True, text=True)
    assert pin.stdout.strip() == f"pyvalhalla=={valhalla.status()['version']}"


def test_once_made_it_is_not_made_again(root: Path, valhalla: Any) -> None:
    program = service.FOLDER / "bin" / "valhalla_service"
    before = program.stat().st_mtime_ns
    done = subprocess.run([root / ".ci" / "valhalla"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert program.stat().st_mtime_ns == before


def test_routes_matrix_and_isochrones_tell_the_same_times(valhalla: Any) -> None:
    seconds = valhalla.seconds("foot", CAPITAL, VILLAGE, walking_speed=5.0)
    assert 10 * 60 < seconds < 30 * 60
    assert valhalla.seconds("foot", CAPITAL, VILLAGE, walking_speed=2.5) > 1.8 * seconds
    ((matrix,),) = valhalla.matrix("foot", [CAPITAL], [VILLAGE], walking_speed=5.0)
    assert matrix == pytest.approx(seconds, abs=10)
    edges = valhalla.expansion("foot", CAPITAL, 10, walking_speed=5.0)
    assert len({edge["properties"]["edge_id"] for edge in edges}) == len(edges) > 100
    polygons = valhalla.isochrones("foot", CAPITAL, [5, 20], walking_speed=5.0)
    small, large = (ogr.CreateGeometryFromJson(json.dumps(polygons[limit])) for limit in (5, 20))
    village = ogr.CreateGeometryFromWkt("POINT ({} {})".format(*VILLAGE))
    assert large.Contains(village) and not small.Contains(village)


def test_no_way_is_no_number_and_a_refusal_is_an_error(valhalla: Any) -> None:
    assert math.isnan(valhalla.seconds("car", CAPITAL, ATLANTIC))
    with pytest.raises(service.ValhallaError) as refusal:
        valhalla.isochrones("car", CAPITAL, [500])
    assert refusal.value.code == 151


def test_two_serve_at_once_and_each_ends(shared: Path, valhalla: Any, tmp_path: Path) -> None:
    tiles = service.build_tiles(shared / "network" / "andorra-2020.osm.pbf", tmp_path)
    with service.serve(tiles) as other:
        assert other.url != valhalla.url
        assert other.seconds("car", CAPITAL, VILLAGE) == valhalla.seconds("car", CAPITAL, VILLAGE)
    with pytest.raises(requests.ConnectionError):
        other.status()
    assert valhalla.status()


def test_a_file_that_is_no_map_gives_what_valhalla_said(valhalla: Any, tmp_path: Path) -> None:
    damaged = tmp_path / "roads.osm.pbf"
    damaged.write_bytes(b"nothing of a map" * 100)
    with pytest.raises(RuntimeError, match=r"roads\.osm\.pbf"):
        service.build_tiles(damaged, tmp_path / "tiles")


@pytest.mark.parametrize(
    ("machine", "said"),
    [("riscv64", "Linux on x86_64 and aarch64"), ("x86_64", "package index")],
)
def test_where_it_cannot_be_made_the_set_up_says_why(
    root: Path, tmp_path: Path, machine: str, said: str
) -> None:
    """A copy of the set-up on a machine of another kind, and on one without a package index."""
    copy, tools = tmp_path / "checkout", tmp_path / "tools"
    (copy / "build" / "venv").mkdir(parents=True)
    (copy / "build" / "venv" / "bin").symlink_to(root / "build" / "venv" / "bin")
    for name in (".ci", "pyproject.toml"):
        (copy / name).symlink_to(root / name)
    tools.mkdir()
    (tools / "uname").write_text(f"#!/bin/sh\n[ $1 = -s ] && echo Linux || echo {machine}\n")
    (tools / "uname").chmod(0o755)
    done = subprocess.run(
        [copy / ".ci" / "valhalla"],
        env={"PATH": f"{tools}:/usr/bin:/bin", "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert not (copy / "build" / "valhalla" / "stamp").exists()
