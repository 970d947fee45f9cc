"""Which evidence of good manufacturing practice each product owes."""

from __future__ import annotations

from typing import Any

import pytest

from impd.calculation.gmp_evidence import GmpEvidence, gmp_evidence, lies_in_union
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.manufacture import Site


def _evidence(in_eea: bool | None = True, **facts: Any) -> GmpEvidence:
    site = {"id": "MAN", "name": "Maker", "roles": ["product_manufacture"], "in_eea": in_eea}
    quality = {"sites": [site]}
    return gmp_evidence(MedicinalProduct.model_validate({"code": "P", "role": "test", "quality": quality} | facts))


def _authorised(country: str | None = "EU", modification: str | None = "unmodified") -> dict[str, Any]:
    return {"country": country, "modification": modification}


_BOTH = ("manufacturing_authorisation", "qp_declaration")


@pytest.mark.parametrize(
    ("in_eea", "facts", "case", "documents"),
    [
        (False, {"authorisation": _authorised()}, "F-1", ()),
        (False, {"authorisation": _authorised("DE", "relabelled")}, "F-1", ()),
        (False, {}, "F-2", _BOTH),
        (False, {"role": "placebo"}, "F-2", _BOTH),
        (False, {"authorisation": _authorised("IN")}, "F-2", _BOTH),
        (False, {"manufacturing_evidence": {"mutual_recognition": True}}, "F-2", _BOTH[:1]),
        (True, {}, "F-3", _BOTH[:1]),
        (True, {"authorisation": _authorised(modification="modified")}, "F-3", _BOTH[:1]),
        (True, {"manufacturing_evidence": {"exempt_process": "Relabelling"}}, "F-4", ("gmp_national_evidence",)),
    ],
)
def test_each_case(in_eea, facts, case, documents):
    evidence = _evidence(in_eea, **facts)

    assert (evidence.case, evidence.documents) == (case, documents)


def test_a_product_authorised_in_an_ich_country_only_is_advised_a_declaration():
    evidence = _evidence(False, authorisation=_authorised("US"))

    assert (evidence.case, evidence.advisable) == ("F-3", ("qp_declaration",))


def test_a_process_exempt_by_article_61_does_not_replace_the_evidence_of_import():
    evidence = _evidence(False, manufacturing_evidence={"exempt_process": "Relabelling"})

    assert evidence.documents == (*_BOTH, "gmp_national_evidence")


@pytest.mark.parametrize(
    ("in_eea", "facts", "missing"),
    [
        (None, {}, "quality.sites[MAN].in_eea"),
        (True, {"quality": {}}, "quality.sites"),
        (True, {"authorisation": _authorised(country=None)}, "authorisation.country"),
        (True, {"authorisation": _authorised(modification=None)}, "authorisation.modification"),
    ],
)
def test_the_fact_that_is_missing_is_named(in_eea, facts, missing):
    evidence = _evidence(in_eea, **facts)

    assert (evidence.case, evidence.missing) == (None, missing)


def test_one_step_outside_the_union_counts():
    sites = [{"id": "A", "roles": "product_manufacture", "in_eea": True},
             {"id": "B", "roles": "labelling", "in_eea": False}]  # fmt: skip

    assert _evidence(quality={"sites": sites}).case == "F-2"


@pytest.mark.parametrize(
    ("facts", "inside"),
    [
        ({"country": "NO"}, True),
        ({"country": "Germany"}, True),
        ({"country": "US"}, False),
        ({"country": "US", "in_eea": True}, True),
        ({"country": "Freedonia"}, None),
        ({}, None),
    ],
)
def test_a_site_lies_where_it_is_said_to_else_in_its_country(facts: dict[str, Any], inside: bool | None) -> None:
    assert lies_in_union(Site.model_validate({"id": "S", **facts})) is inside
