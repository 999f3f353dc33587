"""The files of the public web map: what its widget demands, and that nothing is half-written."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
import resource
import signal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from maillage.core.common.errors import InputError, OutputError
from maillage.core.common.progress import SILENT
from maillage.core.nomenclature import load_nomenclature
from maillage.core.places.census import load_census
from maillage.core.places.personal import personal_parts
from maillage.core.publishing.destination import publish
from maillage.core.publishing.folder import Folder
from maillage.core.web.csv_cells import clean_cell
from maillage.core.web.datami import map_settings
from maillage.core.web.export import build_publication
from maillage.core.web.publication import Publication
from maillage.core.web.published_territories import Polygons
from maillage.core.web.rfc7946 import polygons
from osgeo import ogr, osr

SAMPLE = Path(__file__).parents[1] / "sample"
ogr.UseExceptions()
osr.UseExceptions()


def export_web(folder: Path, *given: Any, **more: Any) -> Publication:
    """Builds a publication and puts it in a folder."""
    publication = build_publication(*given, **more)
    publish(publication, Folder(folder))
    return publication


def widget_rows(path: Path) -> list[dict[str, str]]:
    """A CSV as the widget takes it: lines first, a bare header, trimmed cells, no ragged row."""
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    lines = text.removesuffix("\n").split("\n")
    header = lines[0].split(",")
    assert not any('"' in name or name != name.strip() for name in header)
    assert len(set(header)) == len(header)
    rows = []
    for line in lines[1:]:
        cells = next(csv.reader([line]))
        assert len(cells) == len(header), line
        assert cells[-1], "the widget writes the word undefined in an empty last column"
        assert not any(cell.startswith('"') or "~~" in cell for cell in cells)
        assert cells == [cell.strip() for cell in cells]
        assert ',""' not in line or '"""' in line, "an empty cell has no quotes"
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def markers(rows: list[dict[str, str]]) -> int:
    """How many rows the widget draws."""

    def is_drawn(text: str) -> bool:
        try:
            return math.isfinite(float(text)) and float(text) != 0
        except ValueError:
            return False

    return sum(is_drawn(r["BAN_latitude"]) and is_drawn(r["BAN_longitude"]) for r in rows)


def read_json(path: Path) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


def sample_layer(name: str) -> Polygons:
    source = ogr.Open(str(SAMPLE / f"{name}.gpkg"))
    features = [(f.items(), f.geometry().Clone()) for f in source.GetLayer(0)]
    return Polygons(pd.DataFrame([f for f, _ in features]), [shape for _, shape in features])


@pytest.fixture
def coverage() -> Polygons:
    """The three EPCI with shares: one inside, one cut by the network's edge, one outside."""
    layer = sample_layer("epci")
    layer.table["share_10_car"] = [0.82, 0.9984, float("nan")]
    layer.table["share_20_car"] = [0.951, 0.5, float("nan")]
    layer.table["network_status"] = ["inside", "partly_outside", "outside"]
    return layer


@pytest.fixture
def isochrones() -> Polygons:
    """Two bands around a point, the near one with a hole, its rings turned the wrong way."""
    wide = ogr.CreateGeometryFromWkt("POLYGON((1.8 43.7,1.8 43.9,2 43.9,2 43.7,1.8 43.7))")
    near = ogr.CreateGeometryFromWkt(
        "MULTIPOLYGON(((1.85 43.75,1.85 43.85,1.95 43.85,1.95 43.75,1.85 43.75),"
        "(1.89 43.79,1.91 43.79,1.91 43.81,1.89 43.81,1.89 43.79)))"
    )
    table = pd.DataFrame(
        {"place_id": ["a", "a"], "mode": "car", "minutes": [10, 20], "truncated": [False, True]}
    )
    return Polygons(table, [near, wide])


@pytest.fixture
def published(tmp_path: Path, coverage: Polygons, isochrones: Polygons) -> Publication:
    places = load_census(SAMPLE / "census.csv").places
    base = "https://example.org/web/"
    return export_web(
        tmp_path / "web", places, load_nomenclature(), coverage, isochrones, base_url=base
    )


