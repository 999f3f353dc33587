"""The set-up: it finds Debian's backports through the machine's own apt sources."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from hypothesis import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

STANZAS = """\
# Only a comment

Types: deb
URIs: http://mirror.example/security
Suites: bookworm-security
Components: main

# The main archive
Types: deb deb-src
URIs: http://mirror.example/debian
Suites: bookworm
 bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""

LINES = """\
# the main archive
deb [ arch=amd64 signed-by=/usr/share/keyrings/a.gpg ] http://mirror.example/debian bookworm main
deb http://mirror.example/debian stable main contrib
"""


def shell(script: str) -> str:
    """What a script that has the functions of .ci/debian.sh prints."""
    return subprocess.run(
        ["bash", "-euc", f"source .ci/debian.sh; {script}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_nothing_is_missing_once_set_up() -> None:
    assert shell("missing_packages") == ""


def test_only_what_is_missing_is_named() -> None:
    assert shell("has_qgis() { false; }; missing_packages").split() == ["qgis", "python3-qgis"]


def test_a_stanza_keeps_its_mirror_and_keyring(tmp_path: Path) -> None:
    file = tmp_path / "debian.sources"
    file.write_text(STANZAS, encoding="utf-8")
    assert shell(f"entry_for_suite {file} 2 bookworm-backports").splitlines() == [
        "Types: deb",
        "URIs: http://mirror.example/debian",
        "Suites: bookworm-backports",
        "Components: main contrib",
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
    ]


def test_a_line_keeps_its_mirror_and_options(tmp_path: Path) -> None:
    file = tmp_path / "sources.list"
    file.write_text(LINES, encoding="utf-8")
    options = "[ arch=amd64 signed-by=/usr/share/keyrings/a.gpg ]"
    assert shell(f"entry_for_suite {file} 2 bookworm-backports") == (
        f"deb {options} http://mirror.example/debian bookworm-backports main\n"
    )
    assert shell(f"entry_for_suite {file} 3 bookworm-backports") == (
        "deb http://mirror.example/debian bookworm-backports main contrib\n"
    )


def test_without_root_it_says_what_to_install() -> None:
    done = subprocess.run(
        ["bash", "-euc", "source .ci/debian.sh; id() { echo 1000; }; install_packages qgis xvfb"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "qgis xvfb" in done.stderr


def test_tools_leave_qgis_its_own_libraries() -> None:
    site = next((ROOT / "build" / "venv" / "lib").glob("python3*/site-packages"))
    assert (site / "pytest").is_dir()
    own = ("numpy", "pandas", "scipy", "requests", "urllib3", "yaml")
    assert not [name for name in own if (site / name).exists()]


def locked(group: str) -> dict[str, Requirement]:
    """What a lock says, by name; every line is one exact version, and nothing is there twice."""
    lines = (ROOT / ".ci" / "locks" / f"{group}.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]
    assert all([one.operator for one in pin.specifier] == ["=="] for pin in pins)
    by_name = {canonicalize_name(pin.name): pin for pin in pins}
    assert len(by_name) == len(pins) > 0
    return by_name


@pytest.mark.parametrize("group", ["dev", "oracles", "extracts", "lock"])
def test_a_lock_agrees_with_the_pins_of_its_group(group: str) -> None:
    pins = subprocess.run(
        [ROOT / ".ci" / "pins", group], capture_output=True, text=True, check=True
    )
    lock = locked(group)
    for pin in map(Requirement, pins.stdout.split()):
        assert lock[canonicalize_name(pin.name)].specifier == pin.specifier, "run .ci/lock"


@pytest.mark.parametrize(
    ("folder", "group"), [("venv", "dev"), ("oracles", "oracles"), ("extracts", "extracts")]
)
def test_an_environment_holds_what_its_lock_says_and_lacks_nothing(folder: str, group: str) -> None:
    sites = list((ROOT / "build" / folder / "lib").glob("python3*/site-packages"))
    if not sites:
        pytest.skip(f"there is no build/{folder}")
    held = versions(distributions(path=[str(sites[0])]))
    brought = {name: version for name, version in held.items() if name not in VENV_ITSELF}
    pins = {
        name: str(pin.specifier).removeprefix("==")
        for name, pin in locked(group).items()
        if not pin.marker or pin.marker.evaluate()
    }
    assert brought == pins

    seen = {**versions(distributions()), **held} if folder == "venv" else held
    for one in distributions(path=[str(sites[0])]):
        for need in map(Requirement, one.requires or ()):
            if not need.marker or need.marker.evaluate({"extra": ""}):
                version = seen.get(canonicalize_name(need.name))
                assert version and need.specifier.contains(version, prereleases=True), (
                    f"{one.name} needs {need}; there is {version}"
                )


#: What Python puts into a virtual environment by itself.
VENV_ITSELF = {"pip", "setuptools"}


def versions(found: Iterable[Distribution]) -> dict[str, str]:
    return {canonicalize_name(one.name): one.version for one in found}


def test_the_examples_of_hypothesis_are_the_same_at_each_run() -> None:
    chosen = settings.get_profile("same")
    assert chosen.derandomize and chosen.deadline is None and chosen.database is None
    assert not settings.get_profile("fuzz").derandomize
    # The target looks for others, with the tests that use hypothesis only.
    assert "-m hypothesis --hypothesis-profile=fuzz" in (ROOT / ".ci" / "fuzz").read_text(
        encoding="utf-8"
    ).replace(" \\\n   ", "")
