"""The vocabulary of figures: names both ways, titles in both languages, all that is written."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from maillage.core.access.figure_titles import heading, map_title, unit
from maillage.core.access.vocabulary import FIGURES, MODES, MOMENTS, Column, columns, read, shares
from maillage.core.common.voice import speaking
from maillage.core.layers import wording
from maillage.core.layers.aliases import field_names, set_aliases
from maillage.core.layers.views import coverage_views, evolution_views
from maillage.core.nomenclature import load_nomenclature
from qgis.core import QgsVectorLayer
from steps import Run, coverage_inputs
from test_evolution import moved_census

ROOT = Path(__file__).resolve().parents[1]
UNITS = {
    *("share", "inhabitants", "minutes", "km", "places", "index", "hundred", "score"),
    *("per_10000", "class", "identifier", "points"),
}
#: Columns that algorithms write beside figures; forms name them (``aliases.field_names``).
PLAIN = {
    *("mode", "service", "network_status", "placement", "decile", "people"),
    *("change", "name", "place_id", "place_id_before", "metres", "new_address"),
    *("rank", "gain", "gain_unit", "cumulative_share", "method", "reinforces"),
    *("fragility_scale", "index_match", "code", "side", "reason"),
    *("acces_interfaces", "acces_information", "global_acces", "competences_administratives"),
    *("competences_numeriques", "global_competences", "score_global"),
}


#: Figures that bear the same name in both languages.
_ALIKE = ("minutes", "population")


@pytest.fixture
def french() -> Iterator[None]:
    """The texts of the plugin in French, without Qt."""
    messages = ElementTree.parse(ROOT / "i18n" / "maillage_fr.ts").iter("message")
    texts = {one.findtext("source"): one.findtext("translation") for one in messages}
    with speaking(lambda text, n=None: texts.get(text) or text, "fr"):
        yield


def drawn(figure: str, **parts: st.SearchStrategy) -> st.SearchStrategy[Column]:
    """Columns of a figure with some of the parts that it may have."""
    meant = FIGURES[figure].parts
    return st.builds(
        Column, st.just(figure), **{name: each for name, each in parts.items() if name in meant}
    )


CODES = st.one_of(
    st.just(""),
    st.text("aZé_9", min_size=1, max_size=6),
    st.lists(st.sampled_from([*MODES, *MOMENTS, "id", "10", "ACCN", "text"]), min_size=1).map(
        "_".join
    ),
)
COLUMNS = st.sampled_from([*FIGURES]).flatmap(
    lambda figure: drawn(
        figure,
        minutes=st.integers(1, 600),
        moment=st.sampled_from(["", *MOMENTS]),
        mode=st.sampled_from(["", *MODES]),
        service=CODES,
    )
)


@given(COLUMNS)
@example(Column("share", 10, service="car"))
@example(Column("gini", None, "", "before_ACCN"))
@example(Column("gini", None, "car", "foot_before"))
@example(Column("nearest", service="id"))
def test_what_is_written_is_read_again_or_refused(column: Column) -> None:
    try:
        name = column.name
    except ValueError:
        # Only where nothing stands before a code that begins as another part does.
        begins = column.service.split("_")[0]
        assert begins in {
            *(() if column.mode else MODES),
            *(() if column.moment else MOMENTS),
            "id",
        }
        return
    assert read(name) == column


def test_a_column_that_says_another_in_words_is_no_figure() -> None:
    share = Column("share", 10, "car")
    assert columns([share.name, share.in_words], "share") == [share]
    # Alone it is what its name says: a code may be "text".
    assert columns(["share_10_text"]) == [Column("share", 10, service="text")]


PIECES = [*FIGURES, *MODES, *MOMENTS, "id", "10", "010", "0", "ACCN", "x_y", "", "\n", "²", "é"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("_".join))
def test_what_is_read_is_written_again(name: str) -> None:
    column = read(name)
    assert column is None or column.name == name


def test_no_code_of_the_nomenclature_is_refused() -> None:
    for vocabulary in load_nomenclature().vocabularies.values():
        for code in vocabulary.codes:
            for figure, meaning in FIGURES.items():
                if "service" in meaning.parts:
                    minutes = 10 if "minutes" in meaning.parts else None
                    column = Column(figure, minutes, service=code)
                    assert read(column.name) == column


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("share_10", Column("share", 10)),
        ("share_10_car_ACCDA", Column("share", 10, "car", "ACCDA")),
        ("share_10_before_car", Column("share", 10, "car", moment="before")),
        ("covered_unstated_20_SEN", Column("covered_unstated", 20, service="SEN")),
        ("share_10_carpool", Column("share", 10, service="carpool")),
        ("share_10_own_code", Column("share", 10, service="own_code")),
        ("share_5_changer", Column("share", 5, service="changer")),
        ("median_minutes_change_foot", Column("median_minutes", None, "foot", "", "change")),
        ("places_before", Column("places", moment="before")),
        ("nearest_id", Column("nearest")),
        ("nearest_COMP", Column("nearest", service="COMP")),
        ("minutes_COMP", Column("minutes", service="COMP")),
        ("share", None),
        ("share_of_it", None),
        ("share_010", None),
        ("population_2019", None),
        ("places_of_mine", None),
        ("nearest", None),
    ],
)
def test_names_by_hand(name: str, column: Column | None) -> None:
    assert read(name) == column
    assert column is None or column.name == name


@pytest.fixture(scope="module")
def written(
    run: Run, made: Path, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, QgsVectorLayer]:
    """Every output that has figures, by algorithm, parameters and name."""
    folder, found = tmp_path_factory.mktemp("written"), {}
    tables = ("OUTPUT", "DEMAND_OUTPUT", "TOTALS", "DECILES", "LORENZ")
    every = coverage_inputs(made)
    demand = {name: every[name] for name in ("PLACES", "NETWORK", "DEMAND")}
    cells = {"CELLS": str(made / "places.gpkg")}
    jobs = [
        ("coverage", {**every, "MODE": ["car"]}, tables),
        ("coverage", {**every, **cells, "MODE": [*MODES], "MINUTES": "5,10,20"}, tables),
        ("coverage", {**every, "SERVICES": "ORDM,ACCN", "ITINERANT": "leave_out"}, tables),
        ("coverage", {**every, "MODE": [*MODES], "SERVICES": "ORDM,ACCN,SEN"}, tables),
        ("coverage", {**every, "SERVICES": "ORDM"}, tables),
        ("evolution", {**demand, "MODE": ["car"]}, ("OUTPUT", "CHANGES")),
        ("evolution", {**demand, "MODE": [*MODES]}, ("OUTPUT", "CHANGES")),
        ("traveltimes", {**demand, "SERVICES": "ORDM,ACCN"}, ("OUTPUT",)),
        ("straightline", {**demand, "FRAGILITY_FIELD": "score_global"}, ("OUTPUT", "DECILES")),
        ("floatingcatchment", demand, ("OUTPUT",)),
        ("suggestsites", {**every, "COUNT": 2, "OBJECTIVE": "maxcover"}, ("OUTPUT",)),
        ("suggestsites", {**every, "COUNT": 2, "OBJECTIVE": "pmedian"}, ("OUTPUT",)),
        (
            "joinindex",
            {"TERRITORIES": str(root / "sample" / "communes.gpkg"), "INDEX": every["DEMAND"]},
            ("OUTPUT", "UNMATCHED"),
        ),
        (
            "fragilityindex",
            {
                "INDICATORS": str(root / "sample" / "indicators.csv"),
                "TERRITORIES": str(root / "sample" / "communes.gpkg"),
            },
            ("OUTPUT",),
        ),
    ]
    for number, (algorithm, asked, outputs) in enumerate(jobs):
        parameters = dict(asked)
        if algorithm == "evolution":
            parameters["PLACES_BEFORE"] = moved_census(folder, made)
        files = {name: str(folder / f"{number}{name}.gpkg") for name in outputs}
        run(algorithm, **parameters, **files)
        for name, path in files.items():
            found[f"{algorithm} {number} {name}"] = QgsVectorLayer(path, name, "ogr")
    return found


def own_columns(root: Path, made: Path) -> set[str]:
    """The columns of the inputs, and the key that a GeoPackage adds."""
    paths = [made / "places.gpkg", made / "fragility.gpkg", root / "sample" / "communes.gpkg"]
    layers = [QgsVectorLayer(str(path), "input", "ogr") for path in paths]
    return {name for layer in layers for name in layer.fields().names()} | {"fid"}


def test_every_column_that_is_written_is_known(
    written: dict[str, QgsVectorLayer], made: Path, root: Path
) -> None:
    own, seen = own_columns(root, made) - set(FIGURES) - PLAIN, set()
    for output, layer in written.items():
        assert layer.isValid() and layer.fields().count() > 1, output
        for name in set(layer.fields().names()) - own:
            if name.startswith("src_"):
                continue  # the input's own, that another column's name had to give way to
            column = read(name)
            seen.add(column.figure if column else name)
            assert (column is None) == (name in PLAIN), f"{output}: {name}"
            if column is not None:
                assert column.name == name
                assert column.unit in UNITS
    # Neither table promises what nobody writes.
    assert seen == set(FIGURES) | PLAIN


def test_every_column_has_a_title(written: dict[str, QgsVectorLayer]) -> None:
    for output, layer in written.items():
        set_aliases(layer)
        for name in layer.fields().names():
            if read(name) or name in PLAIN:
                assert layer.attributeDisplayName(layer.fields().indexOf(name)) != name, output
    assert set(field_names()) >= PLAIN
    assert not [name for name in field_names() if read(name)], "a figure named in two places"


def test_titles_in_french_are_french(written: dict[str, QgsVectorLayer], french: None) -> None:
    names = {name for layer in written.values() for name in layer.fields().names()}
    found = columns(sorted(names))
    english = {}
    with speaking(None):
        for column in found:
            english[column] = wording.heading(column.name), wording.map_title(column)
    for column in found:
        for title, other in zip(
            (wording.heading(column.name), wording.map_title(column)), english[column], strict=True
        ):
            assert title and (title != other or column.figure in _ALIKE)
            words = re.findall(r"\w+", title)
            assert not {*words} & {*MODES, *MOMENTS, column.service} - {""}, title
    assert len({wording.heading(column.name) for column in found}) == len(found)


def test_titles_name_the_mode_the_service_and_the_moment(french: None) -> None:
    def label(code: str) -> str:
        return {"ACCDA": "aide aux démarches"}[code]

    column = Column("share", 10, "car", "ACCDA", "before")
    assert heading(column, label).endswith("10\xa0min en voiture, aide aux démarches, avant")
    assert map_title(column, label).endswith("d’un lieu, avant")
    assert heading(Column("gini", None, "foot", moment="change"), label).endswith(
        ", à pied, évolution"
    )
    assert unit(column) == (100, "\u202f%") and column.unit == "share"
    changed = Column("share", 10, moment="change")
    assert unit(changed) == (100, "\xa0points") and changed.unit == "points"


def test_maps_of_coverage_and_of_evolution_do_not_mix() -> None:
    names = ["share_10_foot", "share_20_car", "share_10_car", "share_10_before_car"]
    names += ["share_10_change_car", "covered_10_car", "median_minutes_car", "share_010"]
    names += ["median_minutes_before_car", "median_minutes_change_car"]
    assert [each.name for each in shares(names)] == ["share_10_car", "share_20_car", names[0]]
    assert [each.field for each in coverage_views(names)][3:] == ["median_minutes_car"]
    assert [each.field for each in evolution_views(names)] == ["share_10_change_car"]


# The house


def spelt(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code makes or takes apart the name of a column itself."""
    many = {figure for figure, meaning in FIGURES.items() if meaning.parts}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in ast.walk(node) if part is not node}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = node.values[0].value if isinstance(node.values[0], ast.Constant) else ""
            if str(text).rstrip("_") in many:
                yield node.lineno, f"{text}..."
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text, column = node.value, read(node.value)
            begins = text.endswith("_") and text.rstrip("_") in many
            parses = any(f"{figure}_(" in text or f"{figure}(" in text for figure in many)
            compound = column is not None and column.name not in FIGURES
            if id(node) not in inside and (begins or parses or compound):
                yield node.lineno, text
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if node.func.attr in ("startswith", "removeprefix") and {*given} & many:
                yield node.lineno, f"{node.func.attr}({given})"


@pytest.mark.parametrize(
    "source",
    [
        'f"share_{limit}"', 'f"share_{limit}_car"', 'f"median_minutes{suffix}"',
        '"share_10_car"', '"nearest_id"', '"covered_"', 'name.startswith("priority")',
        r're.fullmatch(r"share_(\d+)", name)', '"places_before"',
    ],
)  # fmt: skip
def test_the_search_for_spellings_finds_them(source: str) -> None:
    assert list(spelt(ast.parse(source)))


def test_no_other_module_spells_a_column() -> None:
    files = [*ROOT.glob("core/**/*.py"), *ROOT.glob("ui/**/*.py"), *ROOT.glob("sample/*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in files
        if path.name != "vocabulary.py"
        for line, text in spelt(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)