def test_csv_reads_as_the_widget_reads(tmp_path: Path, published: Publication):
    rows = widget_rows(tmp_path / "web" / "places.csv")
    assert len(rows) == published.places == 80
    assert markers(rows) == published.points == 77
    assert len({row["n_ref"] for row in rows}) == 80
    by_id = {row["n_ref"]: row for row in rows}
    assert by_id["Demo_0003"]["codes_publics"] == "J"
    assert by_id["Demo_0058"]["codes_types_mediations"] == "ORDM-ACCN"
    assert by_id["Demo_0027"]["code_commune"] == "00172"
    assert by_id["Demo_0023"]["codes_publics"] in ("", "TP")
    assert by_id["Demo_0001"]["territoire"] == "000000001"
    assert by_id["Demo_0001"]["precisions"] == "Territoire fictif de démonstration"
    with open(SAMPLE / "census.csv", encoding="utf-8", newline="") as census:
        assert list(rows[0])[:62] == next(csv.reader(census))


def test_emails_out_of_place_are_withheld(tmp_path: Path, published: Publication):
    text = (tmp_path / "web" / "places.csv").read_text(encoding="utf-8")
    assert "prenom.nom@example.org" not in text
    withheld = [w for w in published.changes.withheld if w.check == "email_misplaced"]
    assert [(w.place_id, w.column) for w in withheld] == [("Demo_0030", "presta_mediation_2")]
    rows = widget_rows(tmp_path / "web" / "places.csv")
    assert sum("@" in row["email_structure"] for row in rows) == 40


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zoé Durand", ["Zoé Durand"]),
        ("Prestataire : Jean-Paul DE LA TOUR", ["Jean-Paul DE LA TOUR"]),
        ("Emmaüs ; Zoé Durand, Léa Martin", ["Zoé Durand", "Léa Martin"]),
        ("Demander Mme Durand à l'accueil", ["Mme Durand"]),
        ("voir M. Paul Henry", ["M. Paul Henry"]),
        ("Monsieur Prénom-Inconnu Durand", ["Monsieur Prénom-Inconnu Durand"]),
        *((text, []) for text in ("Espace Louise Michel", "Maison René Cassin", "Madame la maire")),
        *((text, []) for text in ("Pierre", "rue Jean Jaurès", "Les Petits Débrouillards", "J-DE")),
        *((text, []) for text in ("zoé durand", "Mairie de Saint-Lys", "14h à 16h", "")),
    ],
)
def test_a_name_in_a_free_text_is_personal(text: str, names: list[str]):
    for field in ("", "access_conditions"):
        assert personal_parts(text, field, "") == [("name_misplaced", name) for name in names]
    assert personal_parts(text, "name", "") == []


PERSONAL = {
    "email": ["prenom.nom@example.org", "sophie.martin@example.org, mairie@example.org", "", ""],
    "phone": ["06 12 34 56 78", "05 61 00 00 00 / 06 12 34 56 78", "05 61 00 00 00", ""],
    "website": ["", "", "", "https://example.org appeler le 07.12.34.56.78"],
}


