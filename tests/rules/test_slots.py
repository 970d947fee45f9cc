"""The table of slots: every section of Annex I, codes once, and faults with file and line."""

from __future__ import annotations

from collections import Counter

import jsonschema
import pytest
import yaml

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.acts import read_acts
from impd.rules.packs import read_pack
from impd.rules.schemas import rule_schemas
from impd.rules.slots import read_slots, slots_of

HOME = folder("schemas") / "eu_ctr"
SLOTS = slots_of(read_pack())
ENTRIES = {slot.id: slot.entry for slot in SLOTS}
GOOD = """\
version: "1"
date: "2026-01-01"
types_basis: &b {seen: false, confidence: low}
publication:
  shown: {published: true, says: S, in_force: "2024-06-18", cites: [{act: ctr-536-2014}], basis: *b}
slots:
  - id: protocol
    letter: D
    title: Protocol
    part: part_i
    scope: trial
    belongs_to: [part_i]
    kinds: [protocol]
    publication: shown
    cites: [{act: ctr-536-2014, at: "Annex I, 14"}]
    basis: {seen: false, confidence: low}
"""


def test_every_section_of_annex_i_has_a_slot_in_its_order():
    letters = [slot.entry.letter for slot in SLOTS if slot.entry.letter]
    assert sorted(set(letters)) == list("ABCDEFGHIJKLMNOPQR")
    assert letters == sorted(letters)


def test_form_and_parts_are_as_in_ctis():
    form = {slot.entry.letter for slot in SLOTS if slot.entry.part == "form"} - {""}
    assert form == {"B", "C", "Q", "R"}
    assert {slot.entry.letter for slot in SLOTS if slot.entry.part == "part_i"} == set("ADEFGHIJ")
    assert {slot.entry.letter for slot in SLOTS if slot.entry.part == "part_ii"} - {""} == set("KLMNOPR")


def test_a_number_of_ctis_belongs_to_one_kind_of_document():
    shared = {14, 322}  # recruitment arrangements hold material and procedure alike
    numbers = Counter(one for slot in SLOTS for one in slot.entry.types.model_dump().values() if one)
    assert {number for number, times in numbers.items() if times > 1} == shared


@pytest.mark.parametrize("row", yaml.safe_load((HOME / "title_codes.yaml").read_text(encoding="utf-8"))["slots"],
                         ids=lambda row: row["slot"])
def test_titles_and_types_agree_with_the_table_by_which_files_are_told(row):
    entry = ENTRIES.get(row["slot"])
    if entry is None:  # material and translations that are filed in the slot of another document
        assert row["slot"] in {"other_subject_material", "translated_patient_documents"}
        return
    assert {name: number for name, number in entry.types.model_dump().items() if number} == row["types"]
    code = entry.title_code
    assert (code.code if code else "") == row["code"]
    assert code is None or code.basis.seen == row["basis"]["seen"]
    assert entry.letter == row["annex"] or not entry.letter


def test_what_is_not_published_needs_no_version_for_publication():
    hidden = {slot.id for slot in SLOTS if not slot.publication.published}
    assert {"investigators_brochure", "impd_quality", "impd_safety_efficacy"} <= hidden
    assert not {"protocol", "protocol_synopsis", "subject_information", "recruitment_arrangements"} & hidden


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("letter: D", "letter: Z", 8, "letter"),
        ("part: part_i", "part: part_iv", 10, "part"),
        ("kinds: [protocol]", "kinds: []", 7, "give either kinds, or typed: true"),
        ("kinds: [protocol]", "kind: [protocol]", 13, "kind: Extra inputs"),
        ("publication: shown", "publication: hidden", 7, 'names the rule of publication "hidden"'),
        ("act: ctr-536-2014, at", "act: ctr-1, at", 7, 'cites "ctr-1", which acts.yaml lacks'),
        ("    basis: {seen: false", "    typed: true\n    basis: {seen: false", 7, "give either kinds"),
        ('date: "2026-01-01"', "date: soon", 2, "date"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, old, new, line, words):
    assert GOOD.count(old) >= 1
    (tmp_path / "slots.yaml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(TemplateFault) as caught:
        list(read_slots(tmp_path, read_acts()))
    assert str(caught.value).startswith(f"slots.yaml:{line}: ")
    assert words in str(caught.value)


def test_a_slot_stands_once(tmp_path):
    twice = GOOD + GOOD[GOOD.index("  - id: protocol"):]
    (tmp_path / "slots.yaml").write_text(twice, encoding="utf-8")
    with pytest.raises(TemplateFault, match=r"slots\.yaml:17: the slot protocol is given twice"):
        list(read_slots(tmp_path, read_acts()))


@pytest.mark.parametrize("name", ["slots.yaml", "clocks.yaml"])
def test_an_editor_is_given_the_form_of_the_file(name):
    schema = rule_schemas()[name]
    assert schema["title"] == name
    assert "version" in schema["required"]
    jsonschema.validate(yaml.safe_load((HOME / name).read_text(encoding="utf-8")), schema)
