"""The demonstration territory: what it promises to those who try the plugin on it."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from maillage.sample.make_sample import HERE, make
from osgeo import ogr
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

NOTICE = "Territoire fictif de démonstration"
LAYERS = ("communes", "epci", "departements", "roads")


def rows(name: str, folder: Path = HERE) -> list[dict[str, str]]:
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(name: str, folder: Path = HERE) -> list[tuple[dict, ogr.Geometry]]:
    source = ogr.Open(str(folder / f"{name}.gpkg"))
    return [(f.items(), f.geometry().Clone()) for f in source.GetLayer(name)]


def test_it_is_small_and_says_it_is_fictional():
    outputs = [HERE / f"{name}.csv" for name in ("census", "indicators")]
    outputs += [HERE / f"{name}.gpkg" for name in LAYERS]
    assert sum(path.stat().st_size for path in outputs) < 1_500_000
    for name in LAYERS:
        source = ogr.Open(str(HERE / f"{name}.gpkg"))
        assert source.GetLayer(0).GetMetadataItem("DESCRIPTION") == NOTICE
    assert {row["precisions"] for row in rows("census")} == {NOTICE}
    assert all(f["source"] == NOTICE for name in LAYERS[:3] for f, _ in features(name))
    assert all(
        "(fictif)" in f["nom"] for name in ("epci", "departements") for f, _ in features(name)
    )


def test_epci_and_departements_partition_the_communes():
    communes = features("communes")
    assert len({f["insee"] for f, _ in communes}) == 40
    total = sum(shape.Area() for _, shape in communes)
    for name, code, count in (("epci", "epci", 3), ("departements", "dep", 2)):
        merged = features(name)
        assert len(merged) == count
        assert sum(shape.Area() for _, shape in merged) == pytest.approx(total, rel=1e-9)
        for attributes, shape in merged:
            members = [f for f, _ in communes if f[code] == attributes[code]]
            assert attributes["population"] == sum(f["population"] for f in members)
            assert shape.IsValid()
            assert shape.GetGeometryCount() == 1, "one part, without holes between communes"
            assert shape.GetGeometryRef(0).GetGeometryCount() == 1


def test_communes_share_the_vertices_of_their_borders():
    seen = Counter()
    for attributes, shape in features("communes"):
        assert shape.IsValid(), attributes["nom"]
        ring = shape.GetGeometryRef(0).GetGeometryRef(0).GetPoints()
        seen.update(tuple(sorted(pair)) for pair in pairwise(ring))
    assert set(seen.values()) == {1, 2}
    outer = sum(number == 1 for number in seen.values())
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for _, shape in features("epci"):
        whole.AddGeometry(shape.GetGeometryRef(0))
    assert outer == whole.UnionCascaded().GetGeometryRef(0).GetPointCount() - 1


def test_roads_are_one_network():
    roads = features("roads")
    assert 3_000 <= len(roads) <= 6_000
    assert {f["class"] for f, _ in roads} == {"primary", "secondary", "residential"}
    assert 20 <= sum(f["oneway"] == "yes" for f, _ in roads) <= 200
    assert all(20 <= f["speed_kmh"] <= 110 for f, _ in roads)
    number: dict[tuple[float, float], int] = {}
    ends = np.array(
        [
            [
                number.setdefault(shape.GetPoint_2D(at), len(number))
                for at in (0, shape.GetPointCount() - 1)
            ]
            for _, shape in roads
        ]
    )
    two_way = ends[[f["oneway"] == "no" for f, _ in roads]][:, ::-1]
    pairs = np.vstack([ends, two_way])
    graph = coo_array((np.ones(len(pairs)), pairs.T), shape=(len(number), len(number)))
    assert connected_components(graph, directed=True, connection="strong")[0] == 1


def test_census_has_the_columns_and_the_dirt_of_real_ones():
    census = rows("census")
    assert len(census) == 80
    assert len(census[0]) == 62
    assert len({row["n_ref"] for row in census}) == 80
    assert sum(not row["BAN_latitude"] for row in census) == 3
    positions = Counter((row["lat"], row["lon"]) for row in census if row["lat"])
    assert max(positions.values()) >= 3
    assert [row["code_commune"] for row in census if len(row["code_commune"]) == 4] == ["0172"]
    codes = {row["codes_publics"] for row in census}
    assert {"J-J-J-J-J-J", "TP J", "TP-TP", ""} <= codes
    departement = {f["dep"]: shape for f, shape in features("departements")}
    outside = []
    for row in census:
        if row["lat"]:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(float(row["lon"]), float(row["lat"]))
            if not departement[row["departement"]].Contains(point):
                outside.append(row["n_ref"])
    assert outside == ["Demo_0052"]


def test_indicators_cover_every_commune():
    indicators = rows("indicators")
    assert [r["code_insee"] for r in indicators] == [f["insee"] for f, _ in features("communes")]
    texts = [value for row in indicators for value in row.values() if "N/A" in value]
    assert texts == ["N/A - division par 0"]


def test_making_it_again_gives_the_same_content(tmp_path: Path):
    make(tmp_path)
    for name in ("census", "indicators"):
        assert rows(name, tmp_path) == rows(name)
    for name in LAYERS:
        again, committed = features(name, tmp_path), features(name)
        assert [f for f, _ in again] == [f for f, _ in committed]
        assert [g.ExportToWkb() for _, g in again] == [g.ExportToWkb() for _, g in committed]
