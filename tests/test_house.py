"""The house: who may import whom, what stands where, and that every string is translatable."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

TOP_LEVEL = {
    *("metadata.txt", "__init__.py", "plugin.py", "icon.svg", "LICENSE"),
    *("core", "ui", "styles", "sample", "i18n", "docs", "tests", "benchmarks"),
    *("README.md", "README.fr.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *("Makefile", "pyproject.toml", ".ci", ".gitignore", ".gitattributes", ".editorconfig"),
}

#: Each room and the rooms it may import, besides itself; docs/architecture.md says why.
ROOMS = {
    "common": "",
    "net": "common",
    "formats": "common",
    "nomenclature": "common",
    "territories": "common",
    "places": "common formats nomenclature territories",
    "geocoding": "common net nomenclature places territories",
    "matching": "common formats nomenclature places",
    "network": "common",
    "access": "common network territories",
    "engines": "common net access",
    "web": "common formats nomenclature places matching territories access",
    "layers": "common formats nomenclature territories places geocoding matching network access "
    "web",
    "atlas": "common layers access places territories nomenclature",
    "publishing": "common net web",
    "inputs": "common net formats nomenclature territories places geocoding matching network "
    "access engines web publishing layers",
    "algorithms": "common net formats nomenclature territories places geocoding matching network "
    "access engines web publishing layers inputs atlas",
    "ui": "common algorithms inputs layers nomenclature formats places access",
    "plugin": "common ui algorithms",
}
QGIS_ROOMS = ("atlas", "layers", "inputs", "algorithms", "ui", "plugin")
HEAVY = ("pandas", "scipy")


def room_of(path: Path) -> str:
    """The room that a file lives in: "places" for core/places/..., "ui", "plugin"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "core" and len(parts) > 2 else parts[0]


def modules() -> list[Path]:
    """The Python files of every room."""
    files = [*ROOT.glob("core/*/**/*.py"), *ROOT.glob("ui/**/*.py"), ROOT / "plugin.py"]
    return sorted(file for file in files if file.is_file())


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, *, at_start: bool = False) -> Iterator[tuple[str, int]]:
    """What a file imports, and on which line.

    A library has its own name ("scipy.sparse"), our files have theirs ("core.places.checks").
    With ``at_start``, only what happens when the file itself is imported.
    """
    tree = parsed(path)
    for node in _at_start(tree) if at_start else ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            start = path.relative_to(ROOT).parent.parts
            start = start[: len(start) - node.level + 1] if node.level else ()
            base = ".".join([*start, *((node.module or "").split(".") if node.module else [])])
            for alias in node.names:
                yield f"{base}.{alias.name}".strip("."), node.lineno


def _at_start(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from _at_start(child)


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def tracked_files() -> list[Path]:
    """The files that git tracks."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_each_room_imports_only_the_rooms_it_may() -> None:
    wrong = []
    for path in modules():
        room = room_of(path)
        allowed = {room, *ROOMS[room].split()}
        for name, line in imports(path):
            first, _, rest = name.partition(".")
            target = rest.partition(".")[0] if first == "core" else first
            if first in ("core", "ui", "plugin") and target not in allowed:
                wrong.append(f"{where(path, line)}: {room} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_a_name_stands_for_one_thing() -> None:
    """No two modules of the core share a name, nor two public classes.

    A package bears the name of its folder. An algorithm may bear the name of what it runs.
    """
    places: dict[str, list[str]] = {}
    for path in ROOT.glob("core/**/*.py"):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        if room_of(path) != "algorithms" or path.name == "__init__.py":
            places.setdefault(f"module {name}", []).append(str(path.relative_to(ROOT)))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(f"class {node.name}", []).append(str(path.relative_to(ROOT)))
    shared = [f"{name}: {', '.join(files)}" for name, files in places.items() if len(files) > 1]
    assert not shared, "\n".join(sorted(shared))


def algorithm_modules() -> dict[str, ast.Module]:
    """The modules of core/algorithms by name."""
    files = sorted((ROOT / "core" / "algorithms").glob("*.py"))
    return {file.stem: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def test_algorithms_are_thin() -> None:
    """Each reads, runs and writes within a screen; what it runs lives elsewhere."""
    wrong = [
        f"{name}: {length} lines"
        for name, tree in algorithm_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "compute"
        if (length := node.end_lineno - node.lineno + 1) >= 60
    ]
    assert not wrong, wrong


def test_no_module_serves_one_algorithm_only() -> None:
    """But the tables that it writes, and what the provider or every algorithm needs."""
    trees = algorithm_modules()
    algorithms = {
        name
        for name, tree in trees.items()
        if any(isinstance(node, ast.FunctionDef) and node.name == "compute"
               for node in ast.walk(tree))
    }  # fmt: skip
    beside = {name: set() for name in trees}
    for name in trees:
        for target, _ in imports(ROOT / "core" / "algorithms" / f"{name}.py"):
            parts = target.split(".")
            if parts[:2] == ["core", "algorithms"] and len(parts) > 2:
                beside[name].add(parts[2])

    def reached(name: str, seen: set[str]) -> set[str]:
        for target in beside.get(name, set()) - seen:
            seen.add(target)
            reached(target, seen)
        return seen

    assert len(algorithms) > 10
    serves = {name: {one for one in algorithms if name in reached(one, set())} for name in trees}
    alone = [
        f"{name} serves {serves[name]}"
        for name in trees.keys() - algorithms
        if len(serves[name]) == 1 and not name.endswith("_tables")
    ]
    assert not alone, alone


def table_of_rooms() -> dict[str, set[str]]:
    """Each room of the page on the architecture, and the rooms that it is said to import."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(?:core/)?(\w+)(?:\.py)?` \| .* \| (.*?) ?\|$", page, re.MULTILINE)
    core = {room for room in ROOMS if room not in ("algorithms", "ui", "plugin")}
    said = {room: set(filter(None, words.split(", "))) for room, words in rows if room in ROOMS}
    return {
        room: core if "every room of the core" in rooms else rooms for room, rooms in said.items()
    }


