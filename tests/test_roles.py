"""Roles, parameters and pages: tables that agree with one another."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingParameterDefinition, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[1]
ADVANCED = QgsProcessingParameterDefinition.Flag.FlagAdvanced


def test_every_role_has_a_title_and_a_style_that_there_is(qgis_app: Any) -> None:
    from maillage.core.layers.roles import ROLES
    from maillage.core.layers.style import STYLES

    for role in ROLES.values():
        assert role.title(), role.id
        assert role.style in ("", "places", *STYLES), role.id
        # A table is never drawn, what is filled is.
        assert not (role.is_table and role.is_filled), role.id
        assert role.style or not role.is_filled, role.id
    assert {role.style for role in ROLES.values()} >= set(STYLES)


def test_points_and_outlines_lie_over_what_is_filled_and_tables_last() -> None:
    from maillage.core.layers.roles import ROLES, is_filled, rank

    assert rank("places") < rank("territories") < rank("isochrones") < rank("coverage")
    filled = [rank(role) for role in ROLES if is_filled(role)]
    assert max(map(rank, ("sites", "changes", "places", "territories"))) < min(filled)
    assert {rank(name) for name, role in ROLES.items() if role.is_table} == {rank("")}
    assert rank("") > max(filled)


def test_every_role_of_a_parameter_is_in_the_table(maillage: Any) -> None:
    from maillage.core.algorithms.parameters import roles_of
    from maillage.core.layers.roles import ROLES

    given, taken = set(), set()
    for algorithm in maillage.algorithms():
        for parameter in algorithm.parameterDefinitions():
            (given if parameter.isDestination() else taken).update(roles_of(parameter))
    assert given | taken <= set(ROLES)
    # What comes out of one step is taken by another, or is to be read.
    assert {"places", "fragility", "network", "coverage", "isochrones", "totals"} <= given & taken


def test_every_role_that_the_dock_speaks_of_is_in_the_table() -> None:
    """Of the calls that take a role by its name."""
    from maillage.core.layers.roles import ROLES

    calls = ("recall", "remember", "forget", "style_layer", "style_on_load", "Record", "is_filled")
    spelt = set()
    for path in (*ROOT.glob("ui/**/*.py"), *ROOT.glob("core/*/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls:
                at = 2 if node.func.id == "style_on_load" else int(node.func.id == "style_layer")
                role = node.args[at] if len(node.args) > at else None
                if isinstance(role, ast.Constant):
                    spelt.add(role.value)
    assert "places" in spelt
    assert spelt <= set(ROLES)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_parameter_has_its_help(maillage: Any, language: str) -> None:
    from maillage.core.algorithms.help_pages import told_in

    for algorithm in maillage.algorithms():
        told = told_in(language, algorithm.name())
        names = {parameter.name() for parameter in algorithm.parameterDefinitions()}
        assert set(told) == names, algorithm.name()
        for name, text in told.items():
            assert len(text) > 15 and text.endswith((".", ")")), (algorithm.name(), name, text)
            assert not set("*`") & set(text), (algorithm.name(), name, text)


def test_the_two_languages_say_different_things(maillage: Any) -> None:
    from maillage.core.algorithms.help_pages import told_in

    for algorithm in maillage.algorithms():
        english, french = (told_in(each, algorithm.name()) for each in ("en", "fr"))
        assert all(english[name] != french[name] for name in english), algorithm.name()


def test_the_toolbox_shows_the_help(maillage: Any) -> None:
    for algorithm in maillage.algorithms():
        for parameter in algorithm.parameterDefinitions():
            assert parameter.help(), (algorithm.name(), parameter.name())


def test_every_algorithm_has_a_group(maillage: Any) -> None:
    from maillage.core.algorithms.groups import GROUPS

    groups = {algorithm.groupId(): algorithm.group() for algorithm in maillage.algorithms()}
    assert groups == {name: title() for name, title in GROUPS.items()}


def test_the_toolbox_folds_as_the_dock_does(maillage: Any) -> None:
    """What must be filled in is in view in both; layers that are kept for the session are not."""
    from maillage.ui.form import is_folded

    in_view = {}
    for algorithm in maillage.algorithms():
        definitions = algorithm.parameterDefinitions()
        for parameter in definitions:
            if parameter.flags() & ADVANCED:
                assert not parameter.isDestination(), "the toolbox would not fold it"
                is_optional = parameter.flags() & parameter.Flag.FlagOptional
                assert is_optional or parameter.defaultValue() is not None, parameter.name()
            if not parameter.isDestination():
                assert is_folded(parameter) == bool(parameter.flags() & ADVANCED)
        in_view[algorithm.name()] = [one.name() for one in definitions if not is_folded(one)]
    assert in_view["loadcensus"] == ["INPUT", "LAYER", "COMMUNES"]
    assert in_view["savecensus"] == ["INPUT", "SOURCE", "SCHEMA", "OUTPUT"]
    assert in_view["suggestsites"] == [
        *("PLACES", "CANDIDATES", "DEMAND", "POPULATION_FIELD", "FRAGILITY_FIELD", "NETWORK"),
        *("MODE", "OBJECTIVE", "MINUTES", "COUNT", "SOLVER"),
    ]


def test_what_depends_on_a_choice_names_a_choice_and_one_of_its_words(maillage: Any) -> None:
    from maillage.core.algorithms.parameters import needs_choice

    depending = 0
    for algorithm in maillage.algorithms():
        for parameter in algorithm.parameterDefinitions():
            choice, word = needs_choice(parameter)
            if choice:
                assert word in algorithm.parameterDefinition(choice).options(), parameter.name()
                depending += 1
    assert depending == 8


def test_what_parameters_say_of_an_origin_is_known(maillage: Any) -> None:
    from maillage.core.algorithms.parameters import origin_fact
    from maillage.core.layers.record import FACTS

    for name in ("loadcensus", "savecensus"):
        definitions = maillage.algorithm(name).parameterDefinitions()
        assert {origin_fact(one) for one in definitions} - {""} == set(FACTS), name


def test_every_page_stands_on_a_form_and_shows_what_its_algorithm_gives(maillage: Any) -> None:
    from maillage.core.algorithms.parameters import output_roles
    from maillage.ui.pages import PAGES

    for name, page in PAGES.items():
        algorithm = maillage.algorithm(page.algorithm)
        assert algorithm is not None and page.title(1), name
        assert not page.role or page.role in output_roles(algorithm).values(), name


def test_a_layer_of_each_role_can_be_styled(qgis_app: Any) -> None:
    from maillage.core.layers.roles import ROLES
    from maillage.core.layers.style import style_layer

    fields = "field=minutes:integer&field=mode:string&field=activities:string&field=gain:double"
    for role in ROLES:
        kind = "Point" if role in ("places", "scenario_places", "sites", "changes") else "Polygon"
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&{fields}", role, "memory")
        style_layer(layer, role)
        assert layer.renderer() is not None