def test_personal_data_stay_unpublished_without_consent(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(4).assign(**PERSONAL)
    result = export_web(tmp_path, places, load_nomenclature())
    rows = widget_rows(tmp_path / "places.csv")
    assert [row["email_structure"] for row in rows] == [
        "prenom.nom@example.org",  # a placeholder, no name
        "mairie@example.org",
        "",
        "",
    ]
    assert [row["tel_structure"] for row in rows] == ["", "05 61 00 00 00", "05 61 00 00 00", ""]
    assert rows[3]["site_internet"] == "https://example.org appeler le"
    found = [(each.place_id, each.column, each.check) for each in result.changes.withheld]
    assert sorted(found) == [
        ("Demo_0001", "tel_structure", "phone_personal"),
        ("Demo_0002", "email_structure", "email_personal"),
        ("Demo_0002", "tel_structure", "phone_personal"),
        ("Demo_0004", "site_internet", "phone_misplaced"),
    ]
    shown = (tmp_path / "places.geojson").read_text(encoding="utf-8")
    assert "12 34 56" not in shown
    assert "12.34.56" not in shown
    assert "sophie" not in shown


def test_those_who_agreed_are_published(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(4).assign(**PERSONAL)
    agreed = ["Demo_0002", "phone_misplaced", "Demo_9999"]
    result = export_web(tmp_path, places, load_nomenclature(), waivers=agreed)
    rows = widget_rows(tmp_path / "places.csv")
    assert [row["tel_structure"] for row in rows[:2]] == ["", PERSONAL["phone"][1]]
    assert rows[1]["email_structure"] == PERSONAL["email"][1]
    assert rows[3]["site_internet"] == PERSONAL["website"][3]
    assert [each.place_id for each in result.changes.withheld] == ["Demo_0001"]
    assert result.unknown_waivers == ["Demo_9999"]


@pytest.mark.parametrize(
    ("field", "words"), [("city", "Martin-Laval"), ("name", "Chez Martin Laval")]
)
def test_an_address_in_the_words_of_the_place_or_its_town_is_public(
    tmp_path: Path, field: str, words: str
) -> None:
    places = load_census(SAMPLE / "census.csv").places.head(2).copy()
    places["email"] = "martin.laval@example.org"
    places[field] = [words, "Ailleurs"]
    result = export_web(tmp_path, places, load_nomenclature())
    rows = widget_rows(tmp_path / "places.csv")
    assert [row["email_structure"] for row in rows] == ["martin.laval@example.org", ""]
    assert [each.check for each in result.changes.withheld] == ["email_personal"]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        (" a\r\nb\n\tc ", "a b c"),
        ('"Chez nous", la suite', "“Chez nous”, la suite"),
        ('dit "oui"', 'dit "oui"'),
        ("a~~datami-br~~b", "a b"),
        ("\ufeff x".strip("\ufeff"), "x"),
        ('""', "“”"),
    ],
)
def test_cells(given: str, clean: str):
    assert clean_cell(given) == clean


