"""Where a product has a marketing authorisation: in the Union, in an ICH country, or elsewhere."""

from __future__ import annotations

from impd.calculation.proof import Proof
from impd.dossier.medicinal_product import MedicinalProduct

_UNION = frozenset({
    "EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
_ICH = frozenset({
    "US", "JP", "CH", "CA", "BR", "KR", "SG", "CN", "TW", "GB", "UK", "MX", "SA", "TR", "EG", "AR", "JO",
})  # fmt: skip
_NAMES = {
    "european union": "EU", "austria": "AT", "belgium": "BE", "bulgaria": "BG", "croatia": "HR", "cyprus": "CY",
    "czechia": "CZ", "denmark": "DK", "estonia": "EE", "finland": "FI", "france": "FR", "germany": "DE",
    "greece": "GR", "hungary": "HU", "iceland": "IS", "ireland": "IE", "italy": "IT", "latvia": "LV",
    "liechtenstein": "LI", "lithuania": "LT", "luxembourg": "LU", "malta": "MT", "netherlands": "NL", "norway": "NO",
    "poland": "PL", "portugal": "PT", "romania": "RO", "slovakia": "SK", "slovenia": "SI", "spain": "ES",
    "sweden": "SE", "united states": "US", "japan": "JP", "switzerland": "CH", "canada": "CA", "brazil": "BR",
    "south korea": "KR", "singapore": "SG", "china": "CN", "united kingdom": "GB", "mexico": "MX",
    "saudi arabia": "SA", "egypt": "EG", "argentina": "AR", "jordan": "JO",
}  # fmt: skip


def authorised_in_union(product: MedicinalProduct) -> Proof:
    """Whether the product has a marketing authorisation in the Union or the European Economic Area.

    No authorisation stated counts as none: it is never taken for one, so that nothing is let off by silence.
    """
    return _authorised(product, _UNION, "in the Union")


def authorised_in_union_or_ich(product: MedicinalProduct) -> Proof:
    """Whether it has one in the Union or in a country that is party to ICH (Annex I, 33 and 52).

    The parties are those whose authority is a member of ICH; members as of 2024.
    """
    return _authorised(product, _UNION | _ICH, "in the Union or a party to ICH")


def country_in_union(country: str | None) -> bool | None:
    """Whether a country lies in the Union or the European Economic Area; None where none, or no known one, is named."""
    code = country_code(country.strip()) if country else None
    return None if code is None or len(code) != 2 else code in _UNION


def _authorised(product: MedicinalProduct, countries: frozenset[str], where: str) -> Proof:
    path = "authorisation"
    if product.role == "placebo":
        return Proof(False, "a placebo has no marketing authorisation", "role")
    if product.authorisation is None:
        return Proof(False, "no marketing authorisation is stated", path)
    country = country_code(product.authorisation.country)
    if country is None:
        return Proof(None, "the country of the marketing authorisation is not stated", f"{path}.country")
    inside = country in countries
    return Proof(inside, f"authorised in {country}, which is{'' if inside else ' not'} {where}", f"{path}.country")


def country_code(country: str | None) -> str | None:
    """The ISO 3166 code of a country that is given by code or by its English short name; None where none is given."""
    return _NAMES.get(country.lower(), country.upper()) if country else None