def test_the_page_on_the_architecture_says_who_imports_whom() -> None:
    """Its table is what is imported, which is what may be (the test of the rooms)."""
    used: dict[str, set[str]] = {room: set() for room in ROOMS}
    for path in modules():
        room = room_of(path)
        for name, _ in imports(path):
            first, _, rest = name.partition(".")
            target = rest.partition(".")[0] if first == "core" else first
            if target in ROOMS and target != room and first in ("core", "ui", "plugin"):
                used.setdefault(room, set()).add(target)
    assert table_of_rooms() == used


def test_no_module_leads_back_to_itself() -> None:
    """Not by way of an import within a function, or for types alone, either."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in modules()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    leads_to = {
        name: {
            target
            for found, _ in imports(path)
            for target in (found, found.rpartition(".")[0])
            if target in names and target != name and not name.startswith(f"{target}.")
        }
        for name, path in names.items()
    }
    TopologicalSorter(leads_to).prepare()  # raises CycleError, naming the circle


def test_the_plugin_never_names_itself_in_an_import() -> None:
    """Relative imports only, so that it works under any folder name."""
    files = [*modules(), *ROOT.glob("sample/**/*.py"), ROOT / "__init__.py"]
    wrong = [
        where(path, line)
        for path in files
        for name, line in imports(path)
        if name.split(".")[0] == "maillage"
    ]
    assert not wrong, "\n".join(wrong)


def test_plain_rooms_know_nothing_of_qgis() -> None:
    wrong = [
        f"{where(path, line)}: {name}"
        for path in modules()
        if room_of(path) not in QGIS_ROOMS
        for name, line in imports(path)
        if name.split(".")[0] in ("qgis", "processing", "PyQt5", "PyQt6")
    ]
    assert not wrong, "\n".join(wrong)


def test_qt_comes_through_qgis() -> None:
    wrong = [
        f"{where(path, line)}: {name}"
        for path in modules()
        for name, line in imports(path)
        if name.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6", "sip")
    ]
    assert not wrong, "\n".join(wrong)


def test_qgis_rooms_import_nothing_heavy_at_their_start() -> None:
    wrong = [
        f"{where(path, line)}: {name}"
        for path in modules()
        if room_of(path) in QGIS_ROOMS
        for name, line in imports(path, at_start=True)
        if name.split(".")[0] in HEAVY
    ]
    assert not wrong, "\n".join(wrong)


def test_loading_the_plugin_loads_nothing_heavy() -> None:
    """Also not by way of a plain room."""
    names = [
        ".".join(("maillage", *path.relative_to(ROOT).with_suffix("").parts))
        for path in modules()
        if room_of(path) in QGIS_ROOMS
    ]
    script = f"""
import importlib, sys
sys.path.append({str(ROOT / "build" / "plugins")!r})
for name in {names!r}:
    importlib.import_module(name.removesuffix(".__init__"))
    loaded = sorted(set({HEAVY!r}) & set(sys.modules))
    if loaded:
        sys.exit(f"{{name}} loads {{loaded}}")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


#: What a run of an algorithm needs, and its registration does not.
OF_A_RUN = ("inputs", "layers", "access", "network", "places", "formats", "web", "atlas", "net")


