"""QGIS's log panel: one tab, what runs did and how long it took, and no secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from maillage.core.common.progress import Progress
from maillage.core.inputs.log import TAG, in_short, write
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from steps import Run

Level = Qgis.MessageLevel

#: Not written out, so that nothing here looks like a secret.
KEY, WHO = "password", "me:hush"


@pytest.fixture
def log(qgis_app: QgsApplication) -> Iterator[list[tuple[str, Level]]]:
    """What QGIS's log hears of the plugin, as it comes."""
    heard: list[tuple[str, Level]] = []

    def hear(message: str, tag: str, level: Level) -> None:
        if tag == TAG:
            heard.append((message, level))

    signal = QgsApplication.messageLog().messageReceived[str, str, Level]
    signal.connect(hear)
    yield heard
    signal.disconnect(hear)


def test_a_run_logs_its_start_its_sentences_and_its_end_with_seconds(
    run: Run, root: Path, tmp_path: Path, log: list[tuple[str, Level]]
) -> None:
    census = root / "sample" / "census.csv"
    run("loadcensus", INPUT=str(census), OUTPUT=str(tmp_path / "places.gpkg"))
    messages = [message for message, _ in log]
    assert all(re.match(r"loadcensus \[\d+\.\d\d s\] ", message) for message in messages)
    assert messages[0].endswith("Start. INPUT=census.csv, OUTPUT=places.gpkg")
    assert re.search(r"\] Done in \d+\.\d\d s\.$", messages[-1])
    for said in run.feedback.said[:5]:
        assert any(message.endswith(said) for message in messages)
    levels = {level for message, level in log if "no usable coordinates" in message}
    assert levels == {Level.Warning}
    assert log[0][1] == log[-1][1] == Level.Info


def test_a_failure_is_logged_as_one(run: Run, tmp_path: Path, log: list[tuple[str, Level]]) -> None:
    with pytest.raises(QgsProcessingException):
        run("loadcensus", INPUT=str(tmp_path / "nowhere.csv"), OUTPUT=str(tmp_path / "a.gpkg"))
    message, level = log[-1]
    assert "nowhere.csv" in message
    assert level == Level.Critical


def test_a_cancel_is_no_failure(
    maillage: Any, root: Path, tmp_path: Path, log: list[tuple[str, Level]]
) -> None:
    import processing

    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    with pytest.raises(QgsProcessingException):
        processing.run(
            "maillage:loadcensus",
            {"INPUT": str(root / "sample" / "census.csv"), "OUTPUT": str(tmp_path / "a.gpkg")},
            feedback=feedback,
        )
    message, level = log[-1]
    assert "Cancelled after" in message
    assert level == Level.Info


def test_what_nobody_foresaw_is_logged_with_its_trace(
    run: Run, tmp_path: Path, log: list[tuple[str, Level]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from maillage.core.algorithms.load_census import LoadCensus

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(LoadCensus, "compute", broken)
    with pytest.raises(Exception, match="nobody foresaw"):
        run("loadcensus", INPUT="x.csv", OUTPUT=str(tmp_path / "a.gpkg"))
    message, level = log[-1]
    assert "Traceback" in message
    assert "ZeroDivisionError: nobody foresaw this" in message
    assert level == Level.Critical


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("PLACES", "/a/folder/places.gpkg|layername=towns", "PLACES=places.gpkg"),
        ("PLACES", "C:\\folder\\places.gpkg", "PLACES=places.gpkg"),
        ("PLACES", f"dbname='x' host=y user='u' {KEY}='hush'", "PLACES=…"),
        ("PLACES", f"postgres://{WHO}@host/x", "PLACES=host"),
        ("URL", f"https://{WHO}@ors.example/v2?api_key=hush", "URL=…"),
        ("URL", f"https://{WHO}@ors.example/v2", "URL=ors.example"),
        ("URL", f"https://{WHO}@hush/hush@ors.example/v2", "URL=ors.example"),
        ("AUTHCFG", "hush123", "AUTHCFG=…"),
        ("MINUTES", "10,20,30", "MINUTES=10,20,30"),
        ("MINUTES", "1," * 80, f"MINUTES={'1,' * 30}…"),
        ("MODE", "car", ""),  # its default
        ("MODE", "foot", "MODE=foot"),
        ("OUTPUT", "TEMPORARY_OUTPUT", "OUTPUT=TEMPORARY_OUTPUT"),
        ("FAILURES", None, ""),
    ],
)
def test_parameters_are_short_and_hold_no_secret(
    maillage: Any, name: str, value: Any, shown: str
) -> None:
    assert in_short(maillage.algorithm("isochrones"), {name: value}) == shown


def test_a_layer_is_named(maillage: Any) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "My places", "memory")
    assert in_short(maillage.algorithm("isochrones"), {"PLACES": layer}) == "PLACES=My places"


@pytest.mark.parametrize(
    "message",
    [
        f"Cannot open dbname='x' user='u' {KEY}='hu sh' sslmode=disable.",
        f"Cannot open dbname='x' {KEY}=hush host=y.",
        f"https://{WHO}@ors.example/v2 does not answer.",
        "https://ors.example/v2?api_key=hush&x=1 does not answer.",
        "https://ors.example/v2?x=1&token=hush.",
    ],
)
def test_no_message_holds_a_password_or_key(log: list[tuple[str, Level]], message: str) -> None:
    write(message)
    assert "hush" not in log[-1][0]
    assert "sh'" not in log[-1][0]
    assert log[-1][0].startswith(message[:8])


def test_a_warning_of_a_part_of_a_job_is_heard_as_one() -> None:
    said: list[str] = []
    warned: list[str] = []
    part = Progress(say=said.append, warn=warned.append).part(0, 0.5).part(0, 0.5)
    part.say("a")
    part.warn("b")
    assert (said, warned) == (["a"], ["b"])
    Progress(say=said.append).part(0, 1).warn("c")  # whoever only listens hears it all the same
    assert said == ["a", "c"]
