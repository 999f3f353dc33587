"""Two censuses compared: by hand, by what must hold, through QGIS, and on the real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maillage.core.access.coverage import People
from maillage.core.access.demand import Demand
from maillage.core.access.evolution import count_changes, evolution, find_changes
from maillage.core.common.errors import InputError
from maillage.core.matching.changes import list_changes
from maillage.core.matching.counterparts import counterparts
from qgis.core import QgsVectorLayer
from steps import Run, read, refused_by

NONE = np.empty((0, 2), dtype=int)


def people_at(territory: list[int], population: list[float], beyond: list[bool]) -> Demand:
    count = len(territory)
    return Demand(
        unit=np.arange(count),
        x=np.zeros(count),
        y=np.zeros(count),
        edge=np.full(count, -1),
        fraction=np.zeros(count),
        share=np.ones(count),
        beyond=np.array(beyond),
        placement=np.zeros(count, dtype=int),
    )


# Places


def test_changes_by_hand() -> None:
    before = np.array([[0, 0], [1000, 0], [2000, 0], [3000, 0], [np.nan, np.nan]])
    after = np.array([[0, 100.0], [1060, 80.1], [9000, 0], [5.0, 5.0], [7.0, 7.0]])
    pairs = np.array([[0, 0], [1, 1], [4, 3]])
    changes = find_changes(before, after, pairs)
    found = [tuple(row) for row in changes[["change", "before", "after"]].itertuples(index=False)]
    assert found == [
        ("opened", -1, 2),
        ("opened", -1, 4),
        ("closed", 2, -1),
        ("closed", 3, -1),
        ("moved", 1, 1),  # 100.08 m; the first one's 100 m are none, the last one's are unknown
    ]
    assert changes["metres"].iloc[4] == pytest.approx(100.08, abs=0.01)
    table = count_changes(changes, np.array([0, 0, 0, 1, -1]), np.array([0, 1, 1, 1, -1]), 2)
    assert table.to_dict("list") == {
        "places_before": [3, 1],
        "places": [1, 3],
        "opened": [0, 1],
        "closed": [1, 1],
        "moved": [0, 1],
    }


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_places_then_and_now_differ_by_what_opened_and_closed(seed: int) -> None:
    random = np.random.default_rng(seed)
    old, new = random.integers(1, 12, 2)
    before, after = random.uniform(0, 300, (old, 2)), random.uniform(0, 300, (new, 2))
    count = random.integers(0, min(old, new) + 1)
    pairs = np.column_stack([random.permutation(old)[:count], random.permutation(new)[:count]])
    changes = find_changes(before, after, pairs)
    one = count_changes(changes, np.zeros(old, dtype=int), np.zeros(new, dtype=int), 1).iloc[0]
    assert one["places"] == one["places_before"] + one["opened"] - one["closed"]
    far = [np.linalg.norm(after[j] - before[i]) > 100 for i, j in pairs]
    assert one["moved"] == sum(far)
    # Turned round in time, what opened has closed.
    back = find_changes(after, before, pairs[:, ::-1])["change"].value_counts()
    assert back.get("closed", 0) == one["opened"]
    assert back.get("opened", 0) == one["closed"]
    assert back.get("moved", 0) == one["moved"]


def places(rows: list[tuple[str, str, float, float]], **columns: list[Any]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["place_id", "name", "lon", "lat"])
    return table.assign(**columns)


FIRST = [
    ("a", "Médiathèque José Cabanis", 1.455, 43.611),
    ("b", "Maison de la citoyenneté Nord", 1.430, 43.640),
    ("c", "Centre social Alliances et Cultures", 1.400, 43.580),
]


def test_identifiers_are_used_where_they_name_the_same_places() -> None:
    later = [
        ("c", "Centre social (nouveau nom)", 1.400, 43.580),
        *FIRST[:2],
    ]
    found = counterparts(places(FIRST), places(later))
    assert found.by_identifier
    assert sorted(map(tuple, found.pairs.tolist())) == [(0, 1), (1, 2), (2, 0)]


def test_numbers_given_anew_do_not_serve_and_places_are_matched() -> None:
    old = [(str(number), *row[1:]) for number, row in enumerate(FIRST)]
    new = [(str(number), *row[1:]) for number, row in enumerate([FIRST[2], FIRST[0], FIRST[1]])]
    found = counterparts(places(old), places(new))
    assert not found.by_identifier
    assert sorted(map(tuple, found.pairs.tolist())) == [(0, 1), (1, 2), (2, 0)]


def test_repeated_identifiers_are_refused() -> None:
    twice = places([FIRST[0], FIRST[0], FIRST[1]])
    with pytest.raises(InputError, match="“a” is empty or stands there twice"):
        counterparts(twice, places(FIRST))


def test_the_list_says_whether_a_place_that_moved_has_another_address() -> None:
    old = places(FIRST, address=["1 rue A", "2 rue B", ""])
    new = places(FIRST, address=["1, Rue A", "9 avenue Z", "3 rue C"])
    changes = pd.DataFrame(
        {"change": "moved", "before": [0, 1, 2], "after": [0, 1, 2], "metres": 500.0}
    )
    listed = list_changes(changes, old, new)
    assert listed["new_address"].tolist() == [False, True, None]
    gone = pd.DataFrame({"change": ["closed"], "before": [1], "after": [-1], "metres": [np.nan]})
    (row,) = list_changes(gone, old, new).to_dict("records")
    assert (row["place_id"], row["place_id_before"], row["lon"]) == ("b", "b", 1.430)
    assert row["new_address"] is None


# Coverage


def test_coverage_before_and_after_by_hand() -> None:
    demand = people_at([0, 0, 1, 2], [], [False, False, False, True])
    people = People(np.array([100.0, 300.0, 50.0, 10.0]), np.full(4, np.nan), np.nan)
    minute = 60.0
    before = np.array([5, 15, 25, np.inf]) * minute
    after = np.array([5, 8, 30, np.inf]) * minute
    territory, ground = np.array([0, 0, 1, 2]), np.array([1.0, 1.0, 0.0])
    table = evolution(
        demand, people, territory, ground, {("", ""): before}, {("", ""): after}, [10]
    )
    assert table["share_10_before"].tolist()[:2] == [0.25, 0]
    assert table["share_10"].tolist()[:2] == [1, 0]
    assert table["share_10_change"].tolist()[:2] == [0.75, 0]
    assert table["covered_10_change"].tolist()[:2] == [300, 0]
    assert table["median_minutes_before"].tolist()[:2] == [15, 25]
    assert table["median_minutes_change"].tolist()[:2] == [-7, 5]
    # Outside the network nothing changed as far as anyone knows.
    assert table.loc[2, "network_status"] == "outside"
    changes = [name for name in table if "share" in name or "median" in name or "covered" in name]
    assert table.loc[2, changes].isna().all()


# Through QGIS


def moved_census(path: Path, made: Path) -> QgsVectorLayer:
    """The places of the demonstration without every third, in memory; the identifiers stay."""
    source = QgsVectorLayer(str(made / "places.gpkg"), "before", "ogr")
    fields = "&".join(f"field={field.name()}:string" for field in source.fields())
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", "before", "memory")
    kept = [feature for n, feature in enumerate(source.getFeatures()) if n % 3]
    layer.dataProvider().addFeatures(kept)
    return layer


def test_a_run_gives_territories_and_changes_that_agree(
    run: Run, made: Path, root: Path, tmp_path: Path
) -> None:
    parameters = {
        "DEMAND": str(root / "sample" / "communes.gpkg"),
        "TERRITORIES": str(root / "sample" / "epci.gpkg"),
        "NETWORK": str(made / "network.npz"),
        "MODE": ["car", "foot"],
        "MINUTES": "5,10",
    }
    before = moved_census(tmp_path, made)
    now = str(made / "places.gpkg")
    run(
        "evolution", PLACES_BEFORE=before, PLACES=now, **parameters,
        OUTPUT=str(tmp_path / "evolution.gpkg"), CHANGES=str(tmp_path / "changes.gpkg"),
    )  # fmt: skip
    said = "\n".join(run.feedback.said)
    opened = len(read(now)) - before.featureCount()
    assert f"Opened: {opened}, closed: 0, moved by more than 100 m: 0" in said
    changes = read(tmp_path / "changes.gpkg")
    assert [row["change"] for row in changes] == ["opened"] * opened
    rows = read(tmp_path / "evolution.gpkg")
    for mode in ("car", "foot"):
        name = f"share_5_change_{mode}"
        for row in rows:
            was, is_now = row[f"share_5_before_{mode}"], row[f"share_5_{mode}"]
            assert row[name] == pytest.approx(is_now - was)
            assert 0 <= row[name] <= 1
            assert row[f"median_minutes_change_{mode}"] <= 0
    assert sum(row["covered_5_change_foot"] for row in rows) > 0
    # What coverage says of either census stands beside it.
    run("coverage", PLACES=now, **parameters, OUTPUT=str(tmp_path / "coverage.gpkg"))
    for row, alone in zip(rows, read(tmp_path / "coverage.gpkg"), strict=True):
        for name in ("places", "population", "share_10_foot", "median_minutes_car"):
            assert row[name] == pytest.approx(alone[name])
    # From a census to itself nothing changes.
    run(
        "evolution", PLACES_BEFORE=now, PLACES=now, **parameters,
        OUTPUT=str(tmp_path / "same.gpkg"), CHANGES=str(tmp_path / "none.gpkg"),
    )  # fmt: skip
    assert not read(tmp_path / "none.gpkg")
    for row in read(tmp_path / "same.gpkg"):
        assert {value for name, value in row.items() if "_change" in name} == {0}


def test_changes_have_a_sign_each() -> None:
    from maillage.core.layers.style import style_layer

    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=change:string", "changes", "memory")
    style_layer(layer, "changes")
    assert [c.value() for c in layer.renderer().categories()] == ["opened", "closed", "moved"]


def test_bad_input_is_refused_in_words(run: Run, made: Path, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "evolution.gpkg"
    output.parent.mkdir()
    output.write_bytes(b"what was there before")
    places = str(made / "places.gpkg")
    common = {
        "PLACES": places,
        "DEMAND": str(root / "sample" / "communes.gpkg"),
        "NETWORK": str(made / "network.npz"),
    }
    far = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "far", "memory")
    refused_by(
        "evolution", run, output, "The layer far is empty",
        PLACES_BEFORE=far, **common,
    )  # fmt: skip
    refused_by(
        "evolution", run, output, "The demand is points: give TERRITORIES",
        PLACES_BEFORE=places, **{**common, "DEMAND": places}, POPULATION_FIELD="src_row",
    )  # fmt: skip


def test_the_real_censuses_of_2021_and_2023(
    run: Run, shared: Path, real: Path, tmp_path: Path
) -> None:
    before = str(tmp_path / "before.gpkg")
    run("loadcensus", INPUT=str(shared / "places" / "rhinocc-2021-06.csv"), OUTPUT=before)
    files = {"PLACES_BEFORE": before, "PLACES": str(real / "places.gpkg")}
    communes = str(shared / "territories" / "communes_occitanie.gpkg")
    run(
        "evolution", **files, DEMAND=communes, NETWORK=str(real / "network.npz"),
        MINUTES="5", MODE=["foot"],
        OUTPUT=str(tmp_path / "evolution.gpkg"), CHANGES=str(tmp_path / "changes.gpkg"),
    )  # fmt: skip
    said = "\n".join(run.feedback.said)
    assert "told by their identifier" in said
    assert "Places before: 493, now: 845. Opened: 361, closed: 9" in said
    rows = {row["insee"]: row for row in read(tmp_path / "evolution.gpkg")}
    toulouse = rows["31555"]
    assert toulouse["network_status"] == "inside"
    assert toulouse["share_5"] > toulouse["share_5_before"] > 0
    known = {row["network_status"] for row in rows.values() if row["share_5_change"] is not None}
    assert known == {"inside", "partly_outside"}
    listed = pd.DataFrame(read(tmp_path / "changes.gpkg"))["change"].value_counts()
    assert (listed["opened"], listed["closed"]) == (361, 9)
