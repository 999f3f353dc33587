"""The vocabularies of the census: codes, labels, definitions, colours, symbols, synonyms.

One file of data, ``styles/nomenclature.json``, is the single source.
"""

from .model import Item, Nomenclature, Vocabulary, normalise
from .reading import DEFAULT_PATH, load_nomenclature

__all__ = [
    "DEFAULT_PATH",
    "Item",
    "Nomenclature",
    "Vocabulary",
    "load_nomenclature",
    "normalise",
]
