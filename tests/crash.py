"""Kills steps at random changes to the disk, for so many minutes: python crash.py MINUTES.

Each target is first written, then written anew by a run that is killed. What is there afterwards is
what was before, byte for byte, or all new and whole; the next run leaves nothing but its results.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "sample"
CENSUS = {"INPUT": str(SAMPLE / "census.csv")}

Content = dict[str, bytes]


def rows(path: Path) -> int:
    from osgeo import ogr

    dataset = ogr.Open(str(path))
    return dataset.GetLayer(0).GetFeatureCount() if dataset is not None else -1


def is_table(home: Path, _: Content) -> bool:
    return all(rows(path) > 0 for path in home.glob("out.*") if path.suffix != ".qmd")


def is_network(home: Path, _: Content) -> bool:
    sys.path[:0] = [str(HERE.parent / "build" / "plugins")]
    from maillage.core.network.roadnetwork import Network

    return len(Network.load(home / "out.npz").x) > 0


def is_web(home: Path, _: Content) -> bool:
    """Every file is the one that the description has the fingerprint of."""
    folder = home / "out"
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return all(
        "hash" not in each
        or hashlib.sha256((folder / each["path"]).read_bytes()).hexdigest()
        == each["hash"].removeprefix("sha256:")
        for each in described["resources"]
    )


def is_atlas(home: Path, before: Content) -> bool:
    """Every dossier is of the new run, and whole."""
    from maillage.core.atlas.pdf import pages_of

    dossiers = list((home / "out").glob("*.pdf"))
    return bool(dossiers) and all(
        pages_of(path.read_bytes()) and path.read_bytes() != before[f"out/{path.name}"]
        for path in dossiers
    )


#: By name: the step, what it is given first and then anew, and whether what is there is new.
Target = tuple[str, dict[str, Any], dict[str, Any], str, Callable[[Path, Content], bool]]
TARGETS: dict[str, Target] = {
    "table csv": ("loadcensus", CENSUS, {}, "OUTPUT out.csv", is_table),
    "table xlsx": ("loadcensus", CENSUS, {}, "OUTPUT out.xlsx", is_table),
    "layer gpkg": ("loadcensus", CENSUS, {}, "OUTPUT out.gpkg", is_table),
    "layer geojson": ("loadcensus", CENSUS, {}, "OUTPUT out.geojson", is_table),
    "network": (
        "buildnetwork", {"INPUT": str(SAMPLE / "roads.gpkg")}, {}, "OUTPUT out.npz", is_network,
    ),
    "web map": (
        "exportweb", {"PLACES": "{places}"}, {"PRECISION": 3}, "OUTPUT_FOLDER out", is_web,
    ),
    "atlas": (
        "atlas",
        {"PLACES": "{places}", "TERRITORIES": str(SAMPLE / "epci.gpkg"), "TERRITORY_FIELD": "epci"},
        {"PAGE_SIZE": "A3"},
        "OUTPUT_FOLDER out",
        is_atlas,
    ),
}  # fmt: skip


def step(number: int, algorithm: str, given: dict[str, Any], home: Path) -> int:
    """Runs a step; how many changes there were, -1 where it was killed."""
    command = [sys.executable, HERE / "killed_step.py", str(number), algorithm]
    done = subprocess.run(
        [*command, json.dumps(given | {"home": str(home)})],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == -9:
        return -1
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout.rpartition("changes: ")[2])


def content(home: Path) -> Content:
    """What is there, but for what a killed run left to be removed by the next."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and ".maillage/" not in path.as_posix()
    }


def _files(content: Content) -> set[str]:
    return {name for name in content if not name.endswith(".qmd")}


def main() -> int:
    end = time.monotonic() + 60 * float(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    chosen, counts, failed = random.Random(seed), Counter(), []
    with tempfile.TemporaryDirectory() as name:
        places = Path(name, "places.gpkg")
        step(0, "loadcensus", CENSUS | {"OUTPUT": str(places)}, Path(name))
        prepared = {key: _prepare(Path(name, key), key, places) for key in TARGETS}
        while time.monotonic() < end:
            key = chosen.choice(list(TARGETS))
            fault = _kill(Path(name, "home"), key, *prepared[key], chosen, counts)
            if fault:
                failed.append(f"{key}: {fault}")
                print(failed[-1], flush=True)
    for key in TARGETS:
        told = (counts[key, word] for word in ("old", "new", "done"))
        print("{:16} killed: as before {}, new {}; came to its end {}".format(key, *told))
    print(f"seed {seed}: {counts['kills']} kills, {len(failed)} failures")
    return bool(failed)


def _given(key: str, home: Path, places: Path, is_anew: bool) -> tuple[str, dict[str, Any]]:
    algorithm, given, anew, output, _ = TARGETS[key]
    name, file = output.split()
    filled = {k: str(places) if v == "{places}" else v for k, v in given.items()}
    return algorithm, filled | (anew if is_anew else {}) | {name: str(home / file)}


def _prepare(folder: Path, key: str, places: Path) -> tuple[Path, Path, int]:
    """What was written first, and on how many changes a run that writes anew can be killed."""
    for name in ("old", "measured"):
        (folder / name).mkdir(parents=True)
        step(0, *_given(key, folder / name, places, False), folder / name)
    changes = step(0, *_given(key, folder / "measured", places, True), folder / "measured")
    return folder / "old", places, -changes if changes < 0 else changes


def _kill(
    home: Path, key: str, old: Path, places: Path, changes: int, chosen: random.Random, counts: Any
) -> str:
    """One kill; what is wrong afterwards, "" for nothing."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(old, home)
    before, is_new = content(home), TARGETS[key][-1]
    # The end, where files are replaced, as often as all that comes before.
    first = max(changes - 12, 1) if chosen.random() < 0.5 else 1
    number = chosen.randint(first, changes)
    if step(number, *_given(key, home, places, True), home) >= 0:
        counts[key, "done"] += 1
    else:
        counts["kills"] += 1
        after = content(home)
        # A record may be missing; it never speaks of another file than the one beside it.
        if after.items() <= before.items() and _files(after) == _files(before):
            counts[key, "old"] += 1
        elif _files(after) == _files(before) and is_new(home, before):
            counts[key, "new"] += 1
        else:
            return f"neither old nor new after change {number}: {sorted(after)}"
    step(0, *_given(key, home, places, True), home)
    left = sorted(path.name for path in home.iterdir())
    if left != sorted(path.name for path in old.iterdir()) or not is_new(home, before):
        return f"the run after change {number} left {left}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
