"""What the samples state of the rest of the application agrees with their IMPD, and nothing of it is missed there."""

from __future__ import annotations

from collections import Counter

import pytest

from impd.building.coverage import unprinted
from tests.golden.rendered import CASES, FOLDERS, composed, loaded

SAMPLES = [name for name, path in FOLDERS.items() if path.parent.name == "samples"]
COMPARED = ("storage", "shelf_life", "in_use_shelf_life", "pharmaceutical_form")


@pytest.fixture(params=SAMPLES)
def application(request):
    return loaded(request.param)


def statements(application):
    """Each statement of another document or label, with its product."""
    return [(product, one) for product in application.products for one in (*product.stated_elsewhere, product.label)]


def test_storage_and_shelf_life_are_those_of_the_product(application):
    found = [
        (name, stated, getattr(product.quality.drug_products[0], name))
        for product, one in statements(application)
        for name in COMPARED
        if (stated := getattr(one, name, None)) is not None
    ]
    assert len(found) > 4
    assert [(name, stated) for name, stated, own in found if stated != own] == []


def test_route_and_dose_are_those_of_the_product(application):
    for product, one in statements(application):
        dose = product.quality.drug_products[0].dose
        assert one.route in ((), product.route)
        for name, own in (("minimum_dose", dose.minimum), ("maximum_dose", dose.maximum)):
            assert getattr(one, name, None) in (None, own or dose.target)


def test_follow_up_is_that_of_the_clinical_part(application):
    for product, one in statements(application):
        stated = getattr(one, "long_term_follow_up", None)
        assert stated is None or stated == product.clinical.long_term_follow_up.duration


def test_sites_add_up_to_member_states_and_trial(application):
    planned = Counter()
    for site in application.trial.sites:
        planned[site.country] += site.planned_participants
    assert planned == {one.country: one.planned_participants for one in application.member_states}
    assert planned.total() == application.trial.planned_participants


def test_the_registered_brochure_is_the_one_referred_to(application):
    brochure = next(one for one in application.documents if one.kind == "investigators_brochure")
    information = application.products[0].clinical.reference_safety_information
    assert (brochure.version, brochure.date) == (information.version, information.date)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_fact_of_the_impd_is_printed(name):
    made = [composed(*case) for case in CASES if case[0] == name]
    application = loaded(name)
    assert unprinted(application, made, {product.code for product in application.products}) == []
