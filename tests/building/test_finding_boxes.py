"""Boxes of open findings: where they stand, what they say, and that they change nothing else."""

from __future__ import annotations

import dataclasses

import pytest

import impd
from impd.building.finding_boxes import with_findings
from impd.building.tracing import printed_marks, trace_entries
from impd.document import Document, FindingBox, GapBox, GapMark, Properties, Section, plain_text, walk_sections
from impd.gaps import Finding, Outcome
from tests.building.report_sample import USED, finding
from tests.composing.dossiers import TABLET, application

PROPERTIES = Properties("T", "f", "Lumicar", "s", "t", "1", None, "", "en", True, "LVC-19")
IDS = (
    "F", "S", "S.1~DS-01", "S.1~DS-02", "S.2.3.d.v.4~LV-01", "S.2.3.d.v.4~LV-02", "P", "P.8~DP1", "P.8~DP2",
)  # fmt: skip
DOCUMENT = Document("impd-quality", PROPERTIES, (), tuple(Section(one, one, one, 1) for one in IDS))


def boxes(document: Document) -> dict[str, FindingBox]:
    found = {one.identifier: one.blocks[0] for one in walk_sections(document.sections) if one.blocks}
    return {name: block for name, block in found.items() if isinstance(block, FindingBox)}


def placed(**facts: object) -> list[str]:
    return list(boxes(with_findings(DOCUMENT, [finding("Q-1", **facts)])))


@pytest.mark.parametrize(
    ("section", "path", "place"),
    [
        ("S", "products[LVC-19].quality", "S"),
        ("S.1~DS-02", "products[LVC-19].quality", "S.1~DS-02"),
        ("S.1", "products[LVC-19].quality.substances[DS-02].name", "S.1~DS-02"),
        ("S.1", "products[LVC-19].quality", "S.1~DS-01"),
        ("S.1.2~DS-02", "products[LVC-19].quality", "S.1~DS-02"),
        ("S.2.3.d.4~LV-02", "products[LVC-19].quality", "S.2.3.d.v.4~LV-02"),
        ("S.2.3.d.v.4~DS-01~LV-02", "products[LVC-19].quality", "S.2.3.d.v.4~LV-02"),
        ("S.2.3.d.4~LV-03", "products[LVC-19].quality", "S"),
        ("P.8", "products[LVC-19].quality.drug_products[DP2].shelf_life", "P.8~DP2"),
        ("P.5.1", "products[LVC-19].quality", "P"),
        ("Z.9", "products[LVC-19].quality", "F"),
        ("", "products[LVC-19].quality", "F"),
    ],
)
def test_a_finding_stands_in_its_section_or_the_nearest_above(section, path, place):
    assert placed(section=section, path=path) == [place]


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": Outcome.CANNOT_TELL},
        {"outcome": Outcome.ERROR},
        {"waiver": USED},
        {"known": True},
        {"product": "PLB-01"},
        {"document": "impd-safety-efficacy"},
        {"document": ""},
    ],
    ids=lambda facts: next(iter(facts.items()))[0],
)
def test_what_nobody_has_to_act_on_here_has_no_box(facts):
    assert placed(**facts) == []


def test_what_the_section_marks_itself_is_not_said_again():
    path = "products[LVC-19].quality.batches[b1].size"
    section = Section("P.8", "P.8", "P.8", 1, (GapBox((GapMark(path, "batch size"),)),))
    made = Document("impd-quality", PROPERTIES, (), (section,))
    same = finding("Q-1", section="P.8", path=path)
    other = finding("Q-1", section="P.8", path=path.replace("size", "site"))
    assert with_findings(made, [same]) == made
    assert len(boxes(with_findings(made, [same, other]))["P.8"].items) == 1


def test_a_finding_of_no_product_stands_in_each_document_of_its_kind():
    assert placed(product="", section="S") == ["S"]


def test_a_document_without_sections_stays_as_it_is():
    bare = dataclasses.replace(DOCUMENT, sections=())
    assert with_findings(bare, [finding("Q-1")]) == bare


def test_a_box_says_what_was_found_and_what_to_do():
    found = [
        finding("Q-1", section="S", message="A is missing.", remedy="State A."),
        finding("Q-2", section="S", message="B is missing.", remedy=""),
        finding("Q-3", Outcome.TO_REVIEW, section="S", severity="note", message="C.", question="Is C so?", remedy=""),
    ]
    box = boxes(with_findings(DOCUMENT, found))["S"]
    assert plain_text(box.title) == "Open findings of the check: 2 errors, 1 to review"
    assert [plain_text(item) for item in box.items] == [
        f"Error: A is missing. State A. ({found[0].id})",
        f"Error: B is missing. ({found[1].id})",
        f"To review: C. Is C so? ({found[2].id})",
    ]


@pytest.fixture(scope="module")
def tablet() -> Document:
    quality = {"substances": [{"id": "DS", "name": "Examplin"}]}
    return impd.compose(application({**TABLET, "quality": quality}), "TAB")


def of_tablet(section: str) -> Finding:
    return finding("Q-1", product="TAB", section=section, path="products[TAB].quality")


def test_boxes_stand_first_in_their_sections_and_leave_the_rest(tablet):
    boxed = with_findings(tablet, [of_tablet("S.1.1"), of_tablet("S.4.1")])
    before = {one.identifier: one.blocks for one in walk_sections(tablet.sections)}
    after = {one.identifier: one.blocks for one in walk_sections(boxed.sections)}
    assert list(boxes(boxed)) == ["S.1.1", "S.4.1"]
    assert {name: blocks[name in boxes(boxed) :] for name, blocks in after.items()} == before


def test_boxes_are_no_gap_marks_and_print_no_fact(tablet):
    boxed = with_findings(tablet, [of_tablet("S.1.1")])
    assert list(printed_marks(boxed)) == list(printed_marks(tablet))
    assert list(trace_entries(boxed, lambda _: None)) == list(trace_entries(tablet, lambda _: None))
