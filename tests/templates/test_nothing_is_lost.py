"""Whatever the model can state, some section prints: for each kind of dossier, every field holds a value of its own."""

from __future__ import annotations

import re

import pytest

import impd
from impd.building.coverage import unprinted
from tests.templates.complete import Complete

_UPSTREAM = {"substances", "vectors", "plasmids", "editing_reagents", "banks", "donors", "boundary"}
_KINDS = {
    "chemical": ({"product_class": "chemical", "role": "test"}, set()),
    "biological": ({"product_class": "biological", "role": "test"}, set()),
    "gene therapy": ({"product_class": "gtmp_in_vivo_viral", "role": "test"}, set()),
    "modified cells": ({"product_class": "gtmp_ex_vivo", "role": "test"}, set()),
    "cells and tissues": ({"product_class": "tep", "role": "test"}, set()),
    "placebo": ({"role": "placebo", "narratives": []}, _UPSTREAM),
    "modified comparator": ({"role": "comparator", "narratives": []}, _UPSTREAM),
    "authorised": ({"role": "comparator", "narratives": []}, _UPSTREAM | {"materials"}),
}
_MODIFICATION = {"modified comparator": "modified", "authorised": "relabelled"}


def _application(kind):
    product, left_out = _KINDS[kind]
    data = Complete(product, left_out).application()
    stated = data["products"][0]
    if kind in _MODIFICATION:
        stated["authorisation"]["modification"] = _MODIFICATION[kind]
    else:
        stated["authorisation"] = None
    return impd.read(data)


@pytest.mark.parametrize("kind", _KINDS)
def test_every_fact_is_printed(kind):
    application = _application(kind)
    left = unprinted(application, [impd.compose(application)], {"IMP"})
    assert sorted({re.sub(r"\[[^\]]*\]", "[]", path) for path in left}) == []
