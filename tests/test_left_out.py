"""Roads whose tags hold several values, and roads that are left out: which, and what is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.progress import Progress
from maillage.core.network.left_out import lengths, tell_left_out
from maillage.core.network.line_layers import kinds, recognise
from maillage.core.network.lines import network_from_lines
from maillage.core.network.one_value import one_value, values_of
from maillage.core.network.osm_file import lines_from_osm, network_from_osm
from maillage.core.network.permissions import spelled_out
from maillage.core.network.roadnetwork import Network
from maillage.core.network.speeds import speeds
from qgis.core import QgsFeature, QgsVectorLayer
from roads import EAST, NORTH
from steps import Run

# Several values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("residential", ["residential"]),
        ("residential;tertiary", ["residential", "tertiary"]),
        (" residential ; tertiary ;", ["residential", "tertiary"]),
        ("['residential', 'tertiary']", ["residential", "tertiary"]),
        ('["residential", "tertiary"]', ["residential", "tertiary"]),
        ("{residential,tertiary}", ["residential", "tertiary"]),
        ('{"living street",tertiary}', ["living street", "tertiary"]),
        ("('residential', 'tertiary')", ["residential", "tertiary"]),
        ("['residential']", ["residential"]),
        ("[True, False]", ["True", "False"]),
        ("['50;30', '70']", ["50", "30", "70"]),
        ("['Rue d\\'Été', \"Rue de l'Ormeau\"]", ["Rue d\\'Été", "Rue de l'Ormeau"]),
        ("[]", []),
        ("[", ["["]),
        ("50 (sauf bus)", ["50 (sauf bus)"]),
    ],
)
def test_the_values_of_a_cell(text: str, values: list[str]) -> None:
    assert values_of(text) == values


@pytest.mark.parametrize(
    ("key", "stated", "counts"),
    [
        ("highway", "['residential', 'tertiary']", "residential"),
        ("highway", "tertiary;residential", "tertiary"),
        # The first that is a road.
        ("highway", "construction;residential", "residential"),
        ("highway", "['yes', 'Unclassified']", "Unclassified"),
        ("highway", "yes;crossing", "yes"),
        ("highway", "[]", ""),
        ("maxspeed", "['50', '30']", "50"),
        ("maxspeed", "signals;70", "70"),
        ("maxspeed:forward", "['FR:urban', '70']", "FR:urban"),
        ("junction", "['yes', 'roundabout']", "roundabout"),
        ("service", "['siding', 'driveway']", "driveway"),
        ("surface", "stones;asphalt;gravel", "asphalt"),
        ("tracktype", "{grade2,grade3}", "grade2"),
        ("cycleway", "lane;opposite_lane", "opposite_lane"),
        ("oneway", "[True, False]", "True"),
        ("oneway", "['False', 'True']", "False"),
        ("duration", "00:20;00:30", "00:20"),
    ],
)
def test_the_first_value_that_can_be_used_counts(key: str, stated: str, counts: str) -> None:
    tags, choices = one_value(pd.DataFrame({key: ["", stated, "other"]}, dtype=object))
    assert tags[key].tolist() == ["", counts, "other"]
    if len(values_of(stated)) > 1:
        (choice,) = choices
        assert (choice.tag, choice.stated, choice.chosen) == (key, stated, counts)
        assert choice.rows.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("access", "is_open"),
    [
        ("['no', 'private']", False),
        ("['private', 'destination']", True),
        ("{agricultural,forestry}", False),
        ("['no']", False),
        ("['yes', 'permissive']", True),
    ],
)
def test_of_several_values_of_access_one_that_opens_is_enough(access: str, is_open: bool) -> None:
    tags, choices = one_value(pd.DataFrame({"highway": ["residential"], "access": [access]}))
    assert choices == []
    assert (speeds(tags, "car")[0] > 0).tolist() == [is_open] * 2


# One-way as letters


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (["t", "f", ""], ["yes", "no", ""]),
        (["T", "F"], ["yes", "no"]),
        # A B is no boolean: these are Geofabrik's.
        (["T", "F", "B"], ["-1", "yes", "no"]),
        (["yes", "-1", "no"], ["yes", "-1", "no"]),
    ],
)
def test_the_letters_of_a_one_way_column(stated: list[str], words: list[str]) -> None:
    assert spelled_out(pd.Series(stated, dtype=object)).tolist() == words


@pytest.mark.parametrize(
    ("column", "stated", "words"),
    [
        ("highway", ["t", "f"], ["yes", "no"]),
        ("highway", [True, False], ["True", "False"]),
        ("fclass", ["T", "F"], ["-1", "yes"]),
        ("fclass", ["B", "F"], ["no", "yes"]),
    ],
)
def test_a_column_fclass_is_geofabrik_s(column: str, stated: list[Any], words: list[str]) -> None:
    layer = recognise([column, "oneway"])
    assert layer is not None
    known = kinds(layer, {column: ["residential"] * 2, "oneway": stated})
    assert known.tags["oneway"].tolist() == words


def test_a_chosen_column_of_letters_is_a_boolean() -> None:
    norths = (NORTH, NORTH + 5000)
    lines = [np.array([[EAST, north], [EAST + 1000, north]]) for north in norths]
    told: list[str] = []
    progress = Progress(say=told.append)
    network = network_from_lines(
        lines, 2154, ["car"], None, ["t", "f"], {"name": "roads"}, progress=progress
    )
    order = np.argsort(network.y[network.tail])
    assert np.isfinite(network.seconds["car"])[order].tolist() == [[True, False], [True, True]]
    assert not [text for text in told if "one-way" in text]


def test_private_as_a_database_writes_it_is_private() -> None:
    layer = recognise(["nature", "sens_de_circulation", "vitesse_moyenne_vl", "prive"])
    assert layer is not None
    cells = {"nature": ["Route à 1 chaussée"] * 2, "prive": ["t", "f"]}
    cells |= {"sens_de_circulation": ["Double sens"] * 2, "vitesse_moyenne_vl": ["30", "30"]}
    assert kinds(layer, cells).tags["vehicle"].tolist() == ["private", ""]


# Layers of lines


def street_layer(columns: str, *rows: Sequence[Any]) -> QgsVectorLayer:
    """Streets of 1 km, 5 km apart, with their cells."""
    fields = "".join(f"&field={column}" for column in columns.split(","))
    layer = QgsVectorLayer(f"LineString?crs=EPSG:2154{fields}", "streets", "memory")
    for number, row in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        north = NORTH + 5000 * number
        wkt = f"LINESTRING ({EAST} {north}, {EAST + 1000} {north})"
        feature.setGeometry(type(feature.geometry()).fromWkt(wkt))
        assert layer.dataProvider().addFeature(feature)
    return layer


def built(run: Run, folder: Path, layer: Any) -> tuple[Network, str]:
    """The network of a layer, and all that was said."""
    run("buildnetwork", INPUT=layer, OUTPUT=str(folder / "network.npz"))
    return Network.load(folder / "network.npz"), "\n".join(run.feedback.said)


def kmh(network: Network) -> list[float]:
    """By car along each street, from south to north."""
    order = np.argsort(network.y[network.tail])
    speed = network.length * 3.6 / network.seconds["car"][:, 0]
    return np.round(speed[order].astype(float)).tolist()


def test_lists_as_texts_lose_no_street(run: Run, tmp_path: Path) -> None:
    layer = street_layer(
        "highway:string,maxspeed:string,oneway:string",
        ("['residential', 'tertiary']", "['50', '30']", "False"),
        ("tertiary;residential", "70", "False"),
        ("residential", None, "False"),
    )
    network, said = built(run, tmp_path, layer)
    assert kmh(network) == [50, 70, 35]
    assert "2 roads have several values of highway, such as “['residential', 'tertiary']”" in said
    assert "here “residential”" in said
    assert "1 road has several values of maxspeed, such as “['50', '30']”" in said
    assert "left out" not in said


def test_cells_that_are_lists_lose_no_street(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "streets.geojson"
    streets = [
        {
            "type": "Feature",
            "properties": {"highway": highway, "maxspeed": maxspeed},
            "geometry": {"type": "LineString", "coordinates": [[1.4, north], [1.41, north]]},
        }
        for highway, maxspeed, north in (
            (["residential", "tertiary"], ["50", "30"], 43.5),
            (["tertiary"], None, 43.6),
        )
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": streets}))
    network, said = built(run, tmp_path, str(path))
    assert kmh(network) == [50, 50]
    assert "1 road has several values of highway" in said


def test_the_file_of_osmnx_is_built_whole(run: Run, tmp_path: Path, cases: Path) -> None:
    network, said = built(run, tmp_path, str(cases / "osm-lists" / "lists2.geojson"))
    assert float(network.length.sum()) == pytest.approx(87_000, rel=0.01)
    assert "several values of highway, such as “['residential', 'tertiary']”" in said
    assert "left out" not in said


def test_several_values_in_an_osm_file_lose_no_way(tmp_path: Path) -> None:
    path = osm(tmp_path / "a.osm", {"highway": "residential;tertiary"}, {"highway": "residential"})
    told: list[str] = []
    network = network_from_osm(path, ["car"], Progress(say=told.append))
    assert len(network.tail) == 2
    (message,) = [text for text in told if "several values" in text]
    assert "1 road has several values of highway, such as “residential;tertiary”" in message


# What is left out


def osm(path: Path, *ways: dict[str, str]) -> Path:
    """Ways side by side, of 1 km each."""
    points, roads = [], []
    for number, tags in enumerate(ways):
        north = 43 + number / 100
        begin, end = 2 * number + 1, 2 * number + 2
        points += [
            f'<node id="{begin}" lon="1.0" lat="{north}" version="1"/>',
            f'<node id="{end}" lon="1.0123" lat="{north}" version="1"/>',
        ]
        texts = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        roads.append(
            f'<way id="{number + 1}" version="1"><nd ref="{begin}"/><nd ref="{end}"/>{texts}</way>'
        )
    path.write_text(f'<osm version="0.6">{"".join([*points, *roads])}</osm>', "utf-8")
    return path


def told_of(path: Path, *modes: str) -> tuple[list[str], list[str]]:
    """(what is said of roads left out, what is warned of)."""
    said: list[str] = []
    warned: list[str] = []
    lines_from_osm(path, list(modes), Progress(say=said.append, warn=warned.append))
    return [text for text in said if "left out" in text], warned


STREET = {"highway": "residential"}


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"highway": "proposed"}, "1 km): not built, no longer there, or no way (“proposed”)."),
        ({"highway": "residential", "area": "yes"}, "): areas."),
        (
            {"highway": "residential", "access": "private"},
            "closed to the chosen modes by their own",
        ),
        ({"highway": "service", "smoothness": "impassable"}, "closed to the chosen modes by"),
        ({"highway": "footway"}, "not for the chosen modes (“footway”)."),
        ({"route": "ferry", "motor_vehicle": "no"}, "closed to the chosen modes by their own"),
    ],
)
def test_what_is_left_out_on_purpose_is_said_and_no_warning(
    tmp_path: Path, tags: dict[str, str], reason: str
) -> None:
    said, warned = told_of(osm(tmp_path / "a.osm", STREET, tags), "car")
    (message,) = said
    assert message.startswith("a.osm: 1 road is left out (")
    assert reason in message
    assert warned == []


def test_nothing_is_said_where_nothing_is_left_out(tmp_path: Path) -> None:
    assert told_of(osm(tmp_path / "a.osm", STREET, {"highway": "footway"}), "car", "foot") == (
        [],
        [],
    )


def test_roads_of_an_unknown_kind_are_a_warning_above_one_per_cent(tmp_path: Path) -> None:
    odd = [{"highway": "yes"}, {"highway": "strasse"}]
    said, warned = told_of(osm(tmp_path / "a.osm", *[STREET] * 8, *odd), "car")
    assert said == []
    (message,) = warned
    assert message.startswith(
        "a.osm: 2 roads are left out (2 km): a kind of road that is not known"
    )
    assert "“yes”" in message and "“strasse”" in message
    assert "This is 20% of the length of all roads" in message
    said, warned = told_of(osm(tmp_path / "b.osm", *[STREET] * 120, odd[0]), "car")
    assert len(said) == 1 and warned == []
    said, warned = told_of(osm(tmp_path / "c.osm", *[STREET] * 80, odd[0]), "car")
    assert said == [] and len(warned) == 1


def test_a_layer_says_what_is_left_out_of_it(run: Run, tmp_path: Path) -> None:
    layer = street_layer(
        "highway:string", ("residential",), ("chemin rural",), (None,), ("construction",)
    )
    network, said = built(run, tmp_path, layer)
    assert len(network.tail) == 1
    assert "streets: 1 road is left out (1 km): a kind of road that is not known (“chemin" in said
    # Neither what says nothing nor what is not built looks like a road.
    assert "This is 50% of the length of all roads" in said
    assert "streets: 1 road is left out (1 km): nothing says what kind of road" in said
    assert "not built, no longer there, or no way (“construction”)" in said


def test_bd_topo_s_own_words_are_told(run: Run, tmp_path: Path) -> None:
    layer = street_layer(
        "nature:string,etat_de_l_objet:string,sens_de_circulation:string,vitesse_moyenne_vl:integer",
        ("Route à 1 chaussée", "En service", "Double sens", 30),
        ("Route à 1 chaussée", "En construction", "Double sens", 30),
        ("Voie spatiale", "En service", "Double sens", 30),
    )
    network, said = built(run, tmp_path, layer)
    assert len(network.tail) == 1
    assert "a kind of road that is not known (“Voie spatiale”)" in said
    assert "not built, no longer there, or no way (“Route à 1 chaussée”)" in said


def test_reasons_name_the_longest_first_and_not_too_many() -> None:
    stated = pd.Series(["a", "b" * 60, "c", "d", "residential"], dtype=object)
    told: list[str] = []
    tell_left_out(
        pd.DataFrame({"highway": stated}),
        stated,
        np.arange(5),
        np.array([False] * 4 + [True]),
        np.array([1.0, 4.0, 3.0, 2.0, 10.0]),
        ["car"],
        "roads",
        Progress(warn=told.append),
    )
    assert f"(“{'b' * 40}”, “c”, “d”, …)" in told[0]


def test_lengths_are_those_of_the_ground() -> None:
    lon = np.array([1.0, 1.01, 1.02, 5.0, 5.0])
    lat = np.array([60.0, 60.0, 60.0, 43.0, 43.01])
    metres = lengths(lon, lat, np.array([0, 3, 5]))
    assert metres == pytest.approx([1112, 1112], rel=0.002)
