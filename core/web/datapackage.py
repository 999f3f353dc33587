"""The description of the published files, as a Frictionless Data Package (version 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath

from .published_places import columns, wording
from .rfc7946 import Json

_NETWORK_FILES = ("coverage.geojson", "isochrones.geojson")


def data_package(files: Mapping[str, bytes], schema: str, sources: list[str]) -> Json:
    """The package of ``files`` by name, in their order."""
    words = wording()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "maillage-web",
        "title": words["title"],
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [words["licence"]],
        "sources": [{"title": source} for source in sources],
        "resources": [_resource(name, content, schema) for name, content in files.items()],
    }


def _resource(name: str, content: bytes, schema: str) -> Json:
    words = wording()
    kind = PurePath(name).suffix[1:]
    media = {"csv": "text/csv", "geojson": "application/geo+json", "json": "application/json"}
    resource: Json = {
        "name": name.lower().replace(".", "-"),
        "path": name,
        "title": words["resources"][name],
        "format": kind,
        "mediatype": media[kind],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if name in _NETWORK_FILES:
        resource["description"] = words["network_licence"]
    if kind == "csv":
        resource["type"] = "table"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n"}
        resource["schema"] = _table_schema(schema)
    return resource


def _table_schema(schema: str) -> Json:
    described = columns(schema)
    fields = [
        {"name": column["name"], "type": column.get("type", "string"), "title": column["title"]}
        for column in described
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}
    fields[-1]["constraints"] = {"required": True}
    return {"fields": fields, "missingValues": [""], "primaryKey": [described[0]["name"]]}
