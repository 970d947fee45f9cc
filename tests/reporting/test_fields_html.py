"""The page of the field sheet: every field, its state and its place, one file that needs no other."""

from __future__ import annotations

import base64
import hashlib
import re

from lxml import html

from impd.gaps.field_sheet import FieldState
from impd.reporting.fields_html import LABELS, fields_html
from tests.reporting.sample_sheet import sample_sheet

SHEET = sample_sheet()
DATA = fields_html(SHEET)
PAGE = html.fromstring(DATA)


def test_every_field_is_there_once_with_its_state_and_digest():
    found = {one.get("data-key"): (one.get("data-state"), one.get("data-digest")) for one in PAGE.xpath("//article")}
    assert found == {one.key: (one.state.value, one.digest) for one in SHEET.entries()}
    assert PAGE.xpath("//article[@data-missing]/@data-key") == [one.key for one in SHEET.missing()]


def test_every_state_has_a_label():
    assert set(LABELS) == set(FieldState)


def test_values_stand_as_they_are_typed():
    values = [one.text_content() for one in PAGE.xpath("//*[@class='value']")]
    assert values == [value.text for one in SHEET.entries() for value in one.values]


def test_what_is_not_asked_cannot_be_ticked():
    assert len(PAGE.xpath("//article//input[@type='checkbox']")) == len(list(SHEET.entries())) - 1


def test_the_page_needs_nothing_else_and_allows_no_other_script():
    policy = PAGE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag in ("style", "script"):
        (text,) = PAGE.xpath(f"//{tag}/text()")
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert PAGE.xpath("//@src | //link[not(starts-with(@href, 'data:'))] | //@style | //@onclick") == []
    assert b"http://" not in DATA
    assert not re.search(rb"https://(?!www\.w3\.org)", DATA)


def test_ids_are_unique_and_links_lead_somewhere():
    ids = PAGE.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in PAGE.xpath("//a/@href")} <= set(ids)


def test_the_same_sheet_gives_the_same_bytes():
    assert fields_html(sample_sheet()) == DATA


def test_a_digest_changes_with_the_value():
    first, second = (next(iter(sample_sheet(title).entries())).digest for title in ("A", "B"))
    assert first != second
