"""The page of isochrones in the dock: each engine shows what it needs, and is given only that."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.PyQt.QtWidgets import QComboBox, QLabel


@pytest.fixture
def form(dock: Any) -> Any:
    panels = [panel for n in range(len(dock.steps)) for panel in dock.page(n).panels]
    return next(panel.form for panel in panels if panel.job.algorithm == "isochrones")


NEEDS = {
    "network": {"NETWORK"},
    "valhalla": {"URL"},
    "geoplateforme": set(),
    "openrouteservice": {"AUTHCFG"},
}
LABELS = {
    "NETWORK": "Network file",
    "URL": "Address of the service",
    "AUTHCFG": "Key of the service",
}


@pytest.mark.parametrize("word", [*NEEDS, *reversed(NEEDS)])
def test_an_engine_shows_what_it_needs_and_nothing_else(form: Any, word: str) -> None:
    form.set_value("NETWORK", "network.npz")
    form.set_value("URL", "http://localhost:8002")
    form.set_value("ENGINE", word)
    labels = {label.text(): label.isVisibleTo(form) for label in form.findChildren(QLabel)}
    for name, text in LABELS.items():
        assert labels[text] == (name in NEEDS[word]), name
    given = form.values()
    assert given["ENGINE"] == word
    assert (given["NETWORK"] == "network.npz") == (word == "network")
    # An address of one service is never another's, nor told a key.
    assert given["URL"] == ("http://localhost:8002" if word == "valhalla" else None)


def test_the_engines_have_names_to_read(form: Any) -> None:
    shown = [box.itemText(n) for box in form.findChildren(QComboBox) for n in range(box.count())]
    engines = {"Road network, on this computer", "Valhalla server", "Géoplateforme (IGN)"}
    assert engines | {"openrouteservice"} <= set(shown)
