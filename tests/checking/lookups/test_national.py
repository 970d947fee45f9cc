"""The table of member states: complete, and found by code or name."""

from __future__ import annotations

import pytest

from impd.checking.lookups.national import national_practice, national_practices


def test_every_state_of_the_european_economic_area_has_languages():
    assert len(national_practices()) == 30
    assert all(one.languages for one in national_practices().values())


@pytest.mark.parametrize(("country", "language"), [("GR", "el"), ("nl", "nl"), ("Germany", "de"), ("NO", "nb")])
def test_a_state_is_found_by_code_or_name(country, language):
    practice = national_practice(country)
    assert practice is not None
    assert language in practice.languages


def test_a_country_outside_is_none():
    assert national_practice("US") is None
