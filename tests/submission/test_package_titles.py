"""Titles and folders of a package."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impd.submission.package import FileContent, PackageDocument, PackageSlot
from impd.submission.package_titles import folder_of, plain_ascii, read_package_names, with_titles
from impd.submission.title import read_title
from impd.submission.title_codes import read_title_profile

NUMBER = "2026-512345-11-00"
SYNOPSIS = PackageSlot("protocol_synopsis", "Protocol synopsis", "part_i", "required", "final", title_code="D1")
CV = PackageSlot("investigator_cv", "CV", "part_ii", "required", "final", member_state="EL", site="S 1")


def document(slot: PackageSlot = SYNOPSIS, **fields: object) -> PackageDocument:
    """A registered synopsis, or another document."""
    one = PackageDocument(slot, "DOC-1", "protocol_synopsis", "x.pdf", FileContent(b"x", ".pdf"))
    return replace(one, **fields)


def titles(*documents: PackageDocument) -> list[str]:
    """The titles of documents packaged together."""
    return [one.title for one in with_titles(documents, NUMBER)]


def test_a_title_has_code_name_number_state_and_language():
    assert titles(document(member_state="BE", language="nl")) == ["D1_Protocol synopsis_2026-512345-11_BEL_NL"]
    assert titles(document(language="en")) == ["D1_Protocol synopsis_2026-512345-11_EN"]


def test_the_reader_of_titles_finds_its_parts():
    parts = read_title(titles(document(member_state="GR", language="el"))[0])
    assert (parts.code, parts.name, parts.member_state, parts.language) == ("D1", "Protocol synopsis", "GRC", "EL")
    assert (parts.eu_ct_number, parts.versions, parts.dates, parts.unusual) == ("2026-512345-11", (), (), ())


def test_without_a_trial_number_the_title_has_none():
    assert with_titles([document(language="en")], "")[0].title == "D1_Protocol synopsis_EN"


def test_alike_titles_are_told_by_the_id_then_by_a_number():
    first, second = document(id="Part A", language="en"), document(id="Part B", language="en")
    assert titles(first, second) == [
        "D1_Protocol synopsis Part A_2026-512345-11_EN", "D1_Protocol synopsis Part B_2026-512345-11_EN",
    ]  # fmt: skip
    assert titles(document(id="ж"), document(id="я"))[1] == "D1_Protocol synopsis 2_2026-512345-11"


@pytest.mark.parametrize("told", ["version 2.0", "2026-03-31", "v1.1 of 31-03-2026"])
def test_no_version_and_no_date_stands_in_a_title(told):
    parts = read_title(titles(document(tells=(told,)))[0])
    assert (parts.versions, parts.dates) == ((), ())


def test_a_long_name_is_cut_and_the_rest_stays():
    (title,) = titles(document(tells=("é" * 300,), member_state="BE", language="fr"))
    assert len(title) == 100
    assert title.isascii()
    assert title.endswith("_2026-512345-11_BEL_FR")
    long = [document(id=f"DOC-{number}", tells=("x" * 300,)) for number in (1, 2)]
    assert [len(one) for one in titles(*long)] == [100, 100]
    assert len(set(titles(*long))) == 2


def test_folders_follow_the_parts_of_ctis():
    assert folder_of(SYNOPSIS) == "Part I"
    assert folder_of(replace(SYNOPSIS, product="ÄB/1")) == "Part I/AB-1"
    assert folder_of(CV) == "Part II/GRC/S 1"
    assert folder_of(replace(CV, part="form")) == "Form"


@pytest.mark.parametrize(("text", "plain"), [("Łódź", "Lodz"), ("../a", "a"), ("a_b.c", "a-b-c"), ("Maß ", "Mass")])
def test_plain_text_has_no_sign_that_a_path_could_act_on(text, plain):
    assert plain_ascii(text) == plain


def test_every_state_and_kind_of_the_profile_is_known():
    names = read_package_names()
    assert set(names.member_states.values()) == read_title_profile().member_states
    assert all(name == plain_ascii(name) and not read_title(f"D1_{name}").dates for name in names.names.values())
