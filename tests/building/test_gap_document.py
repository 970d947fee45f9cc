"""The gap report as a document: what stands where, in plain words, with nothing left out."""

from __future__ import annotations

import dataclasses
import io
import re

import docx
import pikepdf
import pytest

from impd.building.gap_chapters import chapters_of
from impd.building.gap_document import gap_document
from impd.building.tracing import printed_marks
from impd.building.writers import write
from impd.document import Section, Table, contents_of, plain_text, walk_blocks, walk_sections
from impd.gaps import Outcome
from tests.building.report_sample import DOSSIER, EMPTY, FINDINGS, PACK, REPORT, finding, many

DOCUMENT = gap_document(REPORT)
CLEAN = "does not mean that the dossier is complete for the authority"


def section(number: str, document=DOCUMENT) -> Section:
    return next(one for one in walk_sections(document.sections) if one.number == number)


def text(*blocks) -> str:
    return "\n".join(plain_text(content) for block in blocks for content in contents_of(block))


def words(part: Section) -> str:
    """All that a section and those below it print."""
    return "\n".join([part.title, text(*part.blocks), *map(words, part.sections)])


def rows(number: str, document=DOCUMENT) -> list[list[str]]:
    """The rows of the last table of a section, as text."""
    table = [one for one in section(number, document).blocks if isinstance(one, Table)][-1]
    return [[plain_text(cell.content) for cell in row] for row in table.body]


def row_of(number: str, start: str, document=DOCUMENT) -> list[str]:
    return next(row for row in rows(number, document) if row[0].startswith(start))


def test_the_document_has_its_seven_sections_in_order():
    assert [one.title for one in DOCUMENT.sections] == [
        "Summary",
        "Findings by document and section",
        "Points for review by a person",
        "Questions that the facts leave open",
        "Waivers",
        "Rules and how they came out",
        "What this check does not judge",
    ]
    assert (DOCUMENT.kind, DOCUMENT.properties.title) == ("gap-report", "Gap report before submission")
    assert DOCUMENT.properties.draft is False


def test_the_cover_states_what_was_checked_and_by_which_law():
    cover = text(*DOCUMENT.cover)
    for stated in (
        "LUMICAR-201", "2026-500123-41-00", "Example Cell Therapies B.V.", "Lumicar (LVC-19)", "0.3", "2026-02-15",
        "EU clinical trial application (eu-ctr), version 2026.1", "2026-01-31", "house rules 3", "impd 0.2.0",
    ):  # fmt: skip
        assert stated in cover
    assert CLEAN in cover


def test_what_the_dossier_does_not_state_is_said_to_be_so():
    table = gap_document(EMPTY).cover[0]
    stated = {plain_text(label.content): plain_text(value.content) for label, value in table.body}
    assert {stated[one] for one in ("Trial", "EU CT number", "Sponsor", "Version of the dossier")} == {"not stated"}
    assert "Rule packs used" not in stated


def test_the_summary_counts_outcomes_and_severities():
    outcomes, severities, _ = (one for one in section("1").blocks if isinstance(one, Table))
    counted = {plain_text(row[0].content): [plain_text(cell.content) for cell in row[1:]] for row in severities.body}
    assert [plain_text(row[1].content) for row in outcomes.body] == ["1", "8", "1", "2", "7", "1"]
    assert counted == {
        "Error": ["4", "0", "0"], "Warning": ["1", "1", "1"], "Note": ["1", "0", "0"], "All": ["6", "1", "1"],
    }  # fmt: skip
    assert "Rules that failed: 1" in text(*section("1").blocks)


def test_the_summary_lists_each_section_and_where_its_findings_stand():
    assert rows("1") == [
        ["Application as a whole"],
        ["Application as a whole", "1", "0", "0", "0", "0", "section 2.1"],
        ["Cover letter"],
        ["Document as a whole", "0", "0", "1", "0", "0", "section 2.2"],
        ["Quality part: Lumicar"],
        ["S.4.1 Specification", "1", "0", "0", "0", "0", "section 2.3.1"],
        ["S.2.3.d.4~LV-01 Starting material: control", "0", "1", "0", "0", "0", "section 2.3.2"],
        ["P.8 Stability\nand 1 in the baseline", "1", "0", "0", "1", "1", "section 2.3.3"],
        ["Quality part: Placebo <R&D>"],
        ["P.8 Stability", "1", "0", "0", "1", "0", "section 2.4.1"],
    ]


