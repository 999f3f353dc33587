"""``maillage:atlas``: dossiers, figures, index."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hostile import SHOWN, TEXTS, VARIABLE
from maillage.core.common.theme import theme
from maillage.core.inputs.settings import LANGUAGE, store
from maillage.core.layers.bivariate_style import bivariate_colour
from qgis import processing
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImage

SQUARE = "MULTIPOLYGON((({w} 43.4, {e} 43.4, {e} 43.8, {w} 43.8, {w} 43.4)))"
LONG_NAME = "Communauté de communes des Hauts Plateaux de la Montagne Noire et du Lauragais"
PLACE_FIELDS = (
    "place_id name address postcode city insee departement kind legal_nature activities publics "
    "themes labels phone source position"
)
MEASURED = {
    "places": 3, "population": 1000, "population_outside": 400, "network_status": "partly_outside",
    "fragility": 92.5, "fragile_population": 250,
    "covered_10_car": 480, "share_10_car": 0.8, "fragile_uncovered_10_car": 30,
    "covered_15_foot": 180, "share_15_foot": 0.3, "fragile_uncovered_15_foot": 90,
    "median_minutes_car": 6.4, "gini_car": 0.31, "concentration_car": -0.05, "priority_car": 40,
    "median_minutes_foot": 21.0, "gini_foot": 0.4, "concentration_foot": 0.1, "priority_foot": 60,
}  # fmt: skip


def layer(kind: str, rows: list[tuple[dict, str | None]], name: str) -> QgsVectorLayer:
    """A layer in memory; the first row's values give the fields' types."""
    types = {str: "string", int: "integer", float: "double"}
    fields = "&".join(f"field={key}:{types[type(value)]}" for key, value in rows[0][0].items())
    made = QgsVectorLayer(f"{kind}?crs=EPSG:4326&{fields}", name, "memory")
    for values, wkt in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes([values.get(field.name()) for field in made.fields()])
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert made.dataProvider().addFeature(feature)
    made.updateExtents()
    return made


def place(number: int, x: float, **values: str) -> tuple[dict, str]:
    row = dict.fromkeys(PLACE_FIELDS.split(), "") | {
        "place_id": f"p{number}", "name": f"Lieu {number}", "city": "Ici", "position": "given",
        "source": "census.csv",
    }  # fmt: skip
    return row | values, f"POINT({x} 43.6)"


@pytest.fixture(scope="module")
def inputs(maillage: Any) -> dict[str, Any]:
    """Three territories: measured, outside the network, and without any place."""
    squares = [SQUARE.format(w=west, e=west + 0.2) for west in (1.2, 1.4, 1.6)]
    names = [LONG_NAME, "Dehors", "Rien"]
    territories = [
        ({"epci": f"00{number}", "nom": name, "population": 1000}, square)
        for number, (name, square) in enumerate(zip(names, squares, strict=True), start=1)
    ]
    outside = {"network_status": "outside", "population": 1000, "population_outside": 1000}
    coverage = [
        ({"epci": "001"} | MEASURED, None),
        ({"epci": "002"} | outside, None),
        ({"epci": "003"} | outside, None),
    ]
    places = [
        place(1, 1.25, activities="ORDM-ACCN", labels="APTIC", phone="05 00 00 00 00"),
        place(2, 1.30, position="commune"),
        place(3, 1.35, activities="ORDM"),
        place(4, 1.45),
        # Declared elsewhere, but standing in the second territory: the point decides.
        place(5, 1.50, city="Ailleurs", insee="99999"),
    ]
    communes = [
        ({"insee": "00001", "nom": "Ici", "population": 600, "score_global": 110.0}, squares[0]),
        ({"insee": "00002", "nom": "Là", "population": 400, "score_global": 70.0}, squares[1]),
    ]
    isochrones = [
        ({"place_id": "p1", "mode": "car", "minutes": 10, "truncated": 1},
         SQUARE.format(w=1.22, e=1.28)),
    ]  # fmt: skip
    return {
        "TERRITORIES": layer("MultiPolygon", territories, "territories"),
        "TERRITORY_FIELD": "epci",
        "PLACES": layer("Point", places, "places"),
        "COVERAGE": layer("None", coverage, "coverage"),
        "COMMUNES": layer("MultiPolygon", communes, "communes"),
        "ISOCHRONES": layer("MultiPolygon", isochrones, "isochrones"),
        "LANGUAGE": "en",
    }


@pytest.fixture
def parameters(inputs: dict[str, Any], tmp_path: Path) -> dict[str, Any]:
    """The inputs and a folder of one's own."""
    return inputs | {"OUTPUT_FOLDER": str(tmp_path / "atlas")}


