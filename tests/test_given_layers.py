"""What atlas, project and web say of the layers that they were given and found nothing in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from maillage.core.access.given_layers import (
    KeyColumn,
    require_isochrones,
    require_shared,
    tell_placed,
)
from maillage.core.common.errors import InputError
from maillage.core.common.progress import Progress
from qgis.core import QgsProcessingException, QgsVectorLayer
from steps import Run, polygons, read

#: Part of every warning, so that a run without any is known.
ABOUT = (
    *(
        "PLACES",
        "COVERAGE",
        "ISOCHRONES",
        "COMMUNES",
        "TOTALS",
        "DECILES",
        "LORENZ",
        "coverage",
        "isochro",
    ),
    "shapes",
)


@pytest.fixture(scope="module")
def results(run: Run, root: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the coverage of the demonstration's EPCI, its tables and isochrones."""
    folder = tmp_path_factory.mktemp("results")
    outputs = {name: f"{folder / name.lower()}.gpkg" for name in ("TOTALS", "DECILES", "LORENZ")}
    run(
        "coverage",
        PLACES=str(made / "places.gpkg"),
        NETWORK=str(made / "network.npz"),
        DEMAND=str(made / "fragility.gpkg"),
        FRAGILITY_FIELD="score_global",
        TERRITORIES=str(root / "sample" / "epci.gpkg"),
        OUTPUT=str(folder / "coverage.gpkg"),
        **outputs,
    )
    run(
        "isochrones",
        PLACES=str(made / "places.gpkg"),
        NETWORK=str(made / "network.npz"),
        MINUTES="10",
        MERGE="union",
        OUTPUT=str(folder / "isochrones.gpkg"),
    )
    return folder


@pytest.fixture
def atlas(run: Run, root: Path, made: Path, results: Path, tmp_path: Path) -> Any:
    """Makes the dossier of one EPCI; gives what was said of the layers given."""
    epci = str(root / "sample" / "epci.gpkg")
    first = read(epci)[0]["epci"]

    def call(**given: Any) -> list[str]:
        folder = tmp_path / "atlas"
        parameters = {
            "TERRITORIES": epci,
            "TERRITORY_FIELD": "epci",
            "PLACES": str(made / "places.gpkg"),
            "FILTER": first,
            "LANGUAGE": "en",
        }
        run("atlas", **parameters | given, OUTPUT_FOLDER=str(folder))
        assert (folder / "index.json").exists()
        return about(run)

    call.first = first
    return call


def about(run: Run) -> list[str]:
    lines = run.feedback.said
    return [line for line in lines if any(word in line for word in ABOUT) and "/" not in line]


def rows(
    source: Path, *, name: str, keep: Any = None, drop: tuple[str, ...] = (), **changes: Any
) -> QgsVectorLayer:
    """A copy in memory of a layer: some columns, some rows, some changed."""
    from qgis.core import QgsFeature, QgsWkbTypes

    given = QgsVectorLayer(str(source), name, "ogr")
    kind = QgsWkbTypes.displayString(given.wkbType())
    kind = "None" if kind == "NoGeometry" else kind
    copy = QgsVectorLayer(f"{kind}?crs={given.crs().authid()}", name, "memory")
    fields = [field for field in given.fields() if field.name() not in ("fid", *drop)]
    copy.dataProvider().addAttributes(fields)
    copy.updateFields()
    for each in given.getFeatures():
        if keep is not None and not keep(each):
            continue
        feature = QgsFeature(copy.fields())
        feature.setGeometry(each.geometry())
        for field in fields:
            value = each[field.name()]
            change = changes.get(field.name(), value)
            feature[field.name()] = change(value) if callable(change) else change
        assert copy.dataProvider().addFeature(feature)
    copy.updateExtents()
    return copy


def test_what_is_whole_is_taken_without_a_word(
    atlas: Any, run: Run, made: Path, results: Path, tmp_path: Path
) -> None:
    given = {name: f"{results / name.lower()}.gpkg" for name in ("TOTALS", "DECILES", "LORENZ")}
    given |= {"COVERAGE": str(results / "coverage.gpkg")}
    given |= {"ISOCHRONES": str(results / "isochrones.gpkg")}
    assert atlas(**given, COMMUNES=str(made / "fragility.gpkg")) == []
    layers = {"PLACES": str(made / "places.gpkg"), "ISOCHRONES": given["ISOCHRONES"]}
    run("exportweb", **layers, COVERAGE=given["COVERAGE"], OUTPUT_FOLDER=str(tmp_path / "web"))
    assert [line for line in about(run) if "BASE_URL" not in line] == []
    layers = {"PLACES": str(made / "places.gpkg"), "ISOCHRONES": [given["ISOCHRONES"]]}
    run("buildproject", **layers, COVERAGE=[given["COVERAGE"]], OUTPUT=str(tmp_path / "m.qgz"))
    assert about(run) == []


def test_a_coverage_of_other_territories_is_refused_with_both_sides(
    atlas: Any, results: Path
) -> None:
    other = rows(results / "coverage.gpkg", name="other", epci=lambda code: f"9{code[1:]}")
    with pytest.raises(QgsProcessingException) as caught:
        atlas(COVERAGE=other)
    said = str(caught.value)
    assert "share no code: the column epci of" in said
    first = atlas.first
    assert f"9{first[1:]}" in said and first in said


