"""What is kept with a result of how it was made: see ``layers.record``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from configparser import ConfigParser
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
)

from ..common.sqlite_files import has_journal
from ..common.telling import tellable
from ..layers.record import Record, file_of, put_record, record_of, save_record
from .parameters import origin_fact, roles_of

#: Kinds of parameters whose value is a layer or a file.
_INPUTS = ("source", "vector", "multilayer", "file")

#: A larger file is known by its size and by pieces of this size, evenly spaced: bytes.
_WHOLE, _PIECE, _PIECES = 16 << 20, 64 << 10, 64


class Recorder:
    """What a run's results say of it. It reads the inputs: to be made before they can change."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        self._context = context
        self._definitions = {one.name(): one for one in algorithm.parameterDefinitions()}
        values = {
            name: parameters.get(name, definition.defaultValue())
            for name, definition in self._definitions.items()
            if not definition.isDestination()
        }
        given = {name: value for name, value in values.items() if value not in (None, "", [])}
        is_input = {name: self._definitions[name].type() in _INPUTS for name in given}
        self._record = Record(
            role="",
            algorithm=algorithm.name(),
            parameters={k: _plain(v) for k, v in given.items() if not is_input[k]},
            inputs={
                name: [_described(one, context) for one in _several(value)]
                for name, value in given.items()
                if is_input[name]
            },
            plugin=_version(),
            made=datetime.now(UTC).isoformat(),
        )
        self._origin = self._origin_of_places(given)

    def record(self, output: str) -> Record:
        """The record of an output."""
        role = next(iter(roles_of(self._definitions[output])), "")
        return replace(self._record, role=role, origin=self._origin)

    def seal(self, output: str, written: Path, path: Path, table: str) -> None:
        """Writes the record with a file, or the table of a GeoPackage, that is to be renamed to
        ``path``. Raises OutputError."""
        save_record(written, self.record(output), path.parent, table)

    def seal_sink(self, output: str, identifier: str) -> None:
        """Writes the record with what a Processing sink wrote. Raises OutputError."""
        layer = QgsProcessingUtils.mapLayerFromString(identifier, self._context)
        if layer is None:
            return
        file = file_of(layer)
        if file is None:
            put_record(layer, self.record(output))
        elif file.suffix.lower() == ".gpkg":
            table = identifier.partition("|layername=")[2].partition("|")[0]
            save_record(file, self.record(output), file.parent, table)

    def _origin_of_places(self, given: Mapping[str, Any]) -> dict[str, str]:
        """By the parameters that read a census; of what makes places of others, the first's."""
        facts = {origin_fact(one): name for name, one in self._definitions.items()}
        facts.pop("", None)
        if facts:
            return {fact: str(_plain(given[name])) for fact, name in facts.items() if name in given}
        definitions = self._definitions.values()
        if any(one.isDestination() and "places" in roles_of(one) for one in definitions):
            for name, value in given.items():
                if "places" in roles_of(self._definitions[name]):
                    layer = _layer(value, self._context, load=True)
                    record = record_of(layer) if layer is not None else None
                    return record.origin if record is not None else {}
        return {}


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _plain(value: Any) -> Any:
    """A value as JSON has it; an address without whatever may be a secret in it."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (bool, int, float)):
        return value
    return _without_secrets(str(value))


def _without_secrets(text: str) -> str:
    text = tellable(text)
    with suppress(ValueError):  # brackets that do not close: no address, whatever it is
        if "://" in text:
            parts = urlsplit(text)
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    return text


def _layer(value: Any, context: QgsProcessingContext, load: bool = False) -> QgsMapLayer | None:
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, QgsMapLayer):
        return value
    hint = QgsProcessingUtils.LayerHint.Vector  # MDAL prints what it cannot open as a mesh
    return QgsProcessingUtils.mapLayerFromString(str(value), context, load, hint)


def _described(value: Any, context: QgsProcessingContext) -> dict[str, Any]:
    """A layer or file that was given: what it is called, where it is, and what tells it apart."""
    layer = _layer(value, context)
    file = Path(str(value).partition("|")[0]) if layer is None else file_of(layer)
    if file is not None and _is_file(file):
        return {"name": file.name, "path": str(file.absolute()), **_identity(file)}
    if layer is None:
        text = str(value)
        is_database = "dbname=" in text or "host=" in text
        return {"name": _table(text) if is_database else _without_secrets(text)}
    # In memory or in a database.
    named = layer.name() if layer.providerType() == "memory" else _table(layer.source())
    known: dict[str, Any] = {"name": tellable(named), "features": layer.featureCount()}
    record = record_of(layer)
    return known | ({"made": record.made} if record is not None and record.made else {})


def _is_file(path: Path) -> bool:
    """Whether it is one; a text that stands where a file may be given is no name that one has."""
    with suppress(OSError, ValueError):  # too long, or a character that no name holds
        return path.is_file()
    return False


def _table(source: str) -> str:
    """The table that an address in a database names: the rest of it may hold a password."""
    return QgsDataSourceUri(source).table()


def _identity(file: Path) -> dict[str, Any]:
    """Size in bytes and SHA-256 of a file, or of ``sampled`` pieces of a large one.

    A database that is being edited is not read: to close it would end the locks that SQLite has on
    it in this very process (POSIX).
    """
    if has_journal(file):
        with suppress(OSError):
            state = file.stat()
            return {"bytes": state.st_size, "changed": state.st_mtime_ns}
    with suppress(OSError), open(file, "rb") as opened:
        size = file.stat().st_size
        if size <= _WHOLE:
            return {"bytes": size, "sha256": hashlib.file_digest(opened, "sha256").hexdigest()}
        digest = hashlib.sha256()
        for number in range(_PIECES):
            opened.seek((size - _PIECE) * number // (_PIECES - 1))
            digest.update(opened.read(_PIECE))
        return {"bytes": size, "sampled": digest.hexdigest()}
    return {}


@cache
def _version() -> str:
    """The plugin's own version."""
    metadata = ConfigParser(interpolation=None)
    metadata.read(Path(__file__).parents[2] / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version", fallback="")
