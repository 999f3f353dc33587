"""The options: settings that every run honours, their page, and what the form proposes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from geocoder import Address, LocalGeocoder
from maillage.core.atlas import language
from maillage.core.common.errors import InputError
from maillage.core.engines.engine import services
from maillage.core.inputs import caches, isochrone_answers, settings
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QMessageBox
from qgis_session import ROOT, environment, run_in_qgis
from routers import LocalRouter
from steps import Run

CENSUS = (
    "n_ref,departement,ville,code_commune,nom,code_postal,adresse,type_lieu,"
    "codes_types_mediations,codes_publics,lat,lon\n"
    "Ref_2,09,Foix,09122,Mairie,09000,12 rue Neuve,Mairie,,,,\n"
)
NEUVE = Address("12 Rue Neuve 09000 Foix", 1.61, 42.96, "09000", "Foix", "09122")


def forget() -> None:
    QgsSettings().remove("maillage")


@pytest.fixture(autouse=True)
def nothing_set(qgis_app: QgsApplication) -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def page(qgis_app: QgsApplication) -> Iterator[Any]:
    from maillage.ui.options import OptionsPage

    made = OptionsPage()
    yield made
    made.deleteLater()


@pytest.fixture
def places(run: Run, tmp_path: Path) -> str:
    (tmp_path / "census.csv").write_text(CENSUS, encoding="utf-8")
    run("loadcensus", INPUT=str(tmp_path / "census.csv"), OUTPUT=str(tmp_path / "places.gpkg"))
    return str(tmp_path / "places.gpkg")


# The settings


def test_every_routing_service_has_its_address_in_the_settings() -> None:
    assert set(settings.ROUTERS) == set(services())
    assert set(settings.LANGUAGES) == set(language.LANGUAGES)
    keys = [setting.key for setting in settings.SETTINGS]
    assert len(keys) == len(set(keys))


def test_nothing_is_set_at_first_and_an_empty_value_leaves_nothing_behind(tmp_path: Path) -> None:
    assert {settings.stored(setting) for setting in settings.SETTINGS} == {""}
    settings.store(settings.CACHE_FOLDER, f" {tmp_path} ")
    assert settings.stored(settings.CACHE_FOLDER) == str(tmp_path)
    settings.store(settings.CACHE_FOLDER, "")
    assert not QgsSettings().contains("maillage/cache_folder")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        (settings.GEOCODER, "data.geopf.fr", "no web address"),
        (settings.GEOCODER, "ftp://data.geopf.fr", "no web address"),
        (settings.GEOCODER, "https://", "no web address"),
        (settings.CACHE_FOLDER, "/nowhere/at/all", "no folder /nowhere/at/all"),
        (settings.WORKING_FOLDER, ".", "no folder ."),
        (settings.WORKING_FOLDER, "/proc", "Nothing can be written in /proc"),
        (settings.LANGUAGE, "de", "fr or en"),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence(
    setting: settings.Setting, value: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        settings.store(setting, value)
    assert settings.stored(setting) == ""


def test_a_language_that_was_written_by_hand_and_is_unknown_counts_as_none() -> None:
    QgsSettings().setValue("maillage/language", "de")
    assert settings.stored(settings.LANGUAGE) == ""


# The runs


def test_the_geocoder_of_the_options_is_asked_where_none_is_given(
    run: Run, places: str, tmp_path: Path
) -> None:
    settings.store(settings.CACHE_FOLDER, str(tmp_path))
    with LocalGeocoder([NEUVE]) as server, LocalGeocoder([NEUVE]) as other:
        settings.store(settings.GEOCODER, server.url)
        run("geocodeplaces", INPUT=places, OUTPUT=str(tmp_path / "a.gpkg"))
        assert server.requests
        assert not other.requests
        asked = len(server.requests)
        run("geocodeplaces", INPUT=places, ENDPOINT=other.url, OUTPUT=str(tmp_path / "b.gpkg"))
        assert other.requests
        assert len(server.requests) == asked
    assert (tmp_path / "geocoding.sqlite").is_file()  # in the cache folder of the options


def test_the_routing_service_of_the_options_is_asked_where_none_is_given(
    run: Run, places: str, tmp_path: Path
) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=place_id:string", "places", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Ref_1"])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1.44, 43.6)))
    layer.dataProvider().addFeature(feature)
    settings.store(settings.CACHE_FOLDER, str(tmp_path))
    with LocalRouter() as server:
        settings.store(settings.ROUTERS["geoplateforme"], server.url + "/navigation")
        output = str(tmp_path / "isochrones.gpkg")
        run("isochrones", PLACES=layer, ENGINE="geoplateforme", MINUTES="10", OUTPUT=output)
        assert server.asked
    assert (tmp_path / "isochrones.sqlite").is_file()


def test_the_key_of_the_options_never_goes_to_another_address() -> None:
    key = settings.KEYS["openrouteservice"]
    settings.store(key, "abc1234")
    assert settings.router_authcfg("openrouteservice", "", "") == "abc1234"
    assert settings.router_authcfg("openrouteservice", "", "http://localhost:8080/ors") == ""
    assert settings.router_authcfg("openrouteservice", "mine123", "") == "mine123"
    assert settings.router_authcfg("valhalla", "", "") == ""


def test_a_run_without_a_window_honours_the_settings(places: str, tmp_path: Path) -> None:
    profile = tmp_path / "process"
    surroundings = environment(profile) | {"QT_QPA_PLATFORM": "offscreen"}
    ini = profile / "config" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    with LocalGeocoder([NEUVE]) as server:
        ini.write_text(
            "[PythonPlugins]\nmaillage=true\n"
            f"[maillage]\ncache_folder={tmp_path}\ngeocoder\\address={server.url}\n",
            encoding="utf-8",
        )
        command = ["qgis_process", "run", "maillage:geocodeplaces", f"--INPUT={places}"]
        done = subprocess.run(
            [*command, f"--OUTPUT={tmp_path / 'geocoded.gpkg'}"],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert server.requests
    assert (tmp_path / "geocoding.sqlite").is_file()
    # What the log panel gets is not said twice on a terminal.
    assert done.stdout.count("Addresses asked of") == 1
    assert "Addresses asked of" not in done.stderr


# The cache


def test_emptying_the_cache_leaves_other_files_alone(tmp_path: Path) -> None:
    for name, size in (("isochrones.sqlite", 3000), ("geocoding.sqlite-wal", 400), ("own.csv", 5)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert sum(caches.kept_in(tmp_path).values()) == 3400
    assert caches.empty(tmp_path) == 3400
    assert [path.name for path in tmp_path.iterdir()] == ["own.csv"]
    assert caches.empty(tmp_path / "nowhere") == 0


def test_every_file_that_is_kept_is_one_that_emptying_removes() -> None:
    from maillage.core.algorithms.geocode_places import journal_path

    assert journal_path().name in caches.FILES
    journal = isochrone_answers._journal("job")
    assert Path(journal._path).name in caches.FILES
    assert Path(journal._path).parent == caches.cache_folder() == caches.default_cache_folder()


# The page


def test_the_page_saves_good_values_and_says_what_is_wrong_with_others(
    page: Any, tmp_path: Path
) -> None:
    settings.store(settings.GEOCODER, "https://before.example")
    page.fields[settings.GEOCODER].widget.setText("geocoder.example")
    page.fields[settings.WORKING_FOLDER].widget.setFilePath(str(tmp_path))
    combo = page.fields[settings.LANGUAGE].widget
    combo.setCurrentIndex(combo.findData("en"))
    assert not page.isValid()
    assert "no web address" in page.fields[settings.GEOCODER].said.text()
    assert not page.fields[settings.GEOCODER].said.isHidden()
    assert page.fields[settings.WORKING_FOLDER].said.isHidden()
    page.apply()
    assert settings.stored(settings.GEOCODER) == "https://before.example"
    assert settings.stored(settings.WORKING_FOLDER) == str(tmp_path)
    assert settings.stored(settings.LANGUAGE) == "en"
    page.fields[settings.GEOCODER].widget.setText("")
    assert page.isValid()
    page.apply()
    assert settings.stored(settings.GEOCODER) == ""


def test_the_page_shows_what_is_set_and_the_public_addresses(qgis_app: QgsApplication) -> None:
    from maillage.ui.options import OptionsPage

    settings.store(settings.ROUTERS["valhalla"], "http://localhost:8002")
    page = OptionsPage()
    assert set(page.fields) == set(settings.SETTINGS)
    assert page.fields[settings.ROUTERS["valhalla"]].widget.text() == "http://localhost:8002"
    for word in ("geoplateforme", "openrouteservice"):
        field = page.fields[settings.ROUTERS[word]].widget
        assert (field.text(), field.placeholderText()) == ("", services()[word].url)
    page.deleteLater()


def test_the_cache_is_emptied_once_the_person_says_so(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "isochrones.sqlite"
    kept.write_bytes(b"x" * 2_500_000)
    page.fields[settings.CACHE_FOLDER].widget.setFilePath(str(tmp_path))
    assert page.size.text() == "2.5 MB"
    asked = []
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(
        QMessageBox, "question", lambda *given: asked.append(given[2]) or next(answers)
    )
    page.emptier.click()
    assert kept.exists()
    assert "2.5 MB" in asked[0]
    assert str(tmp_path) in asked[0]
    page.emptier.click()
    assert not kept.exists()
    assert page.size.text() == "Emptied: 2.5 MB freed"
    assert not page.emptier.isEnabled()


# The form


def test_a_form_proposes_files_of_the_working_folder(dock: Any, tmp_path: Path) -> None:
    (tmp_path / "isochrones.gpkg").write_bytes(b"of an earlier day")
    dock.show()
    panels = {
        panel.job.algorithm: (index, panel)
        for index in range(len(dock.steps))
        for panel in dock.page(index).panels
    }

    def shown(algorithm: str) -> Any:
        """The form of an algorithm, once the person turned to it."""
        index, panel = panels[algorithm]
        for row in (len(dock.steps) - 1 - index, index):  # away, and back
            dock.stepper.setCurrentRow(row)
        dock.page(index).show_form(panel)
        assert panel.form.isVisible()
        return panel.form

    def output(algorithm: str, name: str = "OUTPUT") -> str:
        value = shown(algorithm).values()[name]
        return value if isinstance(value, str) else value.sink.staticValue()

    assert output("isochrones") == "TEMPORARY_OUTPUT"
    settings.store(settings.WORKING_FOLDER, str(tmp_path))
    assert output("isochrones") == str(tmp_path / "isochrones_2.gpkg")
    assert output("buildnetwork") == str(tmp_path / "buildnetwork.npz")
    assert output("atlas", "OUTPUT_FOLDER") == str(tmp_path / "atlas")
    assert output("isochrones", "FAILURES") == str(tmp_path / "isochrones_failures.gpkg")
    assert shown("fragilityindex").values()["STEPS"] is None  # an output that is not asked for
    chosen = str(tmp_path / "mine.gpkg")
    shown("isochrones").set_value("OUTPUT", chosen)
    settings.store(settings.WORKING_FOLDER, "")
    assert output("isochrones") == chosen
    assert output("buildnetwork") == "TEMPORARY_OUTPUT"


def test_a_choice_of_the_dossiers_is_one_of_the_settings(maillage: Any) -> None:
    parameter = maillage.algorithm("atlas").parameterDefinition("LANGUAGE")
    assert set(parameter.options()) == set(settings.LANGUAGES)


# In QGIS's own dialog


@pytest.fixture(scope="module", params=["en", "fr"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One visit to the options of a real QGIS, that the tests below look at."""
    script = ROOT / "tests" / "session_options.py"
    folder = tmp_path_factory.mktemp("options")
    return run_in_qgis(script, folder, language=request.param, seconds=90)


def test_the_page_comes_when_the_dialog_opens_and_goes_with_the_plugin(
    session: dict[str, Any],
) -> None:
    assert session["late"]
    assert session["visible"]
    assert session["pages_without_plugin"] == 0


def test_nothing_of_the_page_is_cut(session: dict[str, Any]) -> None:
    assert "Valhalla" in session["titles"]
    assert session["cut"] == []


def test_qgis_saves_the_page_with_its_own_options(session: dict[str, Any]) -> None:
    assert session["open_with_a_fault"]
    assert session["valhalla"] == "http://localhost:8002"
    assert session["geocoder"] is None
