"""What a result is: its role, how it was made and of what, kept with it as its layer's metadata.

QGIS keeps a layer's metadata in the project, in a GeoPackage's own tables, and in a ``.qmd`` beside
a file of another format; it copies them with the layer. Ours are one JSON object, the only keyword
of the vocabulary ``maillage``. It never holds secrets.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from qgis.core import QgsLayerMetadata, QgsMapLayer, QgsProviderRegistry
from qgis.PyQt.QtXml import QDomDocument

from ..common.errors import InputError, OutputError
from ..common.json_text import JsonError, read_json
from ..common.text import tr
from .roles import ROLES

#: The version of what is written; a newer one is refused.
VERSION = 1
_VOCABULARY = "maillage"

#: What is known of the census that places came from: a file, and how it was read.
FACTS = ("file", "mapping", "nomenclature", "sheet", "schema")
#: The parts of a record that are no text.
_OBJECTS = ("parameters", "inputs", "origin")
_PATHS = ("file", "mapping", "nomenclature")


@dataclass(frozen=True)
class Record:
    """What a layer is. Paths are whole in memory, and relative to its file where it has one."""

    #: One of ``roles.ROLES``; "" for a result that no step takes up.
    role: str
    #: Id of the algorithm that made it, "" for what a person brought.
    algorithm: str = ""
    #: The parameters that were given, except layers and files; for a key, its configuration's id.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: The layers and files that were given: parameter -> ``name``, ``path``, size and fingerprint.
    inputs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: Of places, by ``FACTS``.
    origin: dict[str, str] = field(default_factory=dict)
    #: The plugin's version, and when it was made (UTC, ISO 8601).
    plugin: str = ""
    made: str = ""
    #: Ending of the file that it was written into: a ``.qmd`` may stand beside several.
    ending: str = ""


def record_of(layer: QgsMapLayer) -> Record | None:
    """What ``layer`` is; None if this plugin did not make it.

    Raises InputError when a newer version of the plugin wrote it.
    """
    file = file_of(layer)
    words = layer.metadata().keywords(_VOCABULARY)
    if not words and file is not None:
        words = _read_beside(file).keywords(_VOCABULARY)
    record = _read(words[0], layer.name()) if words else None
    if record is None or file is None:
        return record
    if record.ending not in ("", ".gpkg", file.suffix.lower()):
        return None
    return _with_paths(record, lambda path: os.path.normpath(file.parent / path))


def role_title(layer: QgsMapLayer) -> str:
    """The title of the role that a layer says it has; "" where it says nothing.

    Raises InputError as ``record_of`` does.
    """
    record = record_of(layer)
    return ROLES[record.role].title() if record is not None and record.role in ROLES else ""


def put_record(layer: QgsMapLayer, record: Record) -> None:
    """Puts the record into ``layer`` itself: for layers in memory, and in the project."""
    layer.setMetadata(metadata_of(record))


def save_record(path: Path, record: Record, folder: Path, table: str = "") -> None:
    """Writes the record into a GeoPackage, for its ``table``, or beside another file.

    ``folder`` is where the file will be: paths are relative to it. Raises OutputError.
    """
    written = replace(_with_paths(record, lambda one: _relative(one, folder)),
                      ending=path.suffix.lower())  # fmt: skip
    uri = f"{path}|layername={table or path.stem}" if path.suffix.lower() == ".gpkg" else str(path)
    ogr = QgsProviderRegistry.instance().providerMetadata("ogr")
    good, why = ogr.saveLayerMetadata(uri, metadata_of(written))
    if not good:
        raise OutputError(tr("Cannot write {path}: {reason}", path=path, reason=why))


def file_of(layer: QgsMapLayer) -> Path | None:
    """The file that a layer is read from, if there is one."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    return Path(path) if path and layer.providerType() != "memory" else None


def metadata_of(record: Record) -> QgsLayerMetadata:
    """The metadata that hold a record, with a title and a history that a person can read in
    QGIS."""
    metadata = QgsLayerMetadata()
    if record.role:
        metadata.setTitle(ROLES[record.role].title())
    if record.algorithm:
        sentence = tr(
            "Made by Maillage {version} on {date} ({algorithm}).",
            version=record.plugin,
            date=record.made[:10],
            algorithm=record.algorithm,
        )
        metadata.setHistory([sentence])
    content = {"version": VERSION, **{k: v for k, v in asdict(record).items() if v}}
    metadata.setKeywords({_VOCABULARY: [json.dumps(content, ensure_ascii=False)]})
    return metadata


def _read(text: str, layer: str) -> Record | None:
    content: Any = None
    with suppress(JsonError):
        content = read_json(text)
    if not isinstance(content, dict) or not isinstance(content.get("version"), int):
        return None
    if content["version"] > VERSION:
        raise InputError(
            tr(
                "The layer “{layer}” was made by a newer version of Maillage. Update the plugin to "
                "use it here.",
                layer=layer,
            )
        )
    names = Record.__dataclass_fields__
    kinds = {name: dict if name in _OBJECTS else str for name in names}
    known = {name: content[name] for name in names if isinstance(content.get(name), kinds[name])}
    record = Record(**{"role": "", **known})
    return replace(
        record,
        role=record.role if record.role in ROLES else "",
        inputs={name: _objects(listed) for name, listed in record.inputs.items()},
        origin={name: path for name, path in record.origin.items() if isinstance(path, str)},
    )


def _objects(listed: Any) -> list[dict[str, Any]]:
    """The objects of a list, their paths texts: anybody may have written it."""
    objects = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [one for one in objects if isinstance(one.get("path", ""), str)]


def _read_beside(file: Path) -> QgsLayerMetadata:
    metadata, document = QgsLayerMetadata(), QDomDocument()
    with suppress(OSError):
        if document.setContent(file.with_suffix(".qmd").read_bytes())[0]:
            metadata.readMetadataXml(document.documentElement())
    return metadata


def _with_paths(record: Record, change: Any) -> Record:
    """The record with its paths changed; web addresses are left alone."""

    def changed(path: str) -> str:
        return path if not path or "://" in path else str(change(path))

    origin = {k: changed(v) if k in _PATHS else v for k, v in record.origin.items()}
    inputs = {
        name: [
            layer | {"path": changed(layer["path"])} if "path" in layer else layer
            for layer in layers
        ]
        for name, layers in record.inputs.items()
    }
    return replace(record, origin=origin, inputs=inputs)


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path
