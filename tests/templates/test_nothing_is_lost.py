"""Whatever the model can state, some section prints: for each kind of dossier, every field holds a value of its own."""

from __future__ import annotations

import re
from functools import cache

import pytest

import impd
from impd.building.coverage import unprinted
from impd.building.tracing import printed_marks
from impd.composing.section_tree import documents
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import supplied_facts
from impd.dossier.registers import parts
from impd.dossier.section_statement import SectionStatement
from impd.dossier.shape import fields_of
from tests.templates.complete import Complete

_UPSTREAM = {"substances", "vectors", "plasmids", "editing_reagents", "banks", "donors", "boundary"}
_OWN = {"kind": "own_data", "brochure": None, "replaced": None}
_BROCHURE = {"kind": "investigators_brochure", "replaced": None}
_SMPC = {
    "kind": "summary_of_product_characteristics",
    "brochure": None,
    "replaced": {"previous_application": None, "changes_since": None},
}
_EARLIER = {
    "kind": "previous_application",
    "brochure": None,
    "replaced": {"product_information": None, "use_within_product_information": None},
}
_AUTHORISED = {"role": "comparator", "narratives": [], "basis": _SMPC}
_KINDS = {
    "chemical": ({"product_class": "chemical", "role": "test", "basis": _OWN}, set()),
    "biological": ({"product_class": "biological", "role": "test", "basis": _OWN}, set()),
    "gene therapy": ({"product_class": "gtmp_in_vivo_viral", "role": "test", "basis": _OWN}, set()),
    "modified cells": ({"product_class": "gtmp_ex_vivo", "role": "test", "basis": _OWN}, set()),
    "cells and tissues": ({"product_class": "tep", "role": "test", "basis": _OWN}, set()),
    "brochure": ({"product_class": "chemical", "role": "test", "basis": _BROCHURE, "narratives": []}, set()),
    "previous application": ({"product_class": "chemical", "role": "test", "basis": _EARLIER, "narratives": []}, set()),
    "placebo": ({"role": "placebo", "narratives": [], "basis": None}, _UPSTREAM),
    "modified comparator": (_AUTHORISED, _UPSTREAM),
    "authorised": (_AUTHORISED, _UPSTREAM | {"materials"}),
}
_MODIFICATION = {"modified comparator": "modified", "authorised": "relabelled"}
_OWN_DATA = [kind for kind, (product, _) in _KINDS.items() if product["basis"] is _OWN]
_REFERRING = [kind for kind in _KINDS if kind not in _OWN_DATA]
# Registers whose sections the safety and efficacy part does not have where a reference replaces its data.
_LEFT = {
    "brochure": {
        "clinical.adverse_events", "clinical.analysis_groups", "clinical.efficacy", "clinical.event_overview",
        "clinical.exposure", "clinical.immunogenicity", "clinical.kinetics", "clinical.other_experience",
        "clinical.serious_events", "clinical.shedding", "clinical.subgroups", "clinical.trials",
    },
    "previous application": {
        "non_clinical.test_facilities", "non_clinical.species", "non_clinical.bioanalytical_methods",
        "non_clinical.omissions", "non_clinical.literature", "clinical.trials", "clinical.efficacy",
        "clinical.adverse_events", "clinical.exposure", "clinical.other_experience",
    },
}  # fmt: skip
_LEFT["modified comparator"] = _LEFT["authorised"] = _LEFT["previous application"]
# Fields that the complete application leaves empty: statements replace sections; a bank is no register of its own kind.
_EMPTY = {
    *(f"products[].{part}.sections[].{name}" for part in parts() for name in fields_of(SectionStatement)),
    "products[].quality.banks[].parent", "products[].quality.plasmids[].bank",
    "products[].quality.vectors[].producer_cells",
}  # fmt: skip
# Facts that choose words or places, or name a column, and are not printed themselves.
_CHOOSING = {
    "quality.materials[].novel", "quality.processes[].current", "quality.sites[].in_eea",
    "quality.processes[].steps[].critical", "quality.processes[].steps[].controls[].critical",
    "quality.processes[].steps[].parameters[].critical", "quality.batches[].results[].test",
    "quality.stability_studies[].results[].batch", "quality.stability_studies[].results[].test",
}  # fmt: skip


