"""Asks a server that keeps one waiting, in a process of its own: asking.py KIND ADDRESS."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build" / "plugins"))

from maillage.core.net.client import Client, Limits
from maillage.core.net.transport import Transport
from qgis.core import QgsApplication


def transport(kind: str) -> Transport:
    if kind == "plain":
        from maillage.core.net.requests_transport import RequestsTransport

        return RequestsTransport()
    from maillage.core.inputs.qgis_transport import QgisTransport

    return QgisTransport()


if __name__ == "__main__":
    kind, address = sys.argv[1:]
    qgis = QgsApplication([], False)
    qgis.initQgis()
    print("asking", flush=True)
    Client(Limits(), transport=transport(kind)).get(address)
