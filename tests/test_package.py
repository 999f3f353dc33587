"""The installable package: what is in it, and that QGIS can import it under its one name."""

from __future__ import annotations

import configparser
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def packaging() -> ModuleType:
    """The script .ci/package.py as a module."""
    spec = importlib.util.spec_from_file_location("packaging", ROOT / ".ci" / "package.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def package(packaging: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, made now."""
    target = tmp_path_factory.mktemp("package") / "maillage.zip"
    packaging.build(target)
    return target


def names(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


def test_package_is_what_qgis_and_its_repository_accept(
    packaging: ModuleType, package: Path
) -> None:
    assert packaging.problems(package) == []


def test_package_holds_the_plugin_and_nothing_of_its_development(package: Path) -> None:
    found = names(package)
    assert {name.split("/")[0] for name in found} == {"maillage"}
    inside = {name.split("/")[1] for name in found}
    assert {"LICENSE", "metadata.txt", "__init__.py", "plugin.py", "icon.svg", "core"} <= inside
    assert not inside & {"tests", "benchmarks", "Makefile", "pyproject.toml", "build", "shared"}
    assert not [name for name in inside if name.startswith(".")]
    assert "maillage/i18n/maillage_fr.qm" in found
    assert "maillage/styles/nomenclature.json" in found


def test_a_package_with_stray_files_is_refused(packaging: ModuleType, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("elsewhere/a.py", "")
        archive.writestr("maillage/core/a.pyc", "")
    problems = "\n".join(packaging.problems(bad))
    assert "outside the folder" in problems
    assert "core/a.pyc does not belong" in problems
    assert "LICENSE is missing" in problems


def test_installed_package_imports_as_maillage(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    script = (
        "import maillage, maillage.plugin, maillage.core.algorithms.provider as provider;"
        "assert callable(maillage.classFactory);"
        "print(provider.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(tmp_path)


def test_checkout_may_have_any_name(package: Path, tmp_path: Path) -> None:
    """A folder that could not even be a Python name still gives the plugin ``maillage``."""
    checkout = tmp_path / "my checkout 2.0"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "maillage").rename(checkout)
    (checkout / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", checkout)
    shutil.copy(ROOT / "tests" / "conftest.py", checkout / "tests")
    (checkout / "tests" / "test_name.py").write_text(
        "def test_name(root):\n"
        "    from maillage.core.common import text\n"
        "    assert root.name == 'my checkout 2.0'\n"
        "    assert text.__file__.startswith(f'{root}/build/plugins/maillage/')\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--qgis_disable_gui", "tests"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_versions_agree() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert general["version"] == project["version"] == released[0]
    assert general["changelog"].split()[0] == released[0]


def test_metadata_says_what_the_repository_asks() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    wanted = {"name", "author", "email", "about", "tracker", "repository", "homepage", "icon"}
    assert {*wanted, "category", "tags", "changelog"} <= general.keys()
    assert all(value.strip() for value in general.values())
    assert general["qgisMinimumVersion"] == "3.40"
    assert general["qgisMaximumVersion"] == "4.99"
    assert general["hasProcessingProvider"] == "yes"
    assert general["description[fr]"] and general["about[fr]"]
    assert (ROOT / general["icon"]).is_file()
