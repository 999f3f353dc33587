"""The figures of the model, and which fields it knows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

#: What a structure is reached by, and what it does: within each, fields go together.
CONTACTS = ("phone", "email", "website")
OFFER = (
    *("kind", "legal_nature", "labels", "activities", "publics"),
    *("access_conditions", "opening_hours"),
)
#: Labels that took the place of another.
SUCCESSORS = {"MSAP": "MFS"}


@cache
def model() -> dict[str, Any]:
    """The figures of ``model.json``, which says what they mean."""
    return json.loads((Path(__file__).parent / "model.json").read_text(encoding="utf-8"))
