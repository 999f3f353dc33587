"""Networks from line layers: what is recognised, what is chosen, what odd geometries become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from maillage.core.network.line_layers import kinds, recognise
from maillage.core.network.profiles import profile
from maillage.core.network.roadnetwork import Network
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from roads import EAST, NORTH
from steps import Run

#: The fields of BD TOPO in a GeoPackage or by WFS, and in a shapefile.
LONG = [
    "nature",
    "importance",
    "urbain",
    "etat_de_l_objet",
    "sens_de_circulation",
    "vitesse_moyenne_vl",
    "acces_vehicule_leger",
    "acces_pieton",
    "prive",
    "nature_de_la_restriction",
    "sens_amenagement_cyclable_gauche",
    "position_par_rapport_au_sol",
]
SHORT = [
    *("NATURE", "IMPORTANCE", "URBAIN", "ETAT", "SENS", "VIT_MOY_VL"),
    *("ACCES_VL", "ACCES_PED", "PRIVE", "NAT_RESTR", "SENS_CYC_G", "POS_SOL"),
]
#: An ordinary street of BD TOPO.
STREET = {
    "nature": "Route à 1 chaussée",
    "importance": "5",
    "urbain": True,
    "etat_de_l_objet": "En service",
    "sens_de_circulation": "Double sens",
    "vitesse_moyenne_vl": 30,
    "acces_vehicule_leger": "Libre",
    "acces_pieton": None,
    "prive": False,
    "nature_de_la_restriction": None,
    "sens_amenagement_cyclable_gauche": None,
    "position_par_rapport_au_sol": "0",
}


def lines(
    *shapes: str, fields: str = "", rows: list[list[Any]] | None = None, crs: str = "EPSG:2154"
) -> QgsVectorLayer:
    """A layer in memory of well-known texts ("" for no geometry) and their cells.

    In Lambert-93 the texts are in metres from an origin near Toulouse.
    """
    columns = "".join(f"&field={field}" for field in fields.split(",") if field)
    layer = QgsVectorLayer(f"LineString?crs={crs}{columns}", "streets", "memory")
    for number, shape in enumerate(shapes):
        feature = QgsFeature(layer.fields())
        if rows is not None:
            feature.setAttributes(rows[number])
        if shape:
            feature.setGeometry(placed(shape) if crs == "EPSG:2154" else QgsGeometry.fromWkt(shape))
        assert layer.dataProvider().addFeature(feature), shape
    return layer


def placed(shape: str) -> QgsGeometry:
    """A well-known text in metres from the origin, in Lambert-93."""
    geometry = QgsGeometry.fromWkt(shape)
    geometry.translate(EAST, NORTH)
    return geometry


def built(run: Run, folder: Path, layer: Any, **parameters: Any) -> Network:
    run("buildnetwork", INPUT=layer, OUTPUT=str(folder / "network.npz"), **parameters)
    return Network.load(folder / "network.npz")


def said(run: Run) -> str:
    return "\n".join(run.feedback.said)


def kmh(network: Network, mode: str) -> np.ndarray:
    """The speed along and against the one road that has no junction, 0 where it is closed."""
    assert len(network.tail) == 1
    seconds = np.array(network.seconds[mode][0], dtype=float)
    return np.where(np.isfinite(seconds), network.length[0] * 3.6 / seconds, 0)


def bdtopo(run: Run, folder: Path, **changes: Any) -> Network:
    """The network of one street of BD TOPO, 1 km long."""
    kind = {"urbain": "boolean", "prive": "boolean", "vitesse_moyenne_vl": "integer"}
    fields = ",".join(f"{name}:{kind.get(name, 'string')}" for name in LONG)
    street = STREET | changes
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields=fields,
        rows=[[street[name] for name in LONG]],
    )
    return built(run, folder, layer)


# What is recognised


@pytest.mark.parametrize("names", [LONG, SHORT, [name.lower() for name in SHORT]])
def test_bd_topo_is_recognised_by_its_long_and_its_short_names(names: list[str]) -> None:
    layer = recognise(["cleabs", *names, "geometrie"])
    assert layer is not None
    assert layer.kind == "bdtopo"
    assert layer.fields["speed"] in names
    street = dict(zip(names, STREET.values(), strict=True)) | {names[8]: "Oui", names[2]: "Vrai"}
    known = kinds(layer, {name: [value] for name, value in street.items()})
    assert known.tags["highway"].tolist() == ["residential"]
    assert known.tags["vehicle"].tolist() == ["private"]
    assert known.speed_kmh.tolist() == [30]


@pytest.mark.parametrize(
    "names", [[], ["nature", "importance"], ["sens", "vitesse"], ["speed_kmh", "oneway"]]
)
def test_other_layers_are_not_taken_for_it(names: list[str]) -> None:
    assert recognise(names) is None


def test_lines_with_the_same_cells_are_one_kind() -> None:
    layer = recognise(["highway", "maxspeed"])
    assert layer is not None
    cells = {"highway": ["primary", "path", "primary"], "maxspeed": ["80", None, "80"]}
    known = kinds(layer, cells)
    assert known.of_line.tolist() == [0, 1, 0]
    assert known.tags["maxspeed"].tolist() == ["80", ""]


def test_a_street_of_bd_topo_is_said_and_takes_its_mean_speed(run: Run, tmp_path: Path) -> None:
    street = bdtopo(run, tmp_path)
    assert "is read as BD TOPO road sections" in said(run)
    assert "vitesse_moyenne_vl" in said(run)
    assert kmh(street, "car") == pytest.approx([30, 30], rel=0.01)
    assert kmh(street, "foot") == pytest.approx([4.5, 4.5], rel=0.01)
    assert (kmh(street, "bike") > 0).all()


CLOSED = (0, 0)
OPEN = (1, 1)


@pytest.mark.parametrize(
    ("changes", "car", "bike", "foot"),
    [
        ({"nature": "Type autoroutier", "vitesse_moyenne_vl": 110}, OPEN, CLOSED, CLOSED),
        ({"nature": "Bretelle", "importance": "1"}, OPEN, CLOSED, CLOSED),
        ({"nature": "Rond-point", "sens_de_circulation": "Sens direct"}, (1, 0), (1, 0), OPEN),
        ({"nature": "Route empierrée", "vitesse_moyenne_vl": 10}, OPEN, OPEN, OPEN),
        ({"nature": "Chemin", "vitesse_moyenne_vl": 1}, CLOSED, OPEN, OPEN),
        ({"nature": "Escalier", "vitesse_moyenne_vl": 0}, CLOSED, CLOSED, OPEN),
        ({"nature": "Piste cyclable", "vitesse_moyenne_vl": 0}, CLOSED, OPEN, CLOSED),
        ({"nature": "Piste cyclable", "acces_pieton": "Libre"}, CLOSED, OPEN, OPEN),
        ({"nature": "Bac ou liaison maritime", "vitesse_moyenne_vl": 5}, OPEN, OPEN, OPEN),
        (
            {
                "nature": "Bac ou liaison maritime",
                "acces_vehicule_leger": "Physiquement impossible",
            },
            CLOSED,
            OPEN,
            OPEN,
        ),
        ({"sens_de_circulation": "Sens direct"}, (1, 0), (1, 0), OPEN),
        ({"sens_de_circulation": "Sens inverse"}, (0, 1), (0, 1), OPEN),
        ({"sens_de_circulation": "Sans objet"}, OPEN, OPEN, OPEN),
        (
            {
                "sens_de_circulation": "Sens direct",
                "sens_amenagement_cyclable_gauche": "Sens inverse",
            },
            (1, 0),
            OPEN,
            OPEN,
        ),
        (
            {
                "sens_de_circulation": "Sens direct",
                "nature_de_la_restriction": "Double sens cyclable non matérialisé",
            },
            (1, 0),
            OPEN,
            OPEN,
        ),
        ({"acces_vehicule_leger": "Physiquement impossible"}, CLOSED, OPEN, OPEN),
        ({"acces_vehicule_leger": "Restreint aux ayants droit"}, CLOSED, OPEN, OPEN),
        ({"acces_vehicule_leger": "A péage"}, OPEN, OPEN, OPEN),
        ({"acces_pieton": "Restreint aux ayants droit"}, OPEN, OPEN, CLOSED),
        ({"nature_de_la_restriction": "Voie verte"}, CLOSED, OPEN, OPEN),
        ({"prive": True}, CLOSED, CLOSED, OPEN),
        ({"nature": "Route empierrée", "prive": True}, CLOSED, CLOSED, OPEN),
        ({"vitesse_moyenne_vl": 0}, CLOSED, OPEN, OPEN),
        ({"etat_de_l_objet": None}, OPEN, OPEN, OPEN),
    ],
)
def test_who_may_travel_on_a_road_of_bd_topo(
    run: Run,
    tmp_path: Path,
    changes: dict[str, Any],
    car: tuple[int, int],
    bike: tuple[int, int],
    foot: tuple[int, int],
) -> None:
    road = bdtopo(run, tmp_path, **changes)
    for mode, expected in (("car", car), ("bike", bike), ("foot", foot)):
        assert (kmh(road, mode) > 0).astype(int).tolist() == list(expected), mode


def test_a_road_that_is_not_yet_there_is_left_out(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="streets holds no road that the chosen modes may use"):
        bdtopo(run, tmp_path, etat_de_l_objet="En construction")


def test_without_a_mean_speed_the_class_decides(run: Run, tmp_path: Path) -> None:
    speeds = {
        importance: kmh(
            bdtopo(run, tmp_path, vitesse_moyenne_vl=None, importance=importance), "car"
        )[0]
        for importance in "1356"
    }
    assert speeds["1"] > speeds["3"] > speeds["5"] > speeds["6"] > 0


def test_the_inhabited_streets_are_those_of_the_villages(run: Run, tmp_path: Path) -> None:
    assert bdtopo(run, tmp_path).inhabited.tolist() == [True]
    assert bdtopo(run, tmp_path, nature="Sentier").inhabited.tolist() == [False]


def test_a_tunnel_passes_under_a_street_whose_point_it_shares(run: Run, tmp_path: Path) -> None:
    shapes = (
        "LINESTRING (0 0, 500 0, 1000 0)",
        "LINESTRING (500 -1000, 500 0, 500 1000)",
    )
    count = {}
    for level in ("0", "-1"):
        street, below = STREET, STREET | {"position_par_rapport_au_sol": level}
        fields = ",".join(f"{name}:string" for name in LONG)
        cells = [
            [None if row[name] is None else str(row[name]) for name in LONG]
            for row in (street, below)
        ]
        count[level] = len(built(run, tmp_path, lines(*shapes, fields=fields, rows=cells)).tail)
    assert count == {"0": 4, "-1": 2}


# OpenStreetMap's tags in columns


def test_the_columns_of_geofabrik_are_read_as_openstreetmap(run: Run, tmp_path: Path) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields="osm_id:string,fclass:string,oneway:string,maxspeed:integer",
        rows=[["1", "primary", "F", 0]],
    )
    road = built(run, tmp_path, layer)
    assert "is read as roads of OpenStreetMap" in said(run)
    car = kmh(road, "car")
    assert car[1] == 0
    assert car[0] == pytest.approx(profile("car").speeds_kmh["primary"], rel=0.01)


def test_other_tags_of_gdal_are_read(run: Run, tmp_path: Path) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields="highway:string,other_tags:string",
        rows=[["residential", '"maxspeed"=>"30","oneway"=>"-1","name"=>"Rue \\"X\\""']],
    )
    assert kmh(built(run, tmp_path, layer), "car") == pytest.approx([0, 30], rel=0.01)


def test_a_maxspeed_of_openstreetmap_is_no_plain_number_even_when_chosen(
    run: Run, tmp_path: Path
) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields="highway:string,maxspeed:string",
        rows=[["residential", "FR:urban"]],
    )
    road = built(run, tmp_path, layer, SPEED_FIELD="maxspeed")
    assert kmh(road, "car") == pytest.approx([50, 50], rel=0.01)


# What is chosen


def test_a_chosen_field_wins_over_what_is_recognised(run: Run, tmp_path: Path) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields="NATURE:string,SENS:string,VIT_MOY_VL:integer,mesure:double,sens_reel:string",
        rows=[["Route à 1 chaussée", "Sens direct", 30, 42, "Sens inverse"]],
    )
    road = built(run, tmp_path, layer, SPEED_FIELD="mesure", ONEWAY_FIELD="sens_reel")
    assert kmh(road, "car") == pytest.approx([0, 42], rel=0.01)


def test_an_unknown_layer_is_told_so(run: Run, tmp_path: Path) -> None:
    road = built(run, tmp_path, lines("LINESTRING (0 0, 1000 0)"))
    assert "No field of streets is known" in said(run)
    assert kmh(road, "car") == pytest.approx([50, 50], rel=0.01)


def test_speeds_as_texts_with_gaps_and_zeros(run: Run, tmp_path: Path) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        "LINESTRING (0 9000, 1000 9000)",
        "LINESTRING (0 20000, 1000 20000)",
        fields="v:string",
        rows=[["40,5"], [""], ["0"]],
    )
    road = built(run, tmp_path, layer, SPEED_FIELD="v", MODES=["car", "foot"])
    metres = road.length * 3.6
    order = np.argsort(road.y[road.tail])
    with np.errstate(divide="ignore"):
        speed = (metres / road.seconds["car"][:, 0])[order]
    assert speed == pytest.approx([40.5, 50, 0], rel=0.01)
    assert "1 line has the speed 0: it is closed to cars" in said(run)


@pytest.mark.parametrize("field", ["v", "maxspeed"])
def test_a_speed_that_nobody_drives_at_is_told_and_does_not_count(
    run: Run, tmp_path: Path, field: str
) -> None:
    given = {"SPEED_FIELD": "v"} if field == "v" else {}
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        fields=f"highway:string,{field}:string",
        rows=[["residential", "1000"]],
    )
    road = built(run, tmp_path, layer, **given)
    assert kmh(road, "car") == pytest.approx([35, 35], rel=0.01)
    assert "1 road has a speed of more than 150 km/h, “1000”" in said(run)
    built(run, tmp_path, layer, MODES=["foot"], **given)
    assert "more than 150" not in said(run)


@pytest.mark.parametrize("bad", ["vite", "-30", "inf", "nan", "30 km/h"])
def test_a_speed_that_is_none_is_refused_by_its_line(run: Run, tmp_path: Path, bad: str) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        "LINESTRING (0 9000, 1000 9000)",
        fields="v:string",
        rows=[["40"], [bad]],
    )
    with pytest.raises(Exception, match=f"the speed of line 2 is “{bad}”"):
        built(run, tmp_path, layer, SPEED_FIELD="v")
    assert not list(tmp_path.iterdir())


def test_a_one_way_that_is_not_understood_is_told(run: Run, tmp_path: Path) -> None:
    layer = lines("LINESTRING (0 0, 1000 0)", fields="s:string", rows=[["vers le haut"]])
    road = built(run, tmp_path, layer, ONEWAY_FIELD="s")
    assert "1 line has a one-way value that is not known, such as “vers le haut”" in said(run)
    assert (kmh(road, "car") > 0).all()


# Geometries


def test_a_layer_in_degrees_is_measured_in_metres(run: Run, tmp_path: Path) -> None:
    layer = lines("LINESTRING (1.4 43.6, 1.4 43.61)", crs="EPSG:4326")
    road = built(run, tmp_path, layer)
    # A hundredth of a degree of latitude: 1,111 m at 43.6° north.
    assert road.length[0] == pytest.approx(1111, rel=0.002)


@pytest.mark.parametrize(
    ("shape", "kind", "edges"),
    [
        ("LINESTRING Z (0 0 120, 1000 0 -9999)", "LineStringZ", 1),
        ("LINESTRING M (0 0 1, 1000 0 2)", "LineStringM", 1),
        ("MULTILINESTRING ((0 0, 1000 0), (0 9000, 1000 9000))", "MultiLineString", 2),
        ("MULTILINESTRING ZM ((0 0 1 1, 1000 0 1 1), (5 5 1 1, 5 5 1 1))", "MultiLineStringZM", 1),
        ("LINESTRING (0 0, 0 0, 500 0, 500 0, 1000 0, 1000 0)", "LineString", 1),
        ("CIRCULARSTRING (0 0, 500 500, 1000 0)", "CircularString", 1),
    ],
)
def test_odd_geometries_are_read(
    run: Run, tmp_path: Path, shape: str, kind: str, edges: int
) -> None:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:2154", "streets", "memory")
    feature = QgsFeature()
    feature.setGeometry(placed(shape))
    assert layer.dataProvider().addFeature(feature)
    road = built(run, tmp_path, layer)
    assert len(road.tail) == edges
    expected = np.pi * 500 if kind == "CircularString" else 1000
    assert road.length == pytest.approx([expected] * edges, rel=0.01)


def test_a_closed_line_is_a_loop_that_one_can_go_round(run: Run, tmp_path: Path) -> None:
    ring = "LINESTRING (0 0, 1000 0, 1000 1000, 0 1000, 0 0)"
    road = built(run, tmp_path, lines(ring, "LINESTRING (0 0, -1000 0)"))
    assert road.length.sum() == pytest.approx(5000, rel=0.01)
    assert np.isfinite(road.seconds["car"]).all()


def test_a_layer_in_metres_that_calls_itself_degrees_is_refused(run: Run, tmp_path: Path) -> None:
    layer = lines("LINESTRING (570000 6280000, 571000 6280000)", crs="EPSG:4326")
    with pytest.raises(Exception, match="nowhere on Earth"):
        built(run, tmp_path, layer)
    assert not list(tmp_path.iterdir())


def test_features_without_a_line_are_counted_and_left_out(run: Run, tmp_path: Path) -> None:
    layer = lines(
        "LINESTRING (0 0, 1000 0)",
        "",
        "LINESTRING EMPTY",
        "LINESTRING (7 7, 7 7)",
        fields="v:integer",
        rows=[[30], [40], [50], [60]],
    )
    road = built(run, tmp_path, layer, SPEED_FIELD="v")
    assert "2 features of streets have no line and are left out" in said(run)
    assert kmh(road, "car") == pytest.approx([30, 30], rel=0.01)


def test_a_row_is_named_by_its_feature_when_lines_were_left_out(run: Run, tmp_path: Path) -> None:
    layer = lines("", "LINESTRING (0 0, 9 0)", fields="v:string", rows=[["30"], ["vite"]])
    with pytest.raises(Exception, match="the speed of line 2 is “vite”"):
        built(run, tmp_path, layer, SPEED_FIELD="v")


# Walking


def test_the_walking_speed_is_a_setting_that_the_file_remembers(run: Run, tmp_path: Path) -> None:
    for given, expected in ((5.1, 5.1), (4, 4), (None, 4.5)):
        road = built(run, tmp_path, lines("LINESTRING (0 0, 1000 0)"), WALKING_KMH=given)
        assert kmh(road, "foot") == pytest.approx([expected] * 2, rel=0.01)
        assert kmh(road, "car") == pytest.approx([50, 50], rel=0.01)
        assert road.profiles["foot"]["line_kmh"] == pytest.approx(expected)


@pytest.mark.parametrize("given", [0, -4.5, 1.9, 7.1, 45, "fast", float("nan")])
def test_a_walking_speed_at_which_nobody_walks_is_refused(
    run: Run, tmp_path: Path, given: Any
) -> None:
    with pytest.raises(Exception, match=r"walking speed is|WALKING_KMH is “(?:fast|nan)”"):
        built(run, tmp_path, lines("LINESTRING (0 0, 1000 0)"), WALKING_KMH=given)