@pytest.mark.parametrize(("code", "is_whole"), [("200067106", True), ("000067106", False)])
def test_codes_kept_as_numbers(atlas: Any, root: Path, code: str, is_whole: bool) -> None:
    epci = rows(root / "sample" / "epci.gpkg", name="epci", epci=lambda was: f"{code[:7]}{was[7:]}")
    number = float(f"{code[:7]}{atlas.first[7:]}")
    shape = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"
    figures = polygons(
        (shape, number, 0.5, 20.0), fields="epci:double,share_10:double,covered_10:double"
    )
    given = {"TERRITORIES": epci, "FILTER": "", "COVERAGE": figures}
    if is_whole:
        said = " ".join(atlas(**given))
        assert "lacks 2 territories, which have no figures of it" in said
    else:
        with pytest.raises(QgsProcessingException, match="have lost their zeros: keep them as"):
            atlas(**given)


def test_the_territories_that_a_coverage_lacks_are_named(
    atlas: Any, results: Path, root: Path
) -> None:
    names = {row["epci"]: row["nom"] for row in read(root / "sample" / "epci.gpkg")}
    first = atlas.first
    without = rows(results / "coverage.gpkg", name="part", keep=lambda row: row["epci"] != first)
    (said,) = atlas(COVERAGE=without)
    assert "lacks 1 territory, which has no figures of it" in said and names[first] in said


def test_figures_that_are_missing_are_named(atlas: Any, results: Path) -> None:
    coverage = results / "coverage.gpkg"
    (said,) = atlas(COVERAGE=rows(coverage, name="part", drop=("covered_10", "gini")))
    assert "lacks the columns covered_10, gini: the figures that need them" in said
    (said,) = atlas(COVERAGE=rows(coverage, name="blank", share_20=None))
    assert "no row has a number in the columns share_20" in said
    (said,) = atlas(COVERAGE=rows(coverage, name="none", keep=lambda row: False))
    assert "holds no row" in said


def test_a_layer_without_figures_says_what_it_is(atlas: Any, run: Run, root: Path, tmp_path: Path):
    scored = tmp_path / "scored.gpkg"
    run(
        "fragilityindex",
        INDICATORS=str(root / "sample" / "indicators.csv"),
        TERRITORIES=str(root / "sample" / "communes.gpkg"),
        GROUP_TERRITORIES=str(root / "sample" / "epci.gpkg"),
        GROUP_FIELD="epci",
        OUTPUT=str(scored),
    )
    (said,) = [line for line in atlas(COVERAGE=str(scored)) if "no figure" in line]
    assert "holds no figure of coverage: no column is a share" in said
    assert "It says that it is: Fragility." in said


@pytest.mark.parametrize(
    ("parameter", "given", "wanted"),
    [
        ("TOTALS", "deciles", "gini"),
        ("DECILES", "lorenz", "decile, mean_minutes"),
        ("LORENZ", "totals", "people, minutes"),
        ("ISOCHRONES", "coverage", "mode, minutes"),
    ],
)
def test_the_wrong_table_is_refused_naming_what_it_lacks(
    atlas: Any, results: Path, parameter: str, given: str, wanted: str
) -> None:
    with pytest.raises(QgsProcessingException, match=f"has no column {wanted}"):
        atlas(**{parameter: str(results / f"{given}.gpkg")})


def test_tables_without_rows_and_of_other_trips_are_told(atlas: Any, results: Path) -> None:
    (said,) = atlas(DECILES=rows(results / "deciles.gpkg", name="d", keep=lambda row: False))
    assert "DECILES" in said and "holds no row" in said
    by_car = rows(results / "coverage.gpkg", name="by_car")
    for old, new in (("share_10", "share_10_car"), ("covered_10", "covered_10_car")):
        number = by_car.fields().indexOf(old)
        assert by_car.dataProvider().renameAttributes({number: new})
        by_car.updateFields()
    on_foot = rows(results / "totals.gpkg", name="on_foot", mode="foot")
    said = atlas(COVERAGE=by_car, TOTALS=on_foot)
    assert any("TOTALS" in line and "figures on foot, and" in line for line in said), said


def test_layers_of_elsewhere_are_told(atlas: Any, made: Path) -> None:
    far = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"
    isochrones = polygons((far, "car", 10), fields="mode:string,minutes:integer")
    (said,) = atlas(ISOCHRONES=isochrones)
    assert "Nothing of" in said and "ISOCHRONES" in said and "TERRITORIES" in said
    epci = polygons((far, "1"), fields="epci:string")
    said = atlas(TERRITORIES=epci, FILTER="")
    assert any("Nothing of" in line and "PLACES" in line for line in said)
    communes = polygons((far, "Loin"), fields="nom:string")
    said = atlas(COMMUNES=communes)
    assert len(said) == 3
    assert any("a column population" in line for line in said)
    assert any("a column score_global" in line for line in said)