def test_a_finding_stands_with_its_values_its_place_its_law_and_its_remedy():
    [row] = rows("2.3.1")
    assert row[0].startswith("Error\nQ-S41-01-")
    assert row[1] == "The specification has no limit for <potency> & identity.\nFound: < 0.5 %\nExpected: > 80 %"
    assert row[2:] == [
        "products/LVC-19/quality/stability.yaml:12\nproducts[LVC-19].quality.specifications[ds]",
        "from memory",
        "State it.",
    ]
    assert rows("2.3.3")[0][3] == "Regulation (EU) No 536/2014, Annex I, 44\nEMA/CHMP/QWP/545525/2017 Rev. 2, P.8"
    assert "in the baseline" in row_of("2.3.3", "Warning")[0]
    assert "Member State: DE\nSite: DE-03" in rows("2.2")[0][2]


def test_tables_of_findings_are_wide():
    tables = [one for part in walk_sections((section("2"),)) for one in part.blocks if isinstance(one, Table)]
    assert len(tables) == 6
    assert all(table.wide for table in tables)


def test_points_for_review_stand_below_their_question():
    assert [row[0].partition("-ade")[0].partition("-4e1")[0] for row in rows("3")] == [
        "Is the extrapolation justified?\nQ-P8-03; Quality part, P.8; Regulation (EU) No 536/2014, Annex I, 44",
        "Q-P8-03",
        "Q-P8-03",
    ]
    assert "Product: PLB-01" in rows("3")[2][2]


def test_a_question_says_which_fact_is_missing():
    assert rows("4")[0][1] == "The storage condition is missing, so nothing can be judged."


def test_waivers_stand_by_state_with_the_findings_they_explain():
    waivers, waived = (one for one in section("5").blocks if isinstance(one, Table))
    states = [plain_text(row[0].content).partition(":")[0] for row in waivers.body]
    assert states == ["Used", "Unused", "Expired"]
    assert "A. Meyer, 2026-02-01\nuntil 2026-12-31" in text(waivers)
    assert "all findings of the rule" in text(waivers)
    assert "Warning, gap\nQ-S41-02" in text(waived)
    assert "Agreed in scientific advice." in text(waived)
    assert "Q-S41-02" not in words(section("2"))


def test_rules_stand_by_outcome_with_the_reason():
    assert [one.title for one in section("6").sections] == [
        "Error", "Gap", "Cannot tell", "To review", "Satisfied", "Not applicable",
    ]  # fmt: skip
    assert rows("6.6")[0][0] == "Q-DEV-01"
    assert rows("6.6")[0][4:] == ["not applicable: 1", "No device is part of the product."]
    assert "Division by zero" in text(section("6.1").blocks[0])
    assert rows("6.5")[0][3].endswith("from memory")
    assert "judged by a person" in rows("6.4")[0][1]


def test_a_failure_is_shown_even_where_no_rule_sums_it_up():
    report = dataclasses.replace(REPORT, rules=EMPTY.rules)
    document = gap_document(report)
    assert "Division by zero" in words(section("6.1", document))
    assert "Rules that failed: 1" in words(section("1", document))


def test_the_limits_say_what_was_not_judged():
    said = words(section("7"))
    assert "A report without findings " + CLEAN in said
    assert all(one in said for one in (*PACK.cannot_judge, *PACK.known_issues))
    assert rows("7") == [["N-GLP-04", "Not used by the sponsor."], ["N-GLP-05", "no reason stated"]]


