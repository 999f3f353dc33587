"""What is asked of a geocoder for a place, and whether its answer can be trusted."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ..nomenclature import normalise
from .address import full_address
from .cleaning import COMMUNE_CODE, POSTCODE, departement_of
from .geocoding_service import Found, Question, settings

#: Parts of an address that only the post understands.
_POST = re.compile(r"\b(?:cedex(?:\s+\d{1,2})?|(?:B\.?P\.?|CS|TSA)\s*\d{1,6})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """What is known of a place before it is looked for: "" and NaN where nothing is."""

    record: int
    address: str = ""
    postcode: str = ""
    city: str = ""
    insee: str = ""
    departement: str = ""
    itinerant: bool = False
    lon: float = math.nan
    lat: float = math.nan

    @property
    def has_point(self) -> bool:
        return math.isfinite(self.lon) and math.isfinite(self.lat)


def question_of(place: Place) -> Question:
    """The address in one line, to look for in the declared commune, else in the postcode.

    Of a place without an address only the town is looked for: a street may bear its name.
    """
    address, city = _on_the_ground(place.address), _on_the_ground(place.city)
    given = settings()
    text = full_address(address, place.postcode, city) if address or city else ""
    text = re.sub(r"^[\W_]+", "", text)[: given["longest_text"]].strip()
    insee = place.insee if COMMUNE_CODE.fullmatch(place.insee) else ""
    postcode = place.postcode if POSTCODE.fullmatch(place.postcode) and not insee else ""
    return Question(text, insee, postcode, "" if address else given["town_types"][0])


def wider(question: Question) -> Question:
    """The same, to look for everywhere."""
    return Question(question.text, type=question.type)


@dataclass(frozen=True)
class Judgement:
    """An answer beside the place that it should be of. ``minimum``: the score to reach."""

    place: Place
    found: Found
    minimum: float

    @property
    def is_sure(self) -> bool:
        """Whether something was found with a sufficient score."""
        return self.found.status == "ok" and self.found.score >= self.minimum

    @property
    def is_settled(self) -> bool:
        """Whether there is no better answer to hope for."""
        return self.is_sure and not (self.found.is_town and self.place.address)

    @property
    def agrees(self) -> bool:
        """Whether it lies where the place is declared to be.

        One code that is the same is enough; else the name of the town, in the declared
        département. Of a place of which only the département is known, that is.
        """
        place, found = self.place, self.found
        if place.insee and place.insee in (found.insee, found.old_insee):
            return True
        if place.postcode and place.postcode == found.postcode:
            return True
        if place.departement and place.departement != departement_of(found.insee):
            return False
        if place.city:
            return _town(place.city) == _town(found.city)
        return bool(place.departement) and not (place.insee or place.postcode)

    @property
    def is_taken(self) -> bool:
        """Whether the place gets the point: that of a town never replaces another."""
        return self.is_sure and self.agrees and not (self.found.is_town and self.place.has_point)

    @property
    def rank(self) -> tuple[bool, bool, float]:
        """To choose the best of several answers."""
        good = self.found.status == "ok"
        return good, good and self.agrees, self.found.score

    @property
    def metres(self) -> float:
        """From the point before to the one found, along a sphere."""
        place, found = self.place, self.found
        east = math.radians(found.lon - place.lon) * math.cos(math.radians(found.lat))
        return 6_371_000 * math.hypot(east, math.radians(found.lat - place.lat))


def _on_the_ground(text: str) -> str:
    return " ".join(_POST.sub(" ", text).split()).strip(" ,;-")


def _town(name: str) -> str:
    words = normalise(_on_the_ground(name)).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
