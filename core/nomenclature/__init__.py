"""The vocabularies of the census: codes, labels, definitions, colours, symbols, synonyms.

One file of data, ``styles/nomenclature.json``, is the single source.
"""

from .nomenclature_file import DEFAULT_PATH, load_nomenclature
from .vocabularies import Item, Nomenclature, Vocabulary

__all__ = [
    "DEFAULT_PATH",
    "Item",
    "Nomenclature",
    "Vocabulary",
    "load_nomenclature",
]
