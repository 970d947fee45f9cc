"""What is known of each member state: official languages, GMO routes, proof of payment (``member_states.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from impd.calculation.authorisation_region import country_code
from impd.resources import folder
from impd.rules.yaml_lines import read_yaml

_ALIASES = {"GR": "EL", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class NationalPractice:
    """Official languages (ISO 639), routes for genetically modified organisms (empty: not known), and their order."""

    languages: tuple[str, ...]
    gmo_routes: tuple[str, ...] = ()
    gmo_before_application: bool = False
    proof_of_payment: bool = True


@cache
def national_practices() -> Mapping[str, NationalPractice]:
    """The member states of the Union and the European Economic Area, by ISO 3166 code (Greece: EL)."""
    value, lines = read_yaml(folder("schemas") / "eu_ctr" / "member_states.yaml")
    if not isinstance(value, dict):
        raise lines.fault((), "expected member states by code")
    return {code: _practice(entry) for code, entry in value["member_states"].items()}


def _practice(entry: Mapping[str, object]) -> NationalPractice:
    languages, routes = entry["languages"], entry.get("gmo_routes", ())
    return NationalPractice(
        tuple(languages) if isinstance(languages, list) else (),
        tuple(routes) if isinstance(routes, list) else (),
        bool(entry.get("gmo_before_application", False)),
        bool(entry.get("proof_of_payment", True)),
    )


def alike(country: str) -> str:
    """The code of a country given by code or name, in capitals, Greece as EL."""
    code = country_code(country) or ""
    return _ALIASES.get(code, code)


def national_practice(country: str | None) -> NationalPractice | None:
    """What is known of a member state; None where it is none."""
    return national_practices().get(alike(country)) if country else None
