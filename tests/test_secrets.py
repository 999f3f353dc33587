"""No algorithm tells, logs or keeps a password, a token or a key of what it is given."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from many_runs import Job, run_all
from qgis.core import QgsProcessingAlgorithm
from test_contract import _LAYERS, given, outputs, plain  # noqa: F401

#: Made of parts, so that nothing here looks like a secret.
HUSH = "hu" + "sh7" + "ab"
WORD, KEY = "pass" + "word", "k" + "ey"
#: Nobody listens there.
_NOWHERE = "127.0.0.1"
_DATABASE = f"postgres://dbname='x' host={_NOWHERE} port=9 user='u' {WORD}='{HUSH}'"
#: Layers that cannot be opened, as QGIS and GDAL write them.
LAYERS = (
    f'{_DATABASE} table="public"."p" (geom)',
    f"PG:dbname=x host={_NOWHERE} port=9 user=u {WORD}={HUSH}",
    f"/vsicurl/http://u:{HUSH}@{_NOWHERE}:9/x.gpkg?{KEY}={HUSH}|layername=x",
    f"WFS://url='http://u:{HUSH}@{_NOWHERE}:9/wfs?{KEY}={HUSH}' typename='p' {WORD}='{HUSH}'",
    f"postgresql://u:{HUSH}@{_NOWHERE}:9/x",
    f"MSSQL:server={_NOWHERE};database=x;UID=u;PWD={HUSH};tables=p",
)
#: Where nothing can be written.
OUTPUTS = (
    f'{_DATABASE} table="public"."o" (geom)',
    f"ogr:dbname='/no/{KEY}={HUSH}/o.gpkg' table=\"o\" (geom)",
    f"http://u:{HUSH}@{_NOWHERE}:9/o.gpkg?{KEY}={HUSH}",
    f"PG:dbname=x host={_NOWHERE} port=9 {WORD}={HUSH}",
)
_ADDRESS = f"http://u:{HUSH}@{_NOWHERE}:9/a?{KEY}={HUSH}"
_ADDRESSES = {"URL", "ENDPOINT", "BASE_URL"}
#: What QGIS's own reader of meshes prints of what it is asked for, whatever the algorithm.
_MESH = re.compile(r"^ERROR: Status \d+: File .*$", re.MULTILINE)


def _jobs(algorithms: list[QgsProcessingAlgorithm], files: Path, folder: Path) -> Iterator[Job]:
    """For each algorithm its first layer, its first output and its addresses with a secret; the
    forms of layers and outputs in turn."""
    layers, places = cycle(LAYERS), cycle(OUTPUTS)
    for algorithm in algorithms:
        valid = plain(algorithm, files) | outputs(algorithm, folder / algorithm.name())
        seen = set()
        for definition in algorithm.parameterDefinitions():
            kind = "output" if definition.isDestination() else definition.type()
            kind = "layer" if kind in _LAYERS | {"file"} else kind
            kind = "address" if definition.name() in _ADDRESSES else kind
            if kind in seen or kind not in ("layer", "output", "address"):
                continue
            seen.add(kind)
            value = {"layer": next(layers), "output": next(places), "address": _ADDRESS}[kind]
            several = definition.type() == "multilayer"
            yield algorithm.name(), valid | {definition.name(): [value] if several else value}


def test_no_algorithm_tells_a_secret(maillage: Any, given: Path, tmp_path: Path) -> None:  # noqa: F811
    kept = tmp_path / "kept"
    kept.mkdir()
    jobs = list(_jobs(maillage.algorithms(), given, kept))
    cache = str(tmp_path / "cache")
    ended = run_all(tmp_path / "jobs", jobs, XDG_CACHE_HOME=cache, MAILLAGE_LANGUAGE="en")
    told = [
        (job[0], [line for line in (said + error).splitlines() if HUSH in line])
        for job, said, error in zip(jobs, ended.said, ended.errors, strict=True)
        if HUSH in said + error
    ]
    assert not told, "\n".join(map(str, told))
    output = _MESH.sub("", ended.output)
    assert HUSH not in output, [line for line in ended.output.splitlines() if HUSH in line]
    for file in (*kept.rglob("*"), *Path(cache).rglob("*")):
        assert HUSH not in file.name
        assert not file.is_file() or HUSH.encode() not in file.read_bytes(), file
    assert not [
        name for name in os.listdir() if "dbname" in name or "://" in name or name[-1] == ":"
    ]
    assert sum(map(bool, ended.errors)) > len(jobs) / 2, "most of them cannot work"
