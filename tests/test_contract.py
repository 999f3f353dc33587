"""The contract of every algorithm: what it is given stays, what comes out is whole.

An algorithm that is added later is tested as soon as ``VALID`` says how it is run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import steps
from osgeo import gdal
from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType
from steps import BEFORE, stays

Parameters = dict[str, Any]
Definition = QgsProcessingParameterDefinition

_TRAVEL = {"PLACES": "places", "NETWORK": "network.npz", "MODE": "foot", "MINUTES": "5"}
_PEOPLE = {"DEMAND": "communes", "FRAGILITY_FIELD": "score_global"}
#: How each is run at its least: a word that is a layer or a file of ``given`` stands for it.
VALID: dict[str, Parameters] = {
    "loadcensus": {"LAYER": "census"},
    "geocodeplaces": {"INPUT": "places", "ONLY_MISSING": True, "ENDPOINT": "http://127.0.0.1:9"},
    "mergecensus": {"BASE": "places", "INCOMING": "places"},
    "fragilityindex": {
        "INDICATORS": "indicators",
        "TERRITORIES": "communes",
        "GROUP_FIELD": "epci",
        "GROUP_TERRITORIES": "communes",
    },
    "joinindex": {
        "TERRITORIES": "communes",
        "INDEX": "indicators",
        "INDEX_FIELDS": "taux_pauvrete",
        "HIGHER_IS_FRAGILE": "yes",
    },
    "buildnetwork": {"INPUT": "roads", "MODES": ["foot"]},
    "isochrones": _TRAVEL,
    "traveltimes": _TRAVEL | {"DEMAND": "communes"},
    "straightline": {"PLACES": "places"} | _PEOPLE,
    "coverage": _TRAVEL | _PEOPLE,
    "evolution": _TRAVEL | {"PLACES_BEFORE": "places", "DEMAND": "communes"},
    "floatingcatchment": _TRAVEL | {"DEMAND": "communes"},
    "suggestsites": _TRAVEL
    | {"PLACES": "few", "DEMAND": "communes", "CANDIDATES": "places", "COUNT": 2},
    "buildproject": {"PLACES": "places", "TERRITORIES": ["communes"]},
    "atlas": {
        "TERRITORIES": "communes",
        "TERRITORY_FIELD": "insee",
        "PLACES": "places",
        "FILTER": "00103",
    },
    "exportweb": {"PLACES": "places", "COVERAGE": "communes"},
    "savecensus": {"INPUT": "places", "SCHEMA": "rhinocc"},
}
#: Parameters of these types name a file or a layer. A type that is in neither list fails a test.
_LAYERS = {"source", "vector", "layer", "multilayer"}
_WORDS = {"string", "enum", "field", "number", "boolean", "authcfg"}


class Errors(QgsProcessingFeedback):
    """Keeps what goes wrong; cancels, if asked to, at the first sign of progress."""

    def __init__(self, is_cancelled: bool = False) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.stop = self.cancel if is_cancelled else lambda: None
        self.progressChanged.connect(lambda _: self.stop())

    def pushInfo(self, info: str) -> None:
        self.stop()

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.said.append(error)


@pytest.fixture(scope="module", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Nobody cuts the power while these tests run."""
    gdal.SetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF")
    yield
    gdal.SetConfigOption("OGR_SQLITE_SYNCHRONOUS", None)


