"""The description of the published files, as a Frictionless Data Package (version 2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ..common.files import fingerprint
from .published_places import columns, wording
from .rfc7946 import Json

_NETWORK_FILES = ("coverage.geojson", "isochrones.geojson")


def data_package(files: list[Path], schema: str, sources: list[str]) -> Json:
    """The package of ``files`` (already written), in their order."""
    words = wording()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "maillage-web",
        "title": words["title"],
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [words["licence"]],
        "sources": [{"title": source} for source in sources],
        "resources": [_resource(path, schema) for path in files],
    }


def _resource(path: Path, schema: str) -> Json:
    words = wording()
    kind = path.suffix[1:]
    media = {"csv": "text/csv", "geojson": "application/geo+json", "json": "application/json"}
    resource: Json = {
        "name": path.name.lower().replace(".", "-"),
        "path": path.name,
        "title": words["resources"][path.name],
        "format": kind,
        "mediatype": media[kind],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{fingerprint(path)}",
    }
    if path.name in _NETWORK_FILES:
        resource["description"] = words["network_licence"]
    if kind == "csv":
        resource["type"] = "table"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n"}
        resource["schema"] = _table_schema(schema)
    return resource


def _table_schema(schema: str) -> Json:
    names = columns(schema)
    fields = [
        {"name": each["name"], "type": each.get("type", "string"), "title": each["title"]}
        for each in names
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}
    fields[-1]["constraints"] = {"required": True}
    return {"fields": fields, "missingValues": [""], "primaryKey": [names[0]["name"]]}
