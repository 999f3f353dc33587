"""What is asked of a geocoder, and what it answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


@cache
def settings() -> dict[str, Any]:
    """How the Géoplateforme is asked: ``geocoder.json``.

    ``renamed``: the addresses of services that moved, by their former host; ``town_types``: what it
    calls a town; texts are counted in characters; answers are kept ``keep_days``.
    """
    return json.loads(Path(__file__).with_name("geocoder.json").read_text(encoding="utf-8"))


class AddressQuestion(NamedTuple):
    """An address in one line, and where to look for it: a commune, a postcode, a type; "" for
    anywhere."""

    text: str
    insee: str = ""
    postcode: str = ""
    type: str = ""


class Found(NamedTuple):
    """What was answered on ``day`` (ISO). ``status``: ok, not-found, skipped, error.

    ``lon`` and ``lat`` in degrees and ``score`` from 0 to 1, 0 where nothing was found.
    """

    status: str
    day: str
    lon: float = 0
    lat: float = 0
    score: float = 0
    label: str = ""
    type: str = ""
    postcode: str = ""
    insee: str = ""
    city: str = ""
    old_insee: str = ""
    old_city: str = ""

    @property
    def is_town(self) -> bool:
        """Whether only the town was found."""
        return self.type in settings()["town_types"]
