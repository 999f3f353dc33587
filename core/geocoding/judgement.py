"""What is asked of a geocoder for a place, and whether its answer can be trusted."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from ..common.normalising import normalise
from ..places.address import bare_town, full_address
from ..places.cleaning import COMMUNE_CODE, POSTCODE, departement_of, same_commune
from .answers import AddressQuestion, Found, settings

#: Parts of an address that only the post understands.
_POST = re.compile(r"\b(?:cedex(?:\s+\d{1,2})?|(?:B\.?P\.?|CS|TSA)\s*\d{1,6})\b", re.IGNORECASE)
#: Two names at least this similar (0 to 1) differ only by a misspelling.
_NEARLY = 0.8


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
    position: str = ""
    lon: float = math.nan
    lat: float = math.nan

    @property
    def has_point(self) -> bool:
        return math.isfinite(self.lon) and math.isfinite(self.lat)

    @property
    def keeps_its_point(self) -> bool:
        """Whether a person gave the point: it is compared with the address, and never moved."""
        return self.has_point and self.position not in ("geocoded", "commune")


def question_of(place: Place) -> AddressQuestion:
    """The address in one line, to look for in the declared commune, else everywhere.

    Not in the declared postcode: a large town has several, people write the first, and every other
    street would be out of reach. For a place without an address only towns are searched: a street
    may have the town's name.
    """
    address, city = _on_the_ground(place.address), _on_the_ground(place.city)
    options = settings()
    text = full_address(address, place.postcode, city) if address or city else ""
    text = re.sub(r"^[\W_]+", "", text)[: options["longest_text"]].strip()
    insee = place.insee if COMMUNE_CODE.fullmatch(place.insee) else ""
    return AddressQuestion(text, insee, type="" if address else options["town_types"][0])


def second_question(place: Place) -> AddressQuestion:
    """To ask when the first answer is not settled.

    Everywhere, instead of in a commune: its code may be wrong, belong to a commune that was merged,
    or be unknown to the service, which answers with an error. Otherwise in the postcode.
    """
    first = question_of(place)
    if first.insee or not POSTCODE.fullmatch(place.postcode):
        return first._replace(insee="")
    return first._replace(postcode=place.postcode)


@dataclass(frozen=True)
class Judgement:
    """An answer, and the place that it should belong to. ``minimum``: the score to reach."""

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
        return self.is_right and not (self.found.is_town and self.place.address)

    @property
    def is_right(self) -> bool:
        """Whether the answer belongs to this place, as far as can be known."""
        return self.is_sure and self.agrees and self.names_the_street

    @cached_property
    def agrees(self) -> bool:
        """Whether it lies where the place is declared to be.

        The same commune code, else a town of the same name in the same département, or of nearly
        the same with the same postcode (which serves several communes, and is not enough). Where
        no town is written, the same postcode, or département if that is all that is known.
        """
        place, found = self.place, self.found
        if place.insee and any(
            same_commune(place.insee, code) for code in (found.insee, found.old_insee)
        ):
            return True
        if place.departement and place.departement != departement_of(found.insee):
            return False
        if place.city:
            towns = {_town(found.city), _town(found.old_city)} - {""}
            same_postcode = place.postcode == found.postcode
            return any(_alike(_town(place.city), town, same_postcode) for town in towns)
        if place.postcode:
            return place.postcode == found.postcode
        return bool(place.departement) and not place.insee

    @cached_property
    def names_the_street(self) -> bool:
        """Whether the street found is the one written: the last word of its name stands there.

        The score does not show this: it includes postcode and town, which all streets of a town
        share.
        """
        if self.found.is_town or not self.place.address:
            return True
        name = self.found.label.partition(self.found.postcode or "\n")[0]
        words = normalise(re.split(r"\s[-.(]", name)[0]).split()
        written = normalise(self.place.address).split()
        return not words or any(_nearly(words[-1], word) for word in written)

    @property
    def is_taken(self) -> bool:
        """Whether the place gets the point: a point that was given is never replaced, and a town's
        point replaces no other point."""
        keeps = self.place.has_point if self.found.is_town else self.place.keeps_its_point
        return self.is_right and not keeps

    @property
    def rank(self) -> tuple[bool, bool, bool, float]:
        """To choose the best of several answers."""
        good = self.found.status == "ok"
        agrees = good and self.agrees
        return good, agrees, agrees and self.names_the_street, self.found.score

    @property
    def metres(self) -> float:
        """From the point before to the one found, along a sphere."""
        place, found = self.place, self.found
        east = math.radians(found.lon - place.lon) * math.cos(math.radians(found.lat))
        return 6_371_000 * math.hypot(east, math.radians(found.lat - place.lat))


def _on_the_ground(text: str) -> str:
    return " ".join(_POST.sub(" ", text).split()).strip(" ,;-")


def _alike(written: str, answered: str, nearly: bool) -> bool:
    """Whether two towns are the same: "Ramonville" and "Pierreffitte" are so ``nearly``."""
    if written == answered or not nearly:
        return written == answered
    short, long = sorted((f"{written} ", f"{answered} "), key=len)
    return long.startswith(short) or _nearly(written, answered)


def _nearly(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _NEARLY


@lru_cache(maxsize=1000)
def _town(name: str) -> str:
    return bare_town(_on_the_ground(name))
