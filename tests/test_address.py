"""An address in one line: street, postcode and city, each once."""

from __future__ import annotations

import pytest
from maillage.core.places.address import full_address


@pytest.mark.parametrize(
    ("address", "postcode", "city", "full"),
    [
        ("12 rue Neuve", "09000", "Foix", "12 rue Neuve 09000 Foix"),
        ("12 RUE NEUVE 09000 FOIX", "09000", "Foix", "12 RUE NEUVE 09000 FOIX"),
        ("2 COURS 12130 ST GENIEZ DOLT", "12130", "Saint-Geniez-d'Olt", None),
        ("3 rue Basse BP 35711 31057 Toulouse cedex 1", "31100", "Toulouse", None),
        ("20 place Haute 31300", "31300", "Toulouse", "20 place Haute 31300 Toulouse"),
        ("20 place Haute 31300", "", "Toulouse", "20 place Haute 31300 Toulouse"),
        ("Mairie 31300", "31300", "", None),
        ("Route de Foix", "09000", "Foix", "Route de Foix 09000 Foix"),
        ("09800 CASTILLON", "09800", "Castillon", None),
        ("", "09000", "Foix", "09000 Foix"),
        (" 1 quai Bas ", "", "", "1 quai Bas"),
        ("", "", "", ""),
    ],
)
def test_what_the_address_says_is_not_added(address: str, postcode: str, city: str, full: str):
    assert full_address(address, postcode, city) == (address if full is None else full)