@cache
def _application(kind):
    product, left_out = _KINDS[kind]
    data = Complete(product, left_out).application()
    stated = data["products"][0]
    if kind in _MODIFICATION:
        stated["authorisation"]["modification"] = _MODIFICATION[kind]
    else:
        stated["authorisation"] = None
    return impd.read(data)


@cache
def _made(kind):
    """Both documents."""
    return [impd.compose(_application(kind), request=impd.Request(document=name)) for name in documents()]


@cache
def _left(kind):
    """The paths that neither document prints, below the product."""
    return [path.removeprefix("products[IMP].") for path in unprinted(_application(kind), _made(kind), {"IMP"})]


def _shapes(paths):
    return sorted({re.sub(r"\[[^\]]*\]", "[]", path) for path in paths})


def _fields(model, prefix, elsewhere=True):
    """The fields of a group and of all groups below it, as shapes of paths; ``elsewhere`` False: those of the IMPD."""
    for name, field in fields_of(model).items():
        path = f"{prefix}{name}" + ("[]" if field.many else "")
        if field.elsewhere and not elsewhere:
            continue
        if field.group:
            yield from _fields(field.group, f"{path}.", elsewhere)
        elif not field.identifier:
            yield path, field


def _facts(kind, *beginnings):
    found = (path.removeprefix("products[IMP].") for path, _ in supplied_facts(_application(kind), elsewhere=False))
    return [path for path in found if path.startswith(beginnings)]


def test_every_field_of_the_model_is_stated():
    stated = {shape for kind in _KINDS for shape in _shapes(path for path, _ in supplied_facts(_application(kind)))}
    known = {path for path, _ in _fields(MedicinalProduct, "products[].")}
    assert sorted(known - stated) == sorted(_EMPTY)


@pytest.mark.parametrize("kind", _OWN_DATA)
def test_every_fact_is_printed(kind):
    assert _shapes(_left(kind)) == []


@pytest.mark.parametrize("kind", _OWN_DATA)
def test_every_field_is_printed_somewhere_and_not_only_read(kind):
    """References lead to another entry, and units and files stand in what they belong to; all others have a place."""
    marked = [mark.path for document in _made(kind) for mark in printed_marks(document) if mark.stated]
    listed = [one.path for document in _made(kind) for one in document.abbreviations]
    printed = _shapes([*marked, *(f"{path}.{part}" for path in listed for part in ("short", "meaning"))])
    wanted = {
        path
        for path, field in _fields(MedicinalProduct, "products[].", elsewhere=False)
        if not field.registers and not re.search(r"unit$|\.(?:narratives|figures)\[", path)
    }
    read = {f"products[].{path}" for path in _CHOOSING}
    stated = set(_shapes(path for path, _ in supplied_facts(_application(kind))))
    assert sorted((wanted & stated) - set(printed) - read) == []


def test_facts_of_other_documents_are_stated_and_no_section_prints_them():
    application = _application("gene therapy")
    stated = {path for path, _ in supplied_facts(application)}
    elsewhere = stated - {path for path, _ in supplied_facts(application, elsewhere=False)}
    marks = {mark.path for document in _made("gene therapy") for mark in printed_marks(document) if mark.stated}
    groups = {re.split(r"[.\[]", path.removeprefix("products[IMP]."))[0] for path in elsewhere}
    assert {"cover_letter", "trial", "member_states", "documents", "label", "stated_elsewhere"} <= groups
    assert elsewhere & marks == set()


@pytest.mark.parametrize("kind", _REFERRING)
def test_only_what_a_reference_replaces_is_left(kind):
    assert _shapes(path for path in _left(kind) if not path.startswith(("non_clinical.", "clinical."))) == []


@pytest.mark.parametrize("kind", ["brochure", "previous application", "modified comparator", "authorised"])
def test_the_assessment_is_printed_also_where_a_reference_replaces_the_data(kind):
    assessment = ("clinical.dose.", "clinical.risk_and_benefit.")
    assert _shapes(path for path in _left(kind) if path.startswith(assessment)) == []
    assert _facts(kind, *assessment) != []


@pytest.mark.parametrize("kind", _LEFT)
def test_data_that_a_reference_replaces_are_told(kind):
    stated = _facts(kind, *(f"{one}[" for one in _LEFT[kind]))
    assert len(stated) > len(_LEFT[kind])
    assert _shapes(set(stated).difference(_left(kind))) == []


def test_no_datum_of_a_placebo_is_printed():
    assert _left("placebo") == _facts("placebo", "non_clinical.", "clinical.")