def test_making_the_algorithms_loads_nothing_that_only_a_run_needs() -> None:
    script = f"""
import sys
sys.path.append({str(ROOT / "build" / "plugins")!r})
from maillage.core.algorithms.provider import ALGORITHMS
for algorithm in ALGORITHMS:
    algorithm().initAlgorithm()
rooms = {{name.split(".")[2] for name in sys.modules if name.startswith("maillage.core.")}}
loaded = sorted(rooms & {set(OF_A_RUN)!r})
sys.exit(f"loads {{loaded}}" if loaded else 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_schemas_of_the_form_are_those_that_there_are() -> None:
    from maillage.core.algorithms.census_files import SCHEMAS
    from maillage.core.places.schemas import schema

    assert SCHEMAS == schema.SCHEMAS


def test_top_level_holds_only_what_the_house_names() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found <= TOP_LEVEL


def test_every_room_of_the_core_is_known() -> None:
    found = {path.relative_to(ROOT).parts[1] for path in modules() if path.parts[-3] == "core"}
    assert found <= ROOMS.keys()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(
            r"\b(pypi|pythonhosted|debian|ubuntu|npmjs|anaconda|qgis)\.(org|net|com|io)/"
            r"(simple|debian|packages|ubuntu)\b|\b(deb|security|snapshot|files|registry)\.\w+\.(org|com)\b",
            id="registry or mirror",
        ),
        pytest.param(
            r"(?<![\w.:/])/(work|home|root|Users)/\w|\b[A-Z]:\\\\?Users", id="machine path"
        ),
    ],
)
def test_no_tracked_file_names_a(pattern: str) -> None:
    wrong = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, text in enumerate(content.decode("utf-8").splitlines(), 1):
            if re.search(pattern, text):
                wrong.append(f"{where(path, number)}: {text.strip()[:100]}")
    assert not wrong, "\n".join(wrong)


@cache
def updater() -> ModuleType:
    """The script i18n/update.py as a module."""
    spec = importlib.util.spec_from_file_location("i18n_update", ROOT / "i18n" / "update.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


def test_every_string_can_be_found_for_translation() -> None:
    assert updater().collect()


def test_no_string_is_translated_before_the_language_is_known() -> None:
    """A ``tr`` that runs at import would stay English for ever."""
    wrong = [
        where(path, node.lineno)
        for path in modules()
        for node in _at_start(parsed(path))
        if isinstance(node, ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id in ("tr", "plural")
    ]
    assert not wrong, "\n".join(wrong)


def test_the_french_translation_is_complete() -> None:
    update = updater()
    missing = list(update.problems(ROOT / "i18n" / "maillage_fr.ts", update.collect()))
    assert not missing, f"{len(missing)} problems:\n" + "\n".join(missing[:10])


def test_the_english_catalogue_is_what_the_code_says() -> None:
    update = updater()
    messages = update.collect()
    assert update.read(ROOT / "i18n" / "maillage_en.ts") == update.english(messages)


def test_a_translation_keeps_its_placeholders_and_has_all_forms(tmp_path: Path) -> None:
    update = updater()
    names = ("{count} places", "Cancel", "Run")
    messages = {name: update.Message(files={"ui/a.py"}) for name in names} | {
        many: update.Message(one, {"ui/b.py"})
        for one, many in (
            ("{n} day of {of}", "{n} days of {of}"),
            ("{n} row", "{n} rows"),
            ("{n} cell", "{n} cells"),
            ("{n} site", "{n} sites"),
        )
    }
    file = tmp_path / "maillage_fr.ts"
    old = {
        "{count} places": ("{nombre} lieux",),
        "Cancel": ("Annuler",),
        "Gone": ("Parti",),
        "{n} days of {of}": ("le jour de {of}", "{n} jours de {of}"),
        "{n} rows": ("{n} ligne", "les lignes"),
        "{n} cells": ("{n} cellules",),
        "{n} sites": ("{n} emplacement", "{n} <emplacements>"),
    }
    file.write_text(update.written("fr_FR", messages, old), encoding="utf-8")
    blank = {"Run": ("",), "{n} cells": ("", "")}
    assert update.read(file) == {text: old[text] for text in old if text in messages} | blank
    assert sorted(problem.split(" in ")[0] for problem in update.problems(file, messages)) == [
        "not translated",  # Run
        "not translated",  # {n} cells, which has only one form
        "other placeholders",  # {nombre}
        "other placeholders",  # the lines, how many is lost
    ]


@pytest.mark.parametrize(
    "code",
    [
        "tr(text)",
        "tr('{a}', b=1)",
        "tr('{a:.2f}', a=1.5)",
        "tr('a', 'b')",
        "self.tr('a')",
        "plural('{n} place', '{n} places')",
        "plural('{n} place', many, 1)",
        "plural('{n} place', '{n} places of {all}', 1, all=2)",
        "plural('{n} place', '{n} places', 1); tr('{n} places', n=1)",
        "plural('{n} place', '{n} places', 1); plural('a place', '{n} places', 1)",
    ],
)
def test_a_string_that_cannot_be_translated_is_refused(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = updater()
    monkeypatch.setattr(update, "ROOT", tmp_path)
    (tmp_path / "plugin.py").write_text(code)
    with pytest.raises(update.UpdateError):
        update.collect(tmp_path)


#: What may follow a number that is not its noun: units, and words that take no plural.
_AFTER_A_NUMBER = (
    *("min", "m", "km", "s", "h", "MB", "kB", "p", "inhab"),
    *("of", "to", "and", "or", "at", "in", "on", "is", "now", "before", "who"),
)
#: A placeholder, the words of "of the" after it, and its noun.
_COUNTED = re.compile(
    rf"\{{(\w+)\}}(?: of (?:the|its|all))? (?!(?:{'|'.join(_AFTER_A_NUMBER)})\b)[a-zé]"
)
_COUNTS = {"n", "count", "total", "rows", "columns", "found", "wanted", "missing", "told"}


def _gives_a_number(value: ast.expr, otherwise: bool) -> bool:
    """Whether an expression is a count, as far as it tells: len(...), int(...), x.sum()."""
    if isinstance(value, ast.BinOp):
        return _gives_a_number(value.left, otherwise) or _gives_a_number(value.right, otherwise)
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int)
    if not isinstance(value, ast.Call):
        return otherwise
    if isinstance(value.func, ast.Name):  # a measure, such as fixed(...), is no count
        return value.func.id in ("len", "int", "round", "ceil", "sum", "whole")
    return isinstance(value.func, ast.Attribute) and value.func.attr in ("sum", "count", "get")


def bare_counts(path: Path, call: ast.Call) -> Iterator[str]:
    """The placeholders of a call that a noun follows, though they hold a number.

    "{count} places" must be a plural; "{a} of the {b} places" is better "Places: {a} of {b}".
    """
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    for text in updater().literals(path, call):
        for name in _COUNTED.findall(text):
            if name == "n" and call.func.id == "plural":
                continue
            value = given.get(name)
            is_count = name in _COUNTS if value is None else _gives_a_number(value, name in _COUNTS)
            if is_count:
                yield f"{where(path, call.lineno)}: {{{name}}} in {text!r}"


def test_what_is_counted_agrees_with_its_number() -> None:
    update = updater()
    files = [*modules(), *ROOT.glob("sample/**/*.py")]
    wrong = [
        said for path in files for call in update.calls(path) for said in bare_counts(path, call)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "is_bare"),
    [
        ("tr('{count} places', count=x)", True),
        ("tr('{sites} new places', sites=len(x))", True),
        ("tr('Only {usable} can be used: {named}', usable=x.sum(), named=y)", True),
        ("tr('{count} of the {total} places', count=1, total=x)", True),
        ("tr('{found} of its {wanted} columns', **values)", True),
        ("plural('{n} place of {total} pages', '{n} places of {total} pages', 2, total=9)", True),
        ("plural('{n} place', '{n} places', 2)", False),
        ("tr('Places: {count} of {total}.', count=1, total=2)", False),
        ("tr('{minutes} min', minutes=int(x))", False),
        ("tr('The layer {layer} is empty', layer=x)", False),
    ],
)
def test_a_bare_count_is_seen(code: str, is_bare: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert bool(list(bare_counts(ROOT / "plugin.py", call))) == is_bare


#: What reads its own data file, or a piece of text that was read before.
_OWN_JSON = {
    *("core/atlas/dossier_inputs.py", "core/common/json_text.py", "core/common/theme.py"),
    *("core/engines/engine.py", "core/formats/geojson.py", "core/geocoding/answers.py"),
    "core/inputs/fitting.py",
    *("core/matching/linkage_model.py", "core/matching/words.py", "core/network/line_layers.py"),
    *("core/network/profiles.py", "core/places/france.py", "core/places/personal.py"),
    *("core/places/recognising/guessing.py", "core/places/saving/national.py"),
    *("core/places/schemas/schema.py", "core/territories/joining/scales.py"),
    *("core/territories/special_codes.py", "core/web/datami.py", "core/web/published_places.py"),
}


def test_json_from_outside_has_one_reader() -> None:
    direct = re.compile(r"json\.loads?\(|\.json\(\)")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if direct.search(path.read_text(encoding="utf-8"))
    }
    assert found == _OWN_JSON, "read it by core/common/json_text.py"