def test_a_report_without_findings_says_so_in_a_sentence_for_each_section():
    document = gap_document(EMPTY)
    assert all(one.blocks for one in document.sections)
    for number in ("2", "3", "4", "5"):
        assert not any(isinstance(block, Table) for block in section(number, document).blocks)
        assert not section(number, document).sections
    assert CLEAN in words(section("1", document))
    assert CLEAN in words(section("2", document))
    assert "No rule came out as error or gap or cannot tell or to review" in words(section("6", document))
    assert "No rule was switched off." in words(section("7", document))


@pytest.mark.parametrize("document", [DOCUMENT, gap_document(EMPTY)], ids=["full", "empty"])
def test_no_heading_is_empty_and_no_value_of_the_program_shows(document):
    assert all(one.title.strip() and (one.blocks or one.sections) for one in walk_sections(document.sections))
    printed = text(*walk_blocks(document))
    assert not re.search(r"\bNone\b|Outcome\.|Place\(|Citation\(|\[\]|\(\)", printed)


def test_it_prints_no_fact_and_no_gap_mark():
    assert list(printed_marks(DOCUMENT)) == []


def test_each_finding_stands_in_the_document():
    printed = text(*walk_blocks(DOCUMENT))
    assert [one.id for one in FINDINGS if one.id not in printed] == []


def test_many_findings_of_one_rule_say_once_what_they_share():
    report = many(1000)
    document = gap_document(report)
    printed = text(*walk_blocks(document))
    assert all(one.id in printed and one.path in printed for one in report.findings)
    assert printed.count("(25 places)") == printed.count(report.findings[0].message) == 40
    assert printed.count("What to do: Correct the result") == 40


def test_messages_that_differ_stand_with_their_place():
    found = tuple(finding("Q-P8-01", path=f"a[{one}]", message=f"Number {one} is wrong.") for one in range(4))
    document = gap_document(dataclasses.replace(REPORT, findings=found))
    assert [row[1] for row in rows("2.1.1", document)[1:]] == [f"Number {one} is wrong." for one in range(4)]
    assert rows("2.1.1", document)[0][0].startswith("Error: Q-P8-01 (4 places)\nLaw: Regulation")


def test_documents_and_sections_that_nobody_titled_come_last():
    extra = finding("Q-X", document="annex", section="Z.9")
    chapters = chapters_of(dataclasses.replace(REPORT, findings=(extra, *FINDINGS)))
    assert (chapters[-1].title, chapters[-1].parts[0].title) == ("annex: Lumicar", "Z.9")


def test_a_single_product_is_not_named_in_each_heading():
    one = dataclasses.replace(REPORT, dossier=dataclasses.replace(DOSSIER, products=DOSSIER.products[:1]))
    document = gap_document(one)
    assert section("2.3", document).title == "Quality part"
    assert "Product:" not in words(section("3", document))


def test_a_section_with_nothing_but_questions_has_no_table_of_gaps():
    only = tuple(one for one in FINDINGS if one.outcome == Outcome.CANNOT_TELL)
    document = gap_document(dataclasses.replace(REPORT, findings=only))
    assert rows("1", document)[1] == ["P.8 Stability", "0", "0", "0", "0", "1", "section 4"]
    assert section("2", document).sections == ()


def test_characters_that_no_document_can_hold_are_shown_as_such():
    odd = finding("Q-P8-01", message="Bell \x07 here {{ 7*7 }}")
    document = gap_document(dataclasses.replace(REPORT, findings=(odd,)))
    assert rows("2.1.1", document)[0][1] == "Bell \ufffd here {{ 7*7 }}"


def test_word_and_pdf_are_written_and_the_same_each_time():
    first, second = (write(gap_document(REPORT), ("docx", "pdf")) for _ in range(2))
    assert [one.data for one in first] == [one.data for one in second]
    word = docx.Document(io.BytesIO(first[0].data))
    assert "Findings by document and section" in [one.text.partition("\t")[2] for one in word.paragraphs]
    with pikepdf.open(io.BytesIO(first[1].data)) as pdf:
        sizes = {tuple(map(round, map(float, page.MediaBox[2:]))) for page in pdf.pages}
        assert pdf.Root.MarkInfo.Marked
    assert sizes == {(595, 842), (842, 595)}