def test_isochrones_without_minutes_are_refused(atlas: Any, results: Path) -> None:
    path = results / "isochrones.gpkg"
    for change in ({"minutes": None}, {"mode": ""}):
        with pytest.raises(QgsProcessingException, match="without a mode, or whose minutes"):
            atlas(ISOCHRONES=rows(path, name="iso", **change))


@pytest.fixture
def project(run: Run, made: Path, tmp_path: Path) -> Any:
    def call(**layers: Any) -> list[str]:
        places = str(made / "places.gpkg")
        run("buildproject", PLACES=places, **layers, OUTPUT=str(tmp_path / "maillage.qgz"))
        return about(run)

    return call


def test_the_project_says_which_layers_show_nothing(
    project: Any, results: Path, root: Path
) -> None:
    (said,) = project(COVERAGE=[str(results / "isochrones.gpkg")])
    assert "holds no figure of coverage" in said and "It says that it is: Isochrones" in said
    (said,) = project(COVERAGE=[rows(results / "coverage.gpkg", name="coverage", share_10=None)])
    assert "no row has a number in the columns share_10" in said
    far = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"
    (said,) = project(TERRITORIES=[polygons((far, 3))])
    assert said.startswith("Nothing of shapes lies where")
    with pytest.raises(QgsProcessingException, match="has no column mode, minutes"):
        project(ISOCHRONES=[str(results / "coverage.gpkg")])


@pytest.fixture
def web(run: Run, made: Path, tmp_path: Path) -> Any:
    def call(**layers: Any) -> list[str]:
        folder = str(tmp_path / "web")
        run("exportweb", PLACES=str(made / "places.gpkg"), **layers, OUTPUT_FOLDER=folder)
        return [line for line in about(run) if "BASE_URL" not in line]

    call.folder = tmp_path / "web"
    return call


def test_the_web_says_which_layers_tell_nothing(web: Any, results: Path, root: Path) -> None:
    (said,) = web(COVERAGE=str(root / "sample" / "epci.gpkg"))
    assert "holds no figure of coverage" in said
    far = "POLYGON ((5 45, 5.1 45, 5.1 45.1, 5 45.1, 5 45))"
    (said,) = web(COVERAGE=polygons((far, "1", 0.5), fields="code:string,share_10:double"))
    assert "Nothing of" in said and "PLACES" in said
    with pytest.raises(QgsProcessingException, match="has no column mode, minutes"):
        web(ISOCHRONES=str(results / "coverage.gpkg"))
    for kind, minutes in (("double", float("inf")), ("string", "ten"), ("integer", None)):
        strange = polygons((far, "car", minutes), fields=f"mode:string,minutes:{kind}")
        with pytest.raises(QgsProcessingException, match="whose minutes are no number"):
            web(ISOCHRONES=strange)


def test_a_coverage_of_the_web_can_be_given_back(web: Any, atlas: Any, results: Path) -> None:
    assert web(COVERAGE=str(results / "coverage.gpkg")) == []
    first = (web.folder / "coverage.geojson").read_text(encoding="utf-8")
    assert "share_10_text" in first
    settings = json.loads((web.folder / "datami-map.json").read_text(encoding="utf-8"))
    again = web.folder.parent / "again.geojson"
    again.write_text(first, encoding="utf-8")
    said = web(COVERAGE=str(again))
    assert said == []
    assert json.loads((web.folder / "datami-map.json").read_text(encoding="utf-8")) == settings
    assert json.loads(first) == json.loads(
        (web.folder / "coverage.geojson").read_text(encoding="utf-8")
    )
    assert not any("text" in line for line in atlas(COVERAGE=str(again)))


def said_by(tell: Any, *given: Any) -> list[str]:
    said: list[str] = []
    tell(*given, Progress(say=said.append))
    return said


def test_codes_of_no_territory_are_counted() -> None:
    ours, theirs = KeyColumn("A", "epci", ["1", "2"]), KeyColumn("B", "code", ["1", "8", "9"])
    assert said_by(require_shared, ours, theirs, {"1": "One"}) == [
        "B holds 2 codes of no territory: 8, 9."
    ]
    with pytest.raises(InputError, match="the column code of B holds 8, the column epci of A hol"):
        said_by(require_shared, ours, KeyColumn("B", "code", ["8", "8"]), {})


def test_places_outside_all_territories_are_counted() -> None:
    inside, placed = [True, False, False], [True, True, False]
    assert said_by(tell_placed, "A", inside, placed) == ["1 place stands in no territory of A."]
    assert said_by(tell_placed, "A", [True], [True]) == []
    assert said_by(tell_placed, "A", [False], [False]) == []  # nothing has a position
    assert len(said_by(tell_placed, "A", [False], [True])) == 1


@pytest.mark.parametrize("minutes", ["ten", None, float("nan"), True, float("inf"), 1e308, -1])
def test_minutes_that_are_no_number_are_refused(minutes: Any) -> None:
    require_isochrones("A", ["mode", "minutes"], ["car"], [10, 12.5])
    with pytest.raises(InputError, match="A has polygons without a mode, or whose minutes"):
        require_isochrones("A", ["mode", "minutes"], ["car"], [10, minutes])