def test_hostile_cells_keep_their_rows(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(4).copy()
    places["name"] = ['"A", b', "line\r\nbreak", 'a "b", c', "  blank  "]
    places["source"] = ["", None, "x", "y"]
    export_web(tmp_path, places, load_nomenclature())
    rows = widget_rows(tmp_path / "places.csv")
    assert [r["nom"] for r in rows] == ["“A”, b", "line break", 'a "b", c', "blank"]
    assert all(row["source"] for row in rows)


def test_geojson_follows_the_standard(tmp_path: Path, published: Publication):
    for name, count in (("places", 80), ("coverage", 3), ("isochrones", 2)):
        path = tmp_path / "web" / f"{name}.geojson"
        collection = read_json(path)
        assert set(collection) == {"type", "features"}
        source = ogr.Open(str(path))
        layer = source.GetLayer(0)
        assert layer.GetFeatureCount() == count
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
        for each in collection["features"]:
            assert set(each) == {"type", "properties", "geometry"}
            geometry = each["geometry"]
            if name == "places":
                assert geometry is None or geometry["type"] == "Point"
                continue
            assert ogr.CreateGeometryFromJson(json.dumps(geometry)).IsValid()
            parts = geometry["coordinates"]
            for part in [parts] if geometry["type"] == "Polygon" else parts:
                for number, ring in enumerate(part):
                    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                    assert (area > 0) == (number == 0)
                    assert all(round(value, 6) == value for at in ring for value in at)
    bands = read_json(tmp_path / "web" / "isochrones.geojson")["features"]
    assert [band["properties"]["minutes"] for band in bands] == [20, 10]
    assert len(bands[1]["geometry"]["coordinates"]) == 2, "the hole stays"


def test_rounding_leaves_valid_polygons():
    thin = ogr.CreateGeometryFromWkt(
        "MULTIPOLYGON(((0 0,1 0,1 1,0.0004 1,0.0004 0.0001,0.0003 1,0 1,0 0)),"
        "((5 5,5.0001 5,5 5.0001,5 5)))"
    )
    geometry = polygons(thin, 3)
    assert geometry["type"] == "Polygon", "what vanishes is dropped"
    assert ogr.CreateGeometryFromJson(json.dumps(geometry)).IsValid()


def test_coverage_without_a_figure_is_neither_zero_nor_black(
    tmp_path: Path, published: Publication
):
    features = read_json(tmp_path / "web" / "coverage.geojson")["features"]
    properties = [each["properties"] for each in features]
    assert [each["share_20_car"] for each in properties] == [0.951, 0.5, None]
    assert properties[0]["share_20_car_text"] == "95 %"
    assert properties[1]["share_10_car_text"].startswith("99,8 %"), "100 % would be everybody"
    assert "en partie hors du réseau" in properties[1]["share_20_car_text"]
    assert "non mesurée" in properties[2]["share_20_car_text"]
    assert all(isinstance(each["epci"], str) for each in properties)
    assert {each["source"] for each in properties} == {"Territoire fictif de démonstration"}


def test_titles_name_the_service_and_the_date_in_french(tmp_path: Path, coverage: Polygons):
    table = coverage.table.drop(columns=["share_10_car", "share_20_car"])
    table["share_10_car_ACCDA"] = [0.82, 0.9984, float("nan")]
    table["share_15_before_foot"] = [0.5, 0.25, float("nan")]
    table["share_15_change"] = [-0.06, 0.004, float("nan")]
    places = load_census(SAMPLE / "census.csv").places
    export_web(tmp_path, places, load_nomenclature(), Polygons(table, coverage.shapes))
    options = read_json(tmp_path / "datami-map.json")["mapOptions"]
    layers = options["map_layers"]["choropleth_layer"]["sources"][0]["sub_layers"][:-1]
    service = load_nomenclature().vocabulary("activities").label("ACCDA")
    titles = [layer["legend"]["title"] for layer in layers]
    assert titles == [
        f"Part de la population à 10 min ou moins d'un lieu en voiture ({service})",
        "Part de la population à 15 min ou moins d'un lieu à pied, avant",
        "Évolution de la part de la population à 15 min ou moins d'un lieu",
    ]
    switches = options["layers_visibility"]["layers_switches"]
    assert set(titles) <= {switch["label"] for switch in switches}
    for layer, name in zip(layers, table.columns[-3:], strict=True):
        shown = layer["popup_config"]["fields_settings"][f"{name}_text"]
        assert not {"before", "change", "ACCDA"} & set(re.findall(r"\w+", shown["prefix"]))
    change = layers[-1]
    assert_legend(change["legend"])
    labels = [scale["value"] for scale in change["legend"]["scales"]]
    assert labels[0] == "moins de −15 points" and labels[3] == "à peu près stable"
    assert labels[2] == "−5 à −0,5 points"
    assert labels[-2:] == ["+15 points et plus", "hors du réseau, non mesuré"]
    assert len(labels) == 8 and all(a < b for a, b in pairwise(stops(change["fill_color"])))
    features = read_json(tmp_path / "coverage.geojson")["features"]
    said = [each["properties"]["share_15_change_text"] for each in features]
    assert said[:2] == ["−6 points", "+0,4 points"] and "non mesurée" in said[2]


def test_map_settings_keep_the_contract(tmp_path: Path, published: Publication):
    folder = tmp_path / "web"
    options = read_json(folder / "datami-map.json")["mapOptions"]
    header = list(widget_rows(folder / "places.csv")[0])
    assert set(options["item_geo_fields"].values()) <= set(header)
    layers = options["map_layers"]
    assert set(layers["all_points_layer"]["popup_config"]["fields_settings"]) <= set(header)
    sources = layers["choropleth_layer"]["sources"]
    assert any(source["need_aggregation"] and source["is_activated"] for source in sources)
    identifiers = [
        layer["layer_id"] for source in sources for layer in (source, *source.get("sub_layers", []))
    ] + [layer["layer_id"] for layer in layers.values() if "layer_id" in layer]
    assert len(set(identifiers)) == len(identifiers)
    for switch in options["layers_visibility"]["layers_switches"]:
        assert set(switch["layers"]) <= set(identifiers)
    for source in sources:
        assert source["source_url"].startswith("https://example.org/web/")
        properties = read_json(folder / Path(source["source_url"]).name)["features"][0][
            "properties"
        ]
        known = set(properties) | {source["agregated_data_field"]}
        assert source["polygon_prop_id"] in known
        assert source["join_polygon_id_to_field"] in header
        for layer in source.get("sub_layers", [source]):
            assert set(layer.get("popup_config", {}).get("fields_settings", {})) <= known
            assert {name for name in gets(layer["fill_color"])} <= known
            assert all(a < b for a, b in pairwise(stops(layer["fill_color"])))
    for source in sources:
        assert_legend(source["legend"])
    # The widget shows the legend of the first source, and of its visible sub-layers.
    assert sources[0]["legend"] == sources[1]["legend"]
    assert [scale["value"] for scale in sources[0]["legend"]["scales"]] == [
        "10 min en voiture",
        "20 min en voiture",
    ]
    shown = {scale["color"] for scale in sources[0]["legend"]["scales"]}
    assert shown <= set(leaves(sources[1]["fill_color"]))
    shares = sources[0]["sub_layers"][0]
    assert len(shares["legend"]["scales"]) == 6, "five classes, and what is not measured"
    assert shares["fill_color"][0] == "case"
    assert shares["fill_color"][-1] != "#000000"


def assert_legend(legend: Any) -> None:
    """The shape that the widget reads without looking whether it is there."""
    assert set(legend) == {"position", "title", "scales"}
    assert legend["title"]
    assert legend["scales"]
    assert all(set(scale) == {"value", "color"} for scale in legend["scales"])


def leaves(expression: Any) -> list[str]:
    """Every text in an expression."""
    if isinstance(expression, list):
        return [text for part in expression for text in leaves(part)]
    return [expression] if isinstance(expression, str) else []


def gets(expression: Any) -> list[str]:
    """The properties that a colour reads."""
    if not isinstance(expression, list):
        return []
    if expression[:1] == ["get"]:
        return [expression[1]]
    return [name for part in expression for name in gets(part)]


def stops(expression: Any) -> list[float]:
    """The limits of the step in a colour."""
    if not isinstance(expression, list):
        return []
    if expression[:1] == ["step"]:
        return expression[3::2]
    return [limit for part in expression for limit in stops(part)]


def test_the_map_opens_on_the_places_but_not_on_the_odd_one_far_away() -> None:
    # 200 places in 1 degree by half a degree around (1.5, 43.75), the last there or overseas.
    lon, lat = np.linspace(1, 2, 200), np.linspace(43.5, 44, 200)
    opened = []
    for last in ((2.0, 44.0), (-61.0, 14.6)):
        places = pd.DataFrame({"lon": [*lon[:-1], last[0]], "lat": [*lat[:-1], last[1]]})
        options = map_settings(places, load_nomenclature(), None, None, "")["mapOptions"]
        opened.append((*options["center"], options["zoom"]))
    assert opened[0] == pytest.approx((1.5, 43.75, np.log2(360 / 0.98) + 0.25), abs=0.01)
    assert opened[1] == pytest.approx(opened[0], abs=0.02)


def test_filters_have_the_words_of_the_nomenclature(tmp_path: Path, published: Publication):
    schema = read_json(tmp_path / "web" / "datami-schema.json")
    properties = read_json(tmp_path / "web" / "datami-fields.json")
    header = list(widget_rows(tmp_path / "web" / "places.csv")[0])
    assert [field["name"] for field in schema["fields"]] == header
    assert {field["type"] for field in schema["fields"]} == {"string", "number"}
    assert schema["primaryKey"] == "n_ref"
    activities = load_nomenclature().vocabulary("activities")
    enum = {f["name"]: f.get("constraints", {}).get("enum") for f in schema["fields"]}
    assert enum["codes_types_mediations"] == list(activities.codes)
    shown = {field["name"]: field for field in properties["fields"]}
    tags = shown["codes_types_mediations"]
    assert (tags["subtype"], tags["tagSeparator"]) == ("tags", "-")
    assert [d["label"] for d in tags["definitions"]] == [item.label for item in activities]
    assert shown["code_label"]["title"] == "Typologie"


def test_charts_give_no_colour_that_another_label_takes(tmp_path: Path, published: Publication):
    for chart in read_json(tmp_path / "web" / "datami-dataviz.json")["charts"]:
        assert chart["chartOptions"]["chart"]["type"] == "treemap", "boxes bear their names"
        assert len(chart["chartOptions"]["colors"]) == 1


def test_data_package_describes_every_file(tmp_path: Path, published: Publication):
    folder = tmp_path / "web"
    package = read_json(folder / "datapackage.json")
    assert {r["path"] for r in package["resources"]} == {path.name for path in folder.iterdir()} - {
        "datapackage.json"
    }
    for each in package["resources"]:
        content = (folder / each["path"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    table = next(r for r in package["resources"] if r["path"] == "places.csv")
    header = list(widget_rows(folder / "places.csv")[0])
    assert [field["name"] for field in table["schema"]["fields"]] == header
    assert {"title": "Territoire fictif de démonstration"} in package["sources"]


def test_without_coverage_the_map_still_starts(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places
    result = export_web(tmp_path, places, load_nomenclature())
    assert "frame.geojson" in result.files
    options = read_json(tmp_path / "datami-map.json")["mapOptions"]
    (source,) = options["map_layers"]["choropleth_layer"]["sources"]
    assert source["need_aggregation"] is True
    assert source["source_url"] == "frame.geojson"
    frame = read_json(tmp_path / "frame.geojson")["features"][0]
    assert frame["properties"][source["polygon_prop_id"]]
    assert_legend(source["legend"])
    natures = load_nomenclature().vocabulary("legal_natures")
    colours = {item.label: item.colour for item in (*natures, natures.not_stated)}
    assert {each["value"]: each["color"] for each in source["legend"]["scales"]} == colours


def test_nothing_stays_of_an_earlier_export(
    tmp_path: Path, coverage: Polygons, isochrones: Polygons
):
    places = load_census(SAMPLE / "census.csv").places
    (tmp_path / "frame.geojson").write_text("somebody's work")
    export_web(tmp_path, places, load_nomenclature(), coverage, isochrones)
    assert (tmp_path / "frame.geojson").read_text() == "somebody's work"
    (tmp_path / "frame.geojson").unlink()
    with pytest.raises(InputError):
        export_web(tmp_path, places.head(0), load_nomenclature())
    assert (tmp_path / "coverage.geojson").exists(), "a failure removes nothing"
    for given in ((), (coverage,)):
        result = export_web(tmp_path, places, load_nomenclature(), *given)
        assert {path.name for path in tmp_path.iterdir()} == set(result.files)


def test_a_position_beyond_the_globe_is_not_drawn(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(12).copy()
    export_web(tmp_path, places, load_nomenclature())
    view = read_json(tmp_path / "datami-map.json")["mapOptions"]
    faults = places.iloc[[0, 1, 2, 3]].assign(
        lon=[650000.0, 2.0, -181.0, float("inf")], lat=[6250000.0, 91.0, 43.0, 43.0]
    )
    more = pd.concat([places, faults], ignore_index=True)
    result = export_web(tmp_path, more, load_nomenclature())
    assert markers(widget_rows(tmp_path / "places.csv")) == result.points
    assert result.points == int(places["lon"].notna().sum())
    options = read_json(tmp_path / "datami-map.json")["mapOptions"]
    assert (options["center"], options["zoom"]) == (view["center"], view["zoom"])
    features = read_json(tmp_path / "places.geojson")["features"]
    assert [each["geometry"] for each in features[-4:]] == [None] * 4
    ring = read_json(tmp_path / "frame.geojson")["features"][0]["geometry"]["coordinates"][0]
    assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring)


def test_the_town_is_written_once(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(2).copy()
    places["address"] = ["12 RUE NEUVE 09000 FOIX", "12 rue Neuve"]
    places["postcode"], places["city"] = "09000", "Foix"
    export_web(tmp_path, places, load_nomenclature())
    rows = widget_rows(tmp_path / "places.csv")
    assert [row["adresse_full"] for row in rows] == [
        "12 RUE NEUVE 09000 FOIX",
        "12 rue Neuve 09000 Foix",
    ]


def test_opening_hours_are_published_where_stated(tmp_path: Path):
    places = load_census(SAMPLE / "census.csv").places.head(2).copy()
    for stated in (False, True):
        places["opening_hours"] = ["Mo-Fr 09:00-12:00" if stated else "", ""]
        export_web(tmp_path, places, load_nomenclature())
        features = read_json(tmp_path / "places.geojson")["features"]
        assert [("opening_hours" in each["properties"]) for each in features] == [stated] * 2


def test_a_publication_says_what_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    places = load_census(SAMPLE / "census.csv").places.head(4).assign(**PERSONAL)
    places["name"] = ['"A", b', "line\r\nbreak", 'a "b", c', "Chez nous"]
    places["lon"], places["lat"] = [1.4, 650000.0, float("nan"), 1.4], 43.6
    publication = build_publication(places, load_nomenclature())
    changes = publication.changes
    assert {(each.place_id, each.column) for each in changes.withheld} == {
        ("Demo_0001", "tel_structure"),
        ("Demo_0002", "tel_structure"),
        ("Demo_0002", "email_structure"),
        ("Demo_0004", "site_internet"),
    }
    assert [each for each in changes.cleaned if each[1] == "nom"] == [
        ("Demo_0001", "nom"),
        ("Demo_0002", "nom"),
    ]
    assert changes.unplaced == ["Demo_0002"]
    assert publication.points == 2
    assert all(isinstance(content, bytes) for content in publication.files.values())
    assert not list(tmp_path.iterdir()), "a value: nothing is written"


def test_a_folder_is_changed_whole_or_not_at_all(tmp_path: Path):
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "gone").write_bytes(b"old")
    (tmp_path / "own").write_bytes(b"somebody's")
    (tmp_path / "z").mkdir()
    before = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match="z"):
        Folder(tmp_path).write({"a": b"new", "b": b"new", "z": b"new"}, ["gone"], SILENT)
    now = {path.name: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    assert now == before
    (tmp_path / "z").rmdir()
    files = {"a": b"new", "b": b"new", "z": b"new"}
    Folder(tmp_path).write(files, ["gone", "never there"], SILENT)
    now = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert now == {"a": b"new", "b": b"new", "z": b"new", "own": b"somebody's"}


def test_a_full_disk_changes_nothing(tmp_path: Path):
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "places.csv").write_bytes(b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limit[1]))
    try:
        with pytest.raises(OutputError, match=r"places\.csv"):
            Folder(folder).write({"small": b"1", "places.csv": bytes(20_000)}, [], SILENT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"places.csv": b"old"}


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path, isochrones: Polygons):
    places = load_census(SAMPLE / "census.csv").places
    export_web(tmp_path, places, load_nomenclature())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    isochrones.table = isochrones.table.drop(columns="minutes")
    with pytest.raises(InputError, match="minutes"):
        export_web(tmp_path, places.head(3), load_nomenclature(), None, isochrones)
    with pytest.raises(InputError, match="place_id"):
        export_web(tmp_path, places.drop(columns="place_id"), load_nomenclature())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    (tmp_path / "datami-map.json").unlink()
    (tmp_path / "datami-map.json").mkdir()
    with pytest.raises(OutputError, match=r"datami-map\.json"):
        export_web(tmp_path, places.head(3), load_nomenclature())
    assert (tmp_path / "places.csv").read_bytes() == before["places.csv"]


def test_the_real_census_makes_845_rows_and_842_points(tmp_path: Path, shared: Path):
    places = load_census(shared / "places" / "rhinocc-2023-01.csv").places
    result = export_web(tmp_path, places, load_nomenclature())
    rows = widget_rows(tmp_path / "places.csv")
    assert (len(rows), markers(rows)) == (845, 842)
    assert (result.places, result.points) == (845, 842)
    misplaced = {each.column for each in result.changes.withheld if each.check == "email_misplaced"}
    assert misplaced == {"rattachement", "site_internet"}
    published = (tmp_path / "places.csv").read_text(encoding="utf-8")
    published += (tmp_path / "places.geojson").read_text(encoding="utf-8")
    assert not re.search(r"(?<![\d.])0[67](?:[ .-]?\d\d){4}(?!\d)", published)
    assert "christine.gouaux@" not in published
    named = [each.place_id for each in result.changes.withheld if each.check == "name_misplaced"]
    assert len(named) == 2
    assert {row["presta_mediation_2"] for row in rows if row["n_ref"] in named} == {
        "",
        "Prestataire",
    }
    assert published.count("fep.alzonne@wanadoo.fr") == 2
    features = read_json(tmp_path / "places.geojson")["features"]
    assert sum(each["geometry"] is not None for each in features) == 842


def test_the_algorithm_exports_layers(maillage: Any, tmp_path: Path, coverage: Polygons):
    import processing
    from qgis.core import QgsProcessingFeedback

    places = tmp_path / "places.gpkg"
    census = {"INPUT": str(SAMPLE / "census.csv"), "OUTPUT": str(places)}
    processing.run("maillage:loadcensus", census)
    layer = tmp_path / "coverage.geojson"
    layer.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {
                            key: None if value != value else value for key, value in row.items()
                        },
                        "geometry": json.loads(shape.ExportToJson()),
                    }
                    for row, shape in zip(
                        coverage.table.to_dict("records"), coverage.shapes, strict=True
                    )
                ],
            }
        ),
        encoding="utf-8",
    )
    folder = tmp_path / "web"
    feedback = QgsProcessingFeedback(False)
    processing.run(
        "maillage:exportweb",
        {"PLACES": str(places), "COVERAGE": str(layer), "OUTPUT_FOLDER": str(folder)},
        feedback=feedback,
    )
    assert "No place will show on the public map" in feedback.textLog()
    rows = widget_rows(folder / "places.csv")
    assert (len(rows), markers(rows)) == (80, 77)
    features = read_json(folder / "coverage.geojson")["features"]
    assert [each["properties"]["share_10_car"] for each in features] == [0.82, 0.9984, None]
    assert "prenom.nom@example.org" not in (folder / "places.csv").read_text(encoding="utf-8")
    assert "email_misplaced for all, as WAIVERS" in feedback.textLog()
    agreed = {"WAIVERS": "email_misplaced; Demo_9999", "PLACES": str(places)}
    processing.run(
        "maillage:exportweb", {**agreed, "OUTPUT_FOLDER": str(folder)}, feedback=feedback
    )
    assert "prenom.nom@example.org" in (folder / "places.csv").read_text(encoding="utf-8")
    assert "neither a place nor a check of personal data: Demo_9999." in feedback.textLog()


def test_the_algorithm_tells_what_it_changed(maillage: Any, tmp_path: Path):
    import processing
    from qgis.core import QgsProcessingFeedback

    places = tmp_path / "places.gpkg"
    census = {"INPUT": str(SAMPLE / "census.csv"), "OUTPUT": str(places)}
    processing.run("maillage:loadcensus", census)
    source = ogr.Open(str(places), 1)
    first, second, *_ = layer = source.GetLayer(0)
    first["name"] = "two\nlines"
    second.SetGeometry(ogr.CreateGeometryFromWkt("POINT(650000 6250000)"))
    for changed in (first, second):
        layer.SetFeature(changed)
    named = [each["place_id"] for each in (first, second)]
    del first, second, layer, source
    feedback = QgsProcessingFeedback(False)
    given = {"PLACES": str(places), "OUTPUT_FOLDER": str(tmp_path / "web")}
    processing.run("maillage:exportweb", given, feedback=feedback)
    assert f"or number): 1, in {named[0]}." in feedback.textLog()
    assert f"nowhere on Earth: {named[1]}." in feedback.textLog()