@pytest.fixture(scope="module")
def given(made: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """GeoPackages of one table each, and the network; nothing may change them."""
    folder = tmp_path_factory.mktemp("given")
    sources = {
        "census": root / "sample" / "census.csv",
        "communes": made / "fragility.gpkg",
        "indicators": root / "sample" / "indicators.csv",
        "roads": root / "sample" / "roads.gpkg",
    }
    for name, source in sources.items():
        assert gdal.VectorTranslate(str(folder / f"{name}.gpkg"), str(source), layerName=name)
    for name, chosen in (("places", "position = 'given'"), ("few", "src_row < 4")):
        place, source = str(folder / f"{name}.gpkg"), str(made / "places.gpkg")
        assert gdal.VectorTranslate(place, source, layerName=name, where=chosen)
    shutil.copy(made / "network.npz", folder)
    return folder


@pytest.fixture(params=VALID)
def algorithm(maillage: Any, request: pytest.FixtureRequest) -> QgsProcessingAlgorithm:
    return maillage.algorithm(request.param)


def filled(parameters: Parameters, layer: Callable[[str], Any], given: Path) -> Parameters:
    """The parameters of ``VALID`` with layers and files for their names."""

    def value(word: Any) -> Any:
        if isinstance(word, list):
            return [value(each) for each in word]
        if not isinstance(word, str):
            return word
        return (
            layer(word)
            if (given / f"{word}.gpkg").exists()
            else (str(given / word) if (given / word).exists() else word)
        )

    return {name: value(word) for name, word in parameters.items()}


def plain(algorithm: QgsProcessingAlgorithm, given: Path) -> Parameters:
    return filled(VALID[algorithm.name()], lambda name: str(given / f"{name}.gpkg"), given)


def outputs(algorithm: QgsProcessingAlgorithm, folder: Path, ending: str = ".gpkg") -> Parameters:
    """A destination in ``folder`` for each output."""
    endings = {"buildnetwork": ".npz", "buildproject": ".qgz", "savecensus": ".csv"}
    chosen = {}
    for definition in algorithm.destinationParameterDefinitions():
        if isinstance(definition, QgsProcessingParameterFeatureSink):
            chosen[definition.name()] = str(folder / f"{definition.name().lower()}{ending}")
        elif isinstance(definition, QgsProcessingParameterFileDestination):
            chosen[definition.name()] = str(folder / f"output{endings[algorithm.name()]}")
        else:
            chosen[definition.name()] = str(folder / "folder")
    return chosen


def table(path: Path, name: str) -> str:
    """As the dialog of Processing names a table of a GeoPackage."""
    return f"ogr:dbname='{path}' table=\"{name}\" (geom)"


def go(
    algorithm: QgsProcessingAlgorithm, parameters: Parameters, is_cancelled: bool = False
) -> tuple[Parameters, bool, str, QgsProcessingContext]:
    """Runs it as a model does, that is without asking whether the parameters are right."""
    context, feedback = QgsProcessingContext(), Errors(is_cancelled)
    context.setProject(QgsProject.instance())
    results, good = algorithm.create().run(parameters, context, feedback)
    return results, good, "\n".join(feedback.said), context


def content(*folders: Path) -> dict[Path, bytes]:
    """Every file under the folders, byte for byte."""
    files = (path for folder in folders for path in folder.rglob("*"))
    return {path: path.read_bytes() for path in files if path.is_file()}


def rows(path: Path | str, name: str | None = None) -> list[dict[str, Any]]:
    """The rows of a file, or of one of its tables."""
    layer = QgsVectorLayer(f"{path}|layername={name}" if name else str(path), "rows", "ogr")
    assert layer.isValid(), (path, name)
    return rows_of(layer)


def rows_of(layer: QgsVectorLayer) -> list[dict[str, Any]]:
    names = layer.fields().names()
    return [
        {
            name: None if value == NULL else value
            for name, value in zip(names, feature.attributes(), strict=True)
        }
        for feature in layer.getFeatures()
    ]


def refused(algorithm: QgsProcessingAlgorithm, parameters: Parameters, *said: str) -> None:
    """It is refused, by the form and when it runs, in a sentence."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    good, sentence = algorithm.checkParameterValues(parameters, context)
    _, ran, errors, _ = go(algorithm, parameters)
    assert not ran, parameters
    assert not good, parameters
    assert all(word in text for word in said for text in (sentence, errors)), (sentence, errors)
    assert "Traceback" not in errors


@pytest.fixture
def no_compute(algorithm: QgsProcessingAlgorithm, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused is refused before anything is computed."""

    def compute(*_: Any) -> None:
        pytest.fail("computed")

    monkeypatch.setattr(type(algorithm), "compute", compute)


def test_every_algorithm_is_here(maillage: Any) -> None:
    from maillage.core.algorithms.stored import MAY_BE_STORED

    assert _LAYERS | {"file"} <= MAY_BE_STORED
    assert {each.name() for each in maillage.algorithms()} == set(VALID)
    for each in maillage.algorithms():
        for definition in each.parameterDefinitions():
            kinds = _LAYERS | _WORDS | {"file"}
            assert definition.isDestination() or definition.type() in kinds, definition.name()


# Refused before anything is computed


def inputs_of(algorithm: QgsProcessingAlgorithm) -> list[Definition]:
    kinds = _LAYERS | {"file"}
    return [each for each in algorithm.parameterDefinitions() if each.type() in kinds]


def same_file(path: Path, way: str) -> str:
    """Other names of a file."""
    if way == "dots":
        return str(path.parent / "." / ".." / path.parent.name / path.name)
    if way in ("link", "hard"):
        other = path.with_name(f"{way}-{path.name}")
        if not other.exists():
            other.symlink_to(path) if way == "link" else other.hardlink_to(path)
        return str(other)
    return str(path)


def forms(path: Path, definition: Definition) -> Iterator[Any]:
    """The ways in which a layer can be given."""
    yield str(path)
    if definition.type() == "file":
        return
    yield f"{path}|layername=input"
    layer = QgsVectorLayer(str(path), "one of the project", "ogr")
    QgsProject.instance().addMapLayer(layer)
    for form in (layer, layer.id(), "one of the project"):
        yield [form] if definition.type() == "multilayer" else form
    QgsProject.instance().removeAllMapLayers()
    if definition.type() == "source":
        yield QgsProcessingFeatureSourceDefinition(str(path), True)
    if definition.type() == "multilayer":
        yield [str(path)]


def places(path: Path, output: Definition) -> list[Any]:
    """The ways in which a file can be named as an output."""
    files: list[Any] = [same_file(path, way) for way in ("dots", "link", "hard")]
    if not isinstance(output, QgsProcessingParameterFeatureSink):
        return files
    value = QgsProperty.fromValue(str(path))
    return [*files, table(path, "INPUT"), QgsProcessingOutputLayerDefinition(str(path)), value]


@pytest.mark.usefixtures("no_compute")
def test_an_output_is_never_an_input(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    mine, out = tmp_path / "mine", tmp_path / "out"
    mine.mkdir()
    out.mkdir()
    path = mine / "input.gpkg"
    gdal.VectorTranslate(str(path), str(given / "places.gpkg"), layerName="input")
    for way in ("link", "hard"):
        same_file(path, way)
    before = content(tmp_path)
    good, wanted = plain(algorithm, given), outputs(algorithm, out)
    for source in inputs_of(algorithm):
        files = [
            each
            for each in algorithm.destinationParameterDefinitions()
            if source.name() not in each.metadata().get("keeps", ())
            and not isinstance(each, QgsProcessingParameterFolderDestination)
        ]
        asked = good | wanted | {source.name(): str(path)}
        for output in files:
            refused(algorithm, asked | {output.name(): str(path)}, f"({source.name()})")
        for output in files[:1]:
            for form in forms(path, source):
                changed = {source.name(): form, output.name(): str(path)}
                refused(algorithm, asked | changed, f"({source.name()})")
            for place in places(path, output):
                refused(algorithm, asked | {output.name(): place}, f"({source.name()})")
    assert content(tmp_path) == before


@pytest.mark.usefixtures("no_compute")
def test_a_folder_does_not_take_the_place_of_an_input(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    for output in algorithm.destinationParameterDefinitions():
        if not isinstance(output, QgsProcessingParameterFolderDestination):
            continue
        for pattern in output.metadata()["writes"]:
            path = tmp_path / pattern.replace("*", "x")
            shutil.copy(given / "places.gpkg", path)
            for source in inputs_of(algorithm):
                asked = plain(algorithm, given) | {source.name(): str(path)}
                refused(algorithm, asked | {output.name(): str(tmp_path)}, f"({source.name()})")


@pytest.mark.usefixtures("no_compute")
def test_two_outputs_are_never_one(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    names = [each.name() for each in algorithm.destinationParameterDefinitions()]
    good, wanted = plain(algorithm, given), outputs(algorithm, tmp_path)
    for one, other in combinations(names, 2):
        asked = good | wanted | {other: wanted[one]}
        refused(algorithm, asked, f"({one})", f"({other})")
        if wanted[one].endswith(".gpkg"):
            path = Path(wanted[one])
            for first in (table(path, "same"), str(path)):
                asked = good | wanted | {one: first, other: table(path, "Same")}
                refused(algorithm, asked, f"({one})", f"({other})")
    assert not content(tmp_path)


@pytest.mark.usefixtures("no_compute")
def test_formats_that_lose_fields_are_refused(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    good, wanted = plain(algorithm, given), outputs(algorithm, tmp_path)
    for output in algorithm.destinationParameterDefinitions():
        if isinstance(output, QgsProcessingParameterFeatureSink):
            for ending in (".shp", ".dbf", ".TAB", ".xyz"):
                asked = good | wanted | {output.name(): str(tmp_path / f"x{ending}")}
                refused(algorithm, asked, f"x{ending}", ".gpkg, .geojson")
            asked = good | wanted | {output.name(): f"{tmp_path}/x.gpkg|layername=rows"}
            refused(algorithm, asked, f"ogr:dbname='{tmp_path}/x.gpkg' table=\"rows\" (geom)")
    assert not content(tmp_path)


@pytest.mark.usefixtures("no_compute")
def test_an_address_is_no_path_to_write_to(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    good, wanted = plain(algorithm, given), outputs(algorithm, tmp_path)
    for name, path in wanted.items():
        refused(algorithm, good | wanted | {name: f"file://{path}"}, f"file://{path}", f" {path}.")
    assert not content(tmp_path)


# Every row, whatever the source's own numbers


def numbered(given: Path, kind: str, name: str) -> str:
    """A layer with a column ``fid`` that is no key."""
    layer, folder = given / f"{name}.gpkg", given / "numbered"
    if kind == "absent":
        return str(layer)
    folder.mkdir(exist_ok=True)
    path = folder / f"{layer.stem}-{kind}.geojson"
    if path.exists():
        return str(path)
    gdal.VectorTranslate(str(path), str(layer), format="GeoJSON")
    collection = json.loads(path.read_text(encoding="utf-8"))
    for number, feature in enumerate(collection["features"]):
        feature["properties"]["fid"] = {
            "repeated": number // 3,
            "text": f"n{number}",
            "decimal": number + 0.5,
            "negative": -number,
        }[kind]
    path.write_text(json.dumps(collection), encoding="utf-8")
    return str(path)


def sinks(algorithm: QgsProcessingAlgorithm) -> list[str]:
    return [
        each.name()
        for each in algorithm.destinationParameterDefinitions()
        if isinstance(each, QgsProcessingParameterFeatureSink)
    ]


def test_every_row_arrives_whatever_fid_is(
    algorithm: QgsProcessingAlgorithm,
    given: Path,
    tmp_path: Path,
) -> None:
    """In memory, in a table of a GeoPackage (twice), in a file that holds others, as GeoJSON."""
    names = sinks(algorithm)
    if not names:
        pytest.skip("it writes no layer")
    work, others = tmp_path / "work.gpkg", {}
    shutil.copy(given / "communes.gpkg", work)
    for name in names:
        others[name] = str(tmp_path / f"{name.lower()}.gpkg")
        gdal.VectorTranslate(others[name], str(given / "places.gpkg"), layerName="other")
    tables = {name: table(work, name.lower()) for name in names}
    ways = {
        "absent": dict.fromkeys(names, "TEMPORARY_OUTPUT"),
        "repeated": tables,
        "negative": tables,
        "text": others,
        "decimal": outputs(algorithm, tmp_path / "json", ".geojson"),
    }
    expected: dict[str, list[dict[str, Any]]] = {}
    for kind, places in ways.items():
        asked = filled(VALID[algorithm.name()], partial(numbered, given, kind), given)
        results, good, errors, context = go(
            algorithm, asked | outputs(algorithm, tmp_path / kind) | places
        )
        assert good, (kind, errors)
        for name in names:
            written = attributes(results[name], context)
            rows_before = expected.setdefault(name, written)
            assert len(written) == len(rows_before), (kind, name)
            if rows_before and "nom" in rows_before[0] and kind != "absent":
                values = Counter(row["src_fid"] for row in written)
                assert None not in values
                assert max(values.values()) == (3 if kind == "repeated" else 1)
    for name in names:
        assert rows(others[name], "other") == rows(given / "places.gpkg")
        assert len(rows(work, name.lower())) == len(expected[name])
    assert rows(work, "communes") == rows(given / "communes.gpkg")


def attributes(result: str, context: QgsProcessingContext) -> list[dict[str, Any]]:
    """The rows of an output: a file, a table of one, or a layer of the run."""
    layer = context.getMapLayer(result)
    return rows(result) if layer is None else rows_of(layer)


# What goes wrong changes nothing


def already_there(algorithm: QgsProcessingAlgorithm, given: Path, folder: Path) -> Parameters:
    """Results of an earlier run at each output."""
    wanted = outputs(algorithm, folder)
    for place in map(Path, wanted.values()):
        if not place.suffix:
            place.mkdir()
            (place / "earlier").write_bytes(BEFORE)
        elif place.suffix == ".gpkg":
            gdal.VectorTranslate(str(place), str(given / "indicators.gpkg"), layerName=place.stem)
        else:
            place.write_bytes(BEFORE)
    return wanted


def as_tables(wanted: Parameters) -> Parameters:
    return {
        name: table(Path(place), Path(place).stem) if place.endswith(".gpkg") else place
        for name, place in wanted.items()
    }


def failed(
    algorithm: QgsProcessingAlgorithm,
    parameters: Parameters,
    folder: Path,
    is_cancelled: bool = False,
) -> str:
    """The run fails in a sentence, and every byte and name in the folder is as before.

    A folder of dossiers gains those that were made before, which are whole.
    """
    before, names = content(folder), sorted(folder.rglob("*"))
    _, good, errors, _ = go(algorithm, parameters, is_cancelled)
    for path in folder.glob("folder/*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
        path.unlink()
    assert not good
    assert "Traceback" not in errors
    assert "fault of the plugin" not in errors
    assert sorted(folder.rglob("*")) == names, errors
    assert content(folder) == before
    return errors


def test_a_full_disk_changes_nothing(
    algorithm: QgsProcessingAlgorithm, given: Path, disk: Path
) -> None:
    wanted = already_there(algorithm, given, disk)
    with (disk / "filler").open("wb") as filler:
        space = os.statvfs(disk)
        filler.write(bytes(max(space.f_bavail * space.f_frsize - 3 * 4096, 0)))
    if len(wanted) > 1:
        wanted = as_tables(wanted)
    assert failed(algorithm, plain(algorithm, given) | wanted, disk)


def test_a_folder_that_is_read_only_changes_nothing(
    algorithm: QgsProcessingAlgorithm, given: Path, disk: Path
) -> None:
    wanted = already_there(algorithm, given, disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert failed(algorithm, plain(algorithm, given) | wanted, disk)


def test_a_cancel_changes_nothing(
    algorithm: QgsProcessingAlgorithm, given: Path, tmp_path: Path
) -> None:
    wanted = already_there(algorithm, given, tmp_path)
    said = failed(
        algorithm, plain(algorithm, given) | as_tables(wanted), tmp_path, is_cancelled=True
    )
    assert "Cancelled" in said


# Words


def test_what_nobody_foresaw_is_a_sentence_and_the_details_are_kept(
    algorithm: QgsProcessingAlgorithm,
    given: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compute(*_: Any) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(type(algorithm), "compute", compute)
    kept: list[tuple[str, str]] = []
    log = QgsApplication.messageLog()

    def keep(message: str, tag: str, *_: Any) -> None:
        kept.append((message, tag))

    log.messageReceived.connect(keep)
    _, good, errors, _ = go(algorithm, plain(algorithm, given) | outputs(algorithm, tmp_path))
    log.messageReceived.disconnect(keep)
    assert not good
    assert "fault of the plugin" in errors
    assert "of all things" in errors
    assert "Traceback" not in errors
    assert any("Traceback" in text and tag == "Maillage territorial" for text, tag in kept)


def test_a_form_names_parameters_as_it_shows_them(
    maillage: Any, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillage.core.inputs import labels

    algorithm = maillage.algorithm("isochrones")
    asked = plain(algorithm, given)
    for is_headless, named in ((True, "(PLACES)"), (False, "“Places”")):
        monkeypatch.setattr(labels, "is_headless", lambda answer=is_headless: answer)
        _, _, said, _ = go(algorithm, asked | {"OUTPUT": asked["PLACES"]})
        assert named in said
        assert ("PLACES" in said) == is_headless
        _, _, said, _ = go(algorithm, asked | {"MINUTES": "ten", "OUTPUT": "TEMPORARY_OUTPUT"})
        assert ("(MINUTES)" in said) == is_headless


# The writer


def three_rows() -> Any:
    """Text alone, under every name that a format has for itself."""
    from maillage.core.algorithms.writing import Rows, own_names

    fields = QgsFields()
    for name in ("fid", "geom", "Name", "name", "src_fid", "fragile_uncovered_10_car_ACCDA"):
        fields.append(QgsField(name, QMetaType.Type.QString))
    feature = QgsFeature(fields)
    feature.setAttributes(list("abcdef"))
    feature.setGeometry(QgsGeometry.fromWkt("POINT (1 44)"))
    system = QgsCoordinateReferenceSystem("EPSG:4326")
    kind = QgsWkbTypes.Type.Point
    return Rows(own_names(fields), [feature] * 3, kind, system, lambda: None)


def stored(path: Path) -> Any:
    from maillage.core.algorithms.stored import Stored

    return Stored(path, str(path))


def test_each_format_holds_each_row_under_its_names(maillage: Any, tmp_path: Path) -> None:
    from maillage.core.algorithms.output_formats import OUTPUT_FORMATS
    from maillage.core.algorithms.writing import write_stored

    assert three_rows().fields.names() == [
        *("src_fid_2", "src_geom", "Name", "name_2", "src_fid", "fragile_uncovered_10_car_ACCDA")
    ]
    for ending in OUTPUT_FORMATS:
        for _ in range(2):
            # It reads back itself what it wrote, and raises.
            write_stored(
                stored(tmp_path / f"x{ending}"),
                three_rows(),
                QgsProcessingContext(),
                lambda *_: None,
            )
        assert (tmp_path / f"x{ending}").stat().st_size


def test_a_format_that_loses_rows_without_a_geometry_says_so(
    maillage: Any, run: Any, root: Path, tmp_path: Path
) -> None:
    from maillage.core.algorithms.writing import write_stored
    from maillage.core.common.errors import OutputError

    rows = three_rows()
    bare = QgsFeature(rows.features[0])
    bare.clearGeometry()
    rows.features[1] = bare
    path = steps.already_there(tmp_path / "folder" / "x.fgb")
    with pytest.raises(OutputError, match=r"x\.fgb: a file \.fgb holds no row without a geom.*kml"):
        write_stored(stored(path), rows, QgsProcessingContext(), lambda *_: None)
    assert stays(path)
    # Of a table, before anything is computed: no other output is written either.
    census, report = root / "sample" / "census.csv", path.with_name("report.fgb")
    places = tmp_path / "places.gpkg"
    with pytest.raises(QgsProcessingException, match=r"report\.fgb: a file \.fgb holds no row"):
        run("loadcensus", INPUT=str(census), OUTPUT=str(places), REPORT=str(report))
    assert stays(path) and not places.exists()


@pytest.mark.parametrize("name", ["x.json", "x.parquet", "x.JSON"])
def test_a_format_that_is_not_written_is_refused_with_those_that_are(
    maillage: Any, run: Any, root: Path, tmp_path: Path, name: str
) -> None:
    census, ending = root / "sample" / "census.csv", Path(name).suffix.lower()
    said = rf"not written with the ending \{ending}\..*ends in one of: \.gpkg, \.geojson"
    with pytest.raises(QgsProcessingException, match=said):
        run("loadcensus", INPUT=str(census), OUTPUT=str(tmp_path / name))
    assert not list(tmp_path.iterdir())