@pytest.fixture(scope="module")
def dossiers(
    inputs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """What the inputs give as they are: the folder and its index, by code."""
    return run(inputs, OUTPUT_FOLDER=str(tmp_path_factory.mktemp("atlas") / "atlas"))


def run(parameters: dict[str, Any], **changed: Any) -> tuple[Path, dict[str, Any]]:
    """The folder and its index, by code."""
    given = {key: value for key, value in (parameters | changed).items() if value is not None}
    folder = Path(processing.run("maillage:atlas", given)["OUTPUT_FOLDER"])
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return folder, {entry["code"]: entry for entry in index["territories"]}


def words(pdf: Path, page: int | None = None) -> str:
    """The text of a PDF, blanks run together."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    pages = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(
        ["pdftotext", "-layout", *pages, str(pdf), "-"], capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", done.stdout.decode("utf-8"))


def test_one_whole_pdf_per_territory_and_an_index(dossiers: tuple[Path, dict[str, Any]]) -> None:
    folder, index = dossiers
    assert list(index) == ["001", "002", "003"]
    for entry in index.values():
        content = (folder / entry["file"]).read_bytes()
        assert content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
        assert entry["pages"] >= 1
    assert len(list(folder.iterdir())) == 4


def test_places_are_those_that_stand_in_the_territory(
    dossiers: tuple[Path, dict[str, Any]],
) -> None:
    _, index = dossiers
    assert [entry["figures"]["places"] for entry in index.values()] == [3, 2, 0]
    assert index["001"]["figures"]["places_without_activity"] == 1


def test_figures_come_from_coverage_and_are_never_zero_when_unknown(
    dossiers: tuple[Path, dict[str, Any]],
) -> None:
    _, index = dossiers
    measured = index["001"]["figures"]
    assert measured["population_outside"] == 400
    assert measured["score_global"] == 92.5
    assert [(one["mode"], one["minutes"], one["share"]) for one in measured["access"]] == (
        [("car", 10, 0.8), ("foot", 15, 0.3)]
    )
    outside = index["002"]["figures"]
    assert outside["access"] == [] and outside["equity"] == []
    assert outside["fragile_population"] is None
    assert outside["score_global"] == 70.0  # of its communes' average inhabitant
    assert index["003"]["figures"]["score_global"] is None


def test_the_cover_says_the_figures_and_what_is_not_known(
    dossiers: tuple[Path, dict[str, Any]],
) -> None:
    folder, index = dossiers
    cover = words(folder / index["001"]["file"], page=1)
    for sentence in (
        "Inhabitants near a place, among the 600 who live on the road network",
        "80% (480 inhab.)",
        "30% (180 inhab.)",
        "Places that do not state their activities: 1 of 3.",
        "Partly outside the road network. Inhabitants beyond it: 400.",
        "Places drawn at the centre of their commune",
        "touch the edge of the road network",
    ):
        assert sentence in cover
    assert all(word in cover for word in LONG_NAME.split())
    outside = words(folder / index["002"]["file"])
    assert "outside the road network that was given" in outside
    assert "0%" not in outside


def test_the_directory_lists_every_place_once_with_its_labels(parameters: dict[str, Any]) -> None:
    rows = [place(number, 1.25, activities="ORDM-ACCN-COMP-SENS") for number in range(1, 81)]
    folder, index = run(
        parameters, PLACES=layer("Point", rows, "places"), FILTER="001", ISOCHRONES=None
    )
    text = words(folder / index["001"]["file"])
    assert all(len(re.findall(rf"Lieu {number}\b", text)) == 1 for number in range(1, 81))
    assert "Ici · 80 places" in text
    assert text.count("Ici (continued)") == text.count("Place and address") - 1
    assert "Ateliers informatiques de montée en compétences" in text
    assert "Accompagnement individuel des actions uniquement numériques" in text
    assert "…" not in text


def test_addresses_say_the_town_once(parameters: dict[str, Any]) -> None:
    rows = [
        place(1, 1.25, address="5 RUE DES ECOLES 48230 CHANAC", postcode="48230", city="Chanac"),
        place(2, 1.30, address="2 rue Neuve", postcode="48000", city="Mende"),
    ]
    folder, index = run(parameters, PLACES=layer("Point", rows, "places"), FILTER="001")
    text = words(folder / index["001"]["file"])
    assert text.count("48230") == 1
    assert "2 rue Neuve 48000 Mende" in text


def test_places_declared_in_a_departement_and_not_drawn_there_are_named(
    parameters: dict[str, Any],
) -> None:
    nowhere = place(4, 0, departement="31", name="Perdu")[0], None
    rows = [
        place(1, 1.25, departement="31"),
        place(2, 1.45, departement="31", name="Parti"),
        place(3, 1.50, departement="32"),
        nowhere,
    ]
    departements = [
        ({"dep": "31", "population": 10}, SQUARE.format(w=1.2, e=1.4)),
        ({"dep": "99", "population": 10}, SQUARE.format(w=1.4, e=1.6)),
    ]
    folder, index = run(
        parameters,
        TERRITORIES=layer("MultiPolygon", departements, "departements"),
        TERRITORY_FIELD="dep",
        PLACES=layer("Point", rows, "places"),
        COVERAGE=None,
    )
    assert index["31"]["figures"]["places"] == 1
    assert index["31"]["figures"]["places_not_drawn"] == 2
    dossier = words(folder / index["31"]["file"])
    assert re.search(r"that the map does not show.*: 2\.", dossier)
    assert dossier.index("Declared here, without position") < dossier.index("Perdu")
    assert dossier.index("Declared here, placed elsewhere") < dossier.index("Parti")
    # No place says that it is in 99, which is thus no département.
    assert index["99"]["figures"]["places_not_drawn"] is None
    other = words(folder / index["99"]["file"])
    assert "under any territory: 1." in other
    assert "Perdu" not in other


def test_the_largest_communes_are_named_whatever_is_in_the_way(
    parameters: dict[str, Any],
) -> None:
    values = place(1, 0)[0]
    spots = [(1.22 + column / 100, 43.54 + row / 100) for column in range(17) for row in range(13)]
    crowd = layer("Point", [(values, f"POINT({x} {y})") for x, y in spots], "places")
    communes = [
        ({"insee": "1", "nom": "Grandville", "population": 600, "score_global": 110.0},
         SQUARE.format(w=1.2, e=1.4)),
    ]  # fmt: skip
    folder, index = run(
        parameters,
        PLACES=crowd,
        COMMUNES=layer("MultiPolygon", communes, "communes"),
        FILTER="001",
    )
    assert "Grandville" in words(folder / index["001"]["file"], page=1)


def test_a_border_outside_the_frame_leaves_no_broken_path(parameters: dict[str, Any]) -> None:
    # The second one's box meets the first one's map, its surface does not.
    corner = "MULTIPOLYGON(((2.5 43.5, 2.5 42.1, 0 42.1, 0 42, 2.6 42, 2.6 43.5, 2.5 43.5)))"
    rows = [
        ({"epci": "001", "nom": "Carré"}, SQUARE.format(w=1.2, e=1.4)),
        ({"epci": "002", "nom": "Coude"}, corner),
    ]
    folder, index = run(
        parameters, TERRITORIES=layer("MultiPolygon", rows, "territories"), FILTER="001"
    )
    words(folder / index["001"]["file"])  # skips where the tool is not there
    done = subprocess.run(
        ["pdftotext", str(folder / index["001"]["file"]), "-"], capture_output=True, check=True
    )
    assert done.stderr == b""


@pytest.mark.parametrize(("east", "is_under"), [(1.3, False), (2.6, True)])
def test_the_legend_goes_under_a_wide_map(
    parameters: dict[str, Any], east: float, is_under: bool
) -> None:
    rows = [({"epci": "001", "nom": "Ici"}, SQUARE.format(w=1.2, e=east))]
    folder, index = run(parameters, TERRITORIES=layer("MultiPolygon", rows, "territories"))
    words(folder / index["001"]["file"])
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(folder / index["001"]["file"]), "-"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    left = float(re.search(r'xMin="([\d.]+)"[^>]*>Limits<', boxes)[1])
    top = float(re.search(r'yMin="([\d.]+)"[^>]*>Limits<', boxes)[1])
    scale = float(re.search(r'yMin="([\d.]+)"[^>]*>km<', boxes)[1])
    assert (top > scale) is is_under
    assert is_under or left > 400  # points: right of the map


def test_only_the_chosen_territories_and_one_pdf_of_all(parameters: dict[str, Any]) -> None:
    folder, index = run(parameters, FILTER=" 002, 001", SINGLE_FILE=True, PAGE_SIZE="A3")
    assert list(index) == ["002", "001"]
    together = words(folder / "atlas.pdf")
    assert "Dehors" in together and "Montagne Noire" in together
    if shutil.which("pdfinfo"):
        info = subprocess.run(
            ["pdfinfo", str(folder / "atlas.pdf")], capture_output=True, text=True, check=True
        ).stdout
        assert f"Pages:           {sum(entry['pages'] for entry in index.values())}" in info
        assert "(A3)" in info


def test_an_unknown_code_is_named_with_some_known(
    parameters: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(QgsProcessingException, match=r"no territory has the code 31\..*001, 002"):
        run(parameters, FILTER="31,002")
    assert not (tmp_path / "atlas").exists()


def test_repeated_codes_are_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(QgsProcessingException, match="is empty or repeated"):
        run(parameters, TERRITORY_FIELD="population")


@pytest.mark.parametrize("field", ["code", "fid"])
def test_an_unknown_field_of_codes_is_refused_naming_those_there(
    parameters: dict[str, Any], tmp_path: Path, field: str
) -> None:
    saved = processing.run(
        "native:savefeatures",
        {"INPUT": parameters["TERRITORIES"], "OUTPUT": str(tmp_path / "territories.gpkg")},
    )["OUTPUT"]
    message = rf"TERRITORIES has no column {field}\. .*: epci, nom, population"
    with pytest.raises(QgsProcessingException, match=message):
        run(parameters, TERRITORIES=saved, TERRITORY_FIELD=field)


def test_a_layer_that_is_not_of_places_is_refused_naming_its_columns(
    parameters: dict[str, Any],
) -> None:
    wrong = layer("Point", [({"title": "x"}, "POINT(1.3 43.6)")], "wrong")
    with pytest.raises(QgsProcessingException, match=r"PLACES has no column place_id.*: title"):
        run(parameters, PLACES=wrong)


def test_cancelling_leaves_the_folder_as_it_was(parameters: dict[str, Any], tmp_path: Path) -> None:
    said: list[str] = []

    class Watched(QgsProcessingFeedback):
        def pushInfo(self, info: str) -> None:
            said.append(info)
            self.cancel()

    with pytest.raises(QgsProcessingException):
        processing.run("maillage:atlas", parameters, feedback=Watched())
    assert said and list(tmp_path.iterdir()) == []


def test_dossiers_of_territories_that_are_no_more_are_told_and_removed_on_asking(
    inputs: dict[str, Any], tmp_path: Path
) -> None:
    """Those that an earlier run made; another PDF, or one of a territory left out today, stays."""
    given = inputs | {"OUTPUT_FOLDER": str(tmp_path / "atlas")}
    folder, index = run(given)
    (folder / "mine.pdf").write_bytes(b"somebody's")
    fewer = inputs["TERRITORIES"].materialize(QgsFeatureRequest())
    fewer.dataProvider().deleteFeatures(
        [row.id() for row in fewer.getFeatures() if row["epci"] == "003"]
    )
    gone = folder / index["003"]["file"]

    for filtered in (None, "001"):  # the second run knows of them, too
        told = QgsProcessingFeedback(False)
        processing.run(
            "maillage:atlas",
            given | {"TERRITORIES": fewer} | ({"FILTER": filtered} if filtered else {}),
            feedback=told,
        )
        assert gone.exists() and f"not among these: {gone.name}" in told.textLog()
    run(given, TERRITORIES=fewer, FILTER="001", REMOVE_OLD=True)
    names = {path.name for path in folder.iterdir()}
    assert gone.name not in names and "mine.pdf" in names
    assert {index["001"]["file"], index["002"]["file"]} <= names


def test_a_cancel_inside_the_last_dossier_is_no_failure_of_it(
    parameters: dict[str, Any], tmp_path: Path
) -> None:
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda percent: percent > 70 and feedback.cancel())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run("maillage:atlas", parameters, feedback=feedback)
    assert "no dossier" not in feedback.textLog()
    assert list(tmp_path.iterdir()) == []


def test_a_share_without_how_many_people_it_is_is_left_out(parameters: dict[str, Any]) -> None:
    measured = {name: value for name, value in MEASURED.items() if name != "covered_10_car"}
    coverage = layer("None", [({"epci": "001"} | measured, None)], "coverage")
    folder, index = run(parameters, COVERAGE=coverage, FILTER="001")
    access = index["001"]["figures"]["access"]
    assert [(one["mode"], one["minutes"]) for one in access] == [("foot", 15)]
    assert "80.0%" not in words(folder / index["001"]["file"], page=1)


def test_a_territory_that_fails_does_not_stop_the_others(
    parameters: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "atlas"
    (folder / "002_dehors.pdf").mkdir(parents=True)  # a folder where the PDF should go
    (folder / "002_dehors.pdf" / "kept").write_text("mine")
    _, index = run(parameters)
    assert index["002"]["file"] is None
    assert "002_dehors.pdf" in index["002"]["error"]
    assert index["001"]["file"] and index["003"]["file"]
    assert (folder / "002_dehors.pdf" / "kept").read_text() == "mine"


def test_data_that_say_they_are_fictional_are_said_fictional(parameters: dict[str, Any]) -> None:
    rows = [place(1, 1.25, source="Territoire fictif de démonstration")]
    folder, index = run(parameters, PLACES=layer("Point", rows, "places"), FILTER="001")
    assert json.loads((folder / "index.json").read_text(encoding="utf-8"))["fictional"]
    assert "Fictional territory" in words(folder / index["001"]["file"], page=1)


def test_places_alone_are_enough(parameters: dict[str, Any]) -> None:
    folder, index = run(parameters, COVERAGE=None, COMMUNES=None, ISOCHRONES=None)
    assert "Travel times were not measured" in words(folder / index["001"]["file"], page=1)


def test_departements_without_a_name_get_theirs(parameters: dict[str, Any]) -> None:
    rows = [({"dep": "31", "population": 10}, SQUARE.format(w=1.2, e=1.4))]
    _, index = run(
        parameters,
        TERRITORIES=layer("MultiPolygon", rows, "departements"),
        TERRITORY_FIELD="dep",
        COVERAGE=None,
    )
    assert index["31"]["name"] == "Haute-Garonne"


def test_a_line_never_exceeds_its_width(qgis_app: Any) -> None:
    from maillage.core.atlas.sheet import Style

    style = Style(8)
    for words_ in (LONG_NAME, "Anticonstitutionnellement" * 5, ""):
        lines = style.wrap(words_, 30)
        assert all(style.width(line) <= 30 for line in lines)
        assert "".join(lines).replace(" ", "") == words_.replace(" ", "")
    assert style.width(style.shorten(LONG_NAME, 30)) <= 30


def test_services_are_called_by_their_labels_beside_the_mode(parameters: dict[str, Any]) -> None:
    pairs = [f"{mode}_{code}" for mode in ("car", "foot") for code in ("COMP", "FL", "APTIC")]
    figures: dict[str, Any] = {"network_status": "inside", "population": 4000}
    for pair in pairs:
        figures |= {f"covered_10_{pair}": 1000, f"share_10_{pair}": 0.25}
        figures |= {f"median_minutes_{pair}": 8.5}
    coverage = layer("None", [({"epci": "001"} | figures, None)], "coverage")
    folder, index = run(parameters | {"COVERAGE": coverage}, FILTER="001")
    text = words(folder / index["001"]["file"])
    assert "By car, FabLab" in text and "On foot, FabLab" in text
    assert not re.search("(car|foot)_(COMP|FL|APTIC)", text, re.IGNORECASE)


def with_equity(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters with classes of fragility and time, and the tables of everybody."""
    outside = {"network_status": "outside", "population": 1000}
    classes = {"bivariate_car": "3-3", "bivariate_foot": "2-1", "bivariate_car_ACCN": "1-1"}
    coverage = [
        ({"epci": "001"} | MEASURED | classes, None),
        ({"epci": "002"} | outside, None),
        ({"epci": "003"} | outside | {"bivariate_car": "1-1", "bivariate_foot": "1-2"}, None),
    ]
    modes = ("car", "foot")
    totals = [({"mode": mode, "service": "", "gini": 0.31, "concentration": -0.05}, None)
              for mode in modes]  # fmt: skip
    tenths = [
        ({"mode": mode, "service": "", "decile": number, "mean_minutes": 4.5 + number,
          "median_minutes": 4.0 + number} if number != 4 else
         {"mode": mode, "service": "", "decile": 4}, None)
        for mode in modes for number in range(1, 11)
    ]  # fmt: skip
    curves = [
        ({"mode": mode, "service": "", "people": share / 4, "minutes": (share / 4) ** 2}, None)
        for mode in modes for share in range(5)
    ]  # fmt: skip
    return parameters | {
        "COVERAGE": layer("None", coverage, "coverage"),
        "TOTALS": layer("None", totals, "totals"),
        "DECILES": layer("None", tenths, "deciles"),
        "LORENZ": layer("None", curves, "lorenz"),
    }


def equity_words(folder: Path, entry: dict[str, Any]) -> str:
    text = words(folder / entry["file"])
    return text[text.index("Fragility and travel time") :]


def test_fragility_with_travel_time_has_its_page(parameters: dict[str, Any]) -> None:
    folder, index = run(with_equity(parameters), FILTER="001,002")
    measured = equity_words(folder, index["001"])
    assert "By car: high fragility, long time" in measured
    assert "On foot: middling fragility, short time" in measured
    assert "By car: not measured, or no score" in equity_words(folder, index["002"])
    assert "Each territory is in a third" in measured
    assert "nan" not in re.findall(r"\w+", measured.casefold())


def test_a_territory_that_nothing_is_compared_with_has_no_class(parameters: dict[str, Any]) -> None:
    square = SQUARE.format(w=0, e=1)
    communes = [({"insee": "1", "nom": "Ici", "population": 6, "bivariate_car": "3-1"}, square)]
    alone = [({"epci": "001"} | MEASURED | {"bivariate_car": ""}, None)]
    folder, index = run(
        parameters,
        COVERAGE=layer("None", alone, "coverage"),
        COMMUNES=layer("MultiPolygon", communes, "communes"),
        FILTER="001",
    )
    assert "By car: too few territories measured to compare" in equity_words(folder, index["001"])


def test_charts_of_everybody_write_their_figures(parameters: dict[str, Any]) -> None:
    folder, index = run(with_equity(parameters), FILTER="001")
    text = equity_words(folder, index["001"])
    assert "By car: Gini 0.31, concentration −0.05" in text
    french, index = run(with_equity(parameters), FILTER="001", LANGUAGE="fr")
    assert "0,31" in words(french / index["001"]["file"])


def test_without_a_language_the_dossiers_speak_that_of_the_options(
    parameters: dict[str, Any],
) -> None:
    try:
        store(LANGUAGE, "fr")
        french, index = run(with_equity(parameters), FILTER="001", LANGUAGE=None)
        assert "0,31" in words(french / index["001"]["file"])
        english, index = run(with_equity(parameters), FILTER="001", LANGUAGE="en")
        assert "0.31" in words(english / index["001"]["file"])
    finally:
        store(LANGUAGE, "")


def test_the_tables_alone_make_the_page_without_a_map(parameters: dict[str, Any]) -> None:
    alone = with_equity(parameters) | {"COVERAGE": None}
    folder, index = run(alone, FILTER="001")
    text = equity_words(folder, index["001"])
    assert "Gini 0.31" in text and "in a third" not in text


def test_communes_with_classes_are_mapped_instead_of_territories(
    parameters: dict[str, Any],
) -> None:
    square = SQUARE.format(w=1.2, e=1.4)
    communes = [({"insee": "1", "nom": "Ici", "population": 6, "bivariate": "3-1"}, square)]
    changed = {"COMMUNES": layer("MultiPolygon", communes, "communes"), "COVERAGE": None}
    folder, index = run(parameters, **changed, FILTER="001")
    assert "Each commune is in a third" in equity_words(folder, index["001"])
    # Of the page, a class of the key is a four hundredth.
    shade = bivariate_colour("3-1").name()
    assert share_of_page(folder / index["001"]["file"], 3, shade) > 0.02


def test_communes_without_isochrones_are_mapped_by_their_share(parameters: dict[str, Any]) -> None:
    square = SQUARE.format(w=1.2, e=1.4)
    communes = [({"insee": "1", "nom": "Ici", "population": 6, "share_10_car": 0.8}, square)]
    changed = {"COMMUNES": layer("MultiPolygon", communes, "communes"), "ISOCHRONES": None}
    folder, index = run(parameters, **changed, FILTER="001")
    shade = theme()["coverage"]["colours"][3].lower()
    assert share_of_page(folder / index["001"]["file"], 2, shade) > 0.03


def share_of_page(pdf: Path, page: int, shade: str) -> float:
    """Which share of a page has a colour, "#rrggbb"."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    name = pdf.with_name(f"page_{page}")
    call = ["pdftoppm", "-r", "30", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run([*call, str(pdf), str(name)], check=True)
    image = QImage(f"{name}.png")
    every = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixelColor(*one).name() == shade for one in every) / len(every)


def test_names_that_look_like_code_are_printed_as_they_are(
    inputs: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of territories, communes and places; a name is also that of a file."""
    monkeypatch.setenv(VARIABLE, SHOWN)
    names = TEXTS[:3]
    squares = [SQUARE.format(w=west, e=west + 0.2) for west in (1.2, 1.4, 1.6)]
    territories = [
        ({"epci": f"00{n}", "nom": name, "population": 1000}, square)
        for n, (name, square) in enumerate(zip(names, squares, strict=True), start=1)
    ]
    places = [place(n, 1.25 + 0.2 * n, name=text, city=text) for n, text in enumerate(names)]
    communes = [
        ({"insee": f"0000{n}", "nom": name, "population": 600, "score_global": 110.0}, square)
        for n, (name, square) in enumerate(zip(names, squares, strict=True))
    ]
    folder, index = run(
        inputs,
        OUTPUT_FOLDER=str(tmp_path / "atlas"),
        TERRITORIES=layer("MultiPolygon", territories, "territories"),
        PLACES=layer("Point", places, "places"),
        COMMUNES=layer("MultiPolygon", communes, "communes"),
        COVERAGE=None,
        ISOCHRONES=None,
    )
    for code, name in zip(("001", "002", "003"), names, strict=True):
        file = folder / index[code]["file"]
        shown = "".join(words(file).split())
        assert SHOWN not in shown and file.parent == folder
        assert shown.count("".join(name.split())) >= 2
