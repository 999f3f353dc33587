"""An address in one line."""

from __future__ import annotations

import re

from ..common.normalising import normalise
from ..territories.special_codes import special_codes

_SHORT = {"st": "saint", "ste": "sainte"}


def full_address(address: str, postcode: str, city: str) -> str:
    """ "12 rue Neuve 09000 Foix": street, postcode and city, each once.

    Some censuses repeat the postcode and the city at the end of the street: what the address
    already says is not added. The parts are text, "" when unknown. A city in the name of a street
    ("Route de Foix") is no city said: only what follows a postcode is.
    """
    address, postcode, city = (part.strip() for part in (address, postcode, city))
    codes = list(re.finditer(r"\b\d{5}\b", address))
    if city and any(_letters(address[code.end() :]).startswith(_letters(city)) for code in codes):
        return address
    if postcode in [code[0] for code in codes]:
        postcode = ""
    return " ".join(part for part in (address, postcode, city) if part)


def town_words(text: str) -> str:
    """The words of a town's name, to compare it: no accents, case, marks or short forms."""
    return " ".join(_SHORT.get(word, word) for word in normalise(text).split())


def bare_town(text: str) -> str:
    """The same without the article before it, or behind it as lists sort: "Port" for "Le Port",
    "Isle-Jourdain (L')"."""
    words, articles = town_words(text).split(), special_codes().articles
    kept = words[1:] if words[:1] and words[0] in articles else words
    kept = kept[:-1] if kept[1:] and kept[-1] in articles else kept
    return " ".join(kept or words)


def _letters(text: str) -> str:
    return town_words(text).replace(" ", "")
