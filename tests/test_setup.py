"""The set-up: it finds Debian's backports through the machine's own apt sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hypothesis import settings

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


def test_tools_come_as_pinned_and_leave_qgis_its_own_libraries() -> None:
    site = next((ROOT / "build" / "venv" / "lib").glob("python3*/site-packages"))
    assert (site / "pytest").is_dir()
    assert not [name for name in ("numpy", "pandas", "scipy") if (site / name).exists()]


def test_the_examples_of_hypothesis_are_the_same_at_each_run() -> None:
    chosen = settings.get_profile("same")
    assert chosen.derandomize and chosen.deadline is None and chosen.database is None
    assert not settings.get_profile("fuzz").derandomize
    # The target looks for others, with the tests that use hypothesis only.
    assert "-m hypothesis --hypothesis-profile=fuzz" in (ROOT / ".ci" / "fuzz").read_text(
        encoding="utf-8"
    ).replace(" \\\n   ", "")
