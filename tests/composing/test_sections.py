"""What a section holds when it has facts, when it has none, and when the sponsor says something else of it."""

from __future__ import annotations

import pytest

from impd import Request, render
from impd.document import GapBox, Paragraph, plain_text
from impd.errors import InputFault, TemplateFault, UsageFault
from tests.composing.dossiers import composed, identifiers, own_templates, section, text

CHEMICAL = {"substances": [{"id": "DS", "name": "Substance"}], "drug_products": [{"id": "DP", "name": "Tablet"}]}
EARLY = {"trial": {"phase": "I"}}
CELLS = {"product_class": "sctmp"}


def quality(**more):
    return {"quality": {**CHEMICAL, **more}}


def only(document, identifier):
    (block,) = section(document, identifier).blocks
    return block


def test_a_required_section_without_facts_is_marked():
    assert "[not stated: " in text(section(composed(quality()), "S.1.3"))


def test_a_required_section_without_any_content_is_a_gap_box(tmp_path):
    document = composed(quality(), own_templates(tmp_path, impd_quality__S__1__3=""))
    assert isinstance(only(document, "S.1.3"), GapBox) is False
    request = own_templates(tmp_path, **{"impd_quality__S.1.3.xhtml": "{{ narrative() }}"})
    block = only(composed(quality(), request), "S.1.3")
    assert isinstance(block, GapBox)
    assert plain_text(block.content) == "[not stated: general properties]"


def test_a_later_section_says_that_its_time_has_not_come():
    later = "No change of the process since the non-clinical batches is reported."
    assert text(section(composed(quality(), **EARLY), "S.2.6")) == later
    stage = {"trial": {"stage": "exploratory_first_in_human"}}
    assert text(section(composed(quality(), **stage), "S.2.6")) == later


def test_after_phase_one_a_later_section_is_marked():
    assert "[not stated: " in text(section(composed(quality(), trial={"phase": "III"}), "S.2.6"))


def test_a_conditional_section_prints_the_reason_when_its_condition_is_false():
    product = {**quality(), "quality": {**CHEMICAL, "drug_products": [{"id": "DP", "sterile": False}]}}
    assert text(section(composed(product), "P.3.5")) == "Not applicable. The product is not sterile."


@pytest.mark.parametrize("sterile", [{}, {"sterile": True}])
def test_a_conditional_section_is_marked_when_the_condition_holds_or_cannot_be_told(sterile):
    product = {"quality": {**CHEMICAL, "drug_products": [{"id": "DP", **sterile}]}}
    assert "[not stated: " in text(section(composed(product), "P.3.5"))


def test_a_section_that_is_not_applicable_prints_the_reason():
    reason = text(section(composed(quality()), "S.2.5"))
    assert reason.startswith("Not applicable. Process validation data of the drug substance are not required")


def test_facts_win_over_not_applicable():
    product = quality(
        processes=[{"id": "PR", "subject": "DS", "validation": [{"subject": "Mixing", "result": "Three batches"}]}]
    )
    assert "Three batches" in text(section(composed(product), "S.2.5"))


def test_a_text_of_the_author_wins_over_not_applicable():
    product = {**quality(), "narratives": [{"section": "S.2.5", "text": "Three batches."}]}
    assert text(section(composed(product), "S.2.5")) == "Three batches."


def test_an_optional_section_is_printed_with_facts_only():
    assert "P.2.6" not in identifiers(composed(quality()))
    product = {**quality(), "narratives": [{"section": "P.2.6", "text": "Compatible."}]}
    assert "P.2.6" in identifiers(composed(product))


@pytest.mark.parametrize(
    ("facts", "present", "absent"),
    [
        ({"role": "placebo"}, ["P", "P.1"], ["S", "F.2", "A.1"]),
        ({"role": "comparator", "authorisation": {"modification": "modified"}}, ["F.4", "P.1"], ["S"]),
        ({"role": "comparator", "authorisation": {"modification": "unmodified"}}, ["F.4"], ["S", "P", "D"]),
        ({"product_class": "sctmp"}, ["F.2", "F.3", "S.2.3.a", "A.1"], ["F.4"]),
    ],
)
def test_a_kind_of_product_leaves_out_what_is_no_part_of_it(facts, present, absent):
    found = identifiers(composed({**quality(), **facts}))
    assert set(present) <= set(found)
    assert not set(absent) & set(found)


def test_titles_follow_the_kind_of_product():
    assert section(composed(quality()), "S").title == "Drug substance"
    assert section(composed({**quality(), **CELLS}), "S").title == "Active substance"
    assert section(composed({**quality(), "role": "placebo"}), "P.5").title == "Control of the placebo"


def stated(**statement):
    return quality(sections=[statement])


def test_a_statement_replaces_the_section_and_what_lies_below():
    document = composed(stated(section="S.4", not_applicable="Described in the ASMF."))
    assert text(section(document, "S.4")) == "Not applicable. Described in the ASMF."
    assert "S.4.1" not in identifiers(document)


def test_a_statement_wins_over_facts():
    product = quality(sections=[{"section": "S.2.5", "not_applicable": "See the ASMF."}],
                      processes=[{"id": "PR", "subject": "DS", "validation": [{"subject": "Mixing"}]}])  # fmt: skip
    assert text(section(composed(product), "S.2.5")) == "Not applicable. See the ASMF."


def test_a_statement_may_refer_to_another_section():
    document = composed(stated(section="P.6", see_instead="S.5"))
    assert text(section(document, "P.6")) == "See section 2.1.S.5."


def test_a_statement_may_do_both():
    document = composed(stated(section="P.6", not_applicable="One standard.", see_instead="S.5"))
    assert text(section(document, "P.6")) == "Not applicable. One standard.\nSee section 2.1.S.5."


def test_a_statement_that_says_nothing_leaves_a_gap():
    block = only(composed(stated(section="S.5")), "S.5")
    assert plain_text(block.content) == "[not stated: reference standards or materials]"


@pytest.mark.parametrize(
    ("statement", "name"),
    [({"section": "S.9"}, "S.9"), ({"section": "P.6", "see_instead": "X"}, "X"), ({"section": "S.5~XX"}, "S.5~XX")],
)
def test_a_statement_on_no_section_is_refused(statement, name):
    with pytest.raises(InputFault) as fault:
        composed(stated(**statement))
    path = f"products[TAB].quality.sections[{statement['section']}]"
    assert (
        str(fault.value)
        == f'{path}: there is no section "{name}" for this kind of product. Name a section of the document.'
    )


def test_a_statement_for_one_of_two_substances():
    two = {**CHEMICAL, "substances": [{"id": "A", "name": "Alpha"}, {"id": "B", "name": "Beta"}]}
    sections = [{"section": "S.5~B", "see_instead": "S.5~A"}, {"section": "S.7", "not_applicable": "In the ASMF."}]
    document = composed({"quality": {**two, "sections": sections}})
    assert text(section(document, "S.5~B")) == "See section 2.1.S(1).5."
    assert "[not stated" in text(section(document, "S.5~A"))
    assert [text(section(document, f"S.7~{one}")) for one in "AB"] == ["Not applicable. In the ASMF."] * 2


def test_a_reference_from_one_chapter_stays_in_it():
    two = {**CHEMICAL, "substances": [{"id": "A", "name": "Alpha"}, {"id": "B", "name": "Beta"}]}
    texts = [{"section": "S.2.6", "text": 'See {{ ref("S.4.1") }}.'}]
    document = composed({"quality": two, "narratives": texts})
    assert "See section 2.1.S(2).4.1." in text(section(document, "S.2.6~B"))


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        (("P.8",), ["P", "P.8"]),
        (("P.8", "S.1.1"), ["S", "S.1", "S.1.1", "P", "P.8"]),
        (("S.1",), ["S", "S.1", "S.1.1", "S.1.2", "S.1.3"]),
        (("A",), ["A", "A.1", "A.2", "A.3", "A.4"]),
    ],
)
def test_a_request_for_some_sections(sections, found):
    assert identifiers(composed(quality(), Request(sections=sections))) == found


def test_some_sections_refer_to_those_left_out():
    product = {**quality(), "narratives": [{"section": "P.8", "text": 'See {{ ref("S.7") }}.'}]}
    assert "See section 2.1.S.7." in text(section(composed(product, Request(sections=("P.8",))), "P.8"))


def test_a_reference_to_a_section_that_is_not_printed_is_a_gap():
    product = {**quality(), "narratives": [{"section": "P.2.2", "text": 'See {{ ref("P.2.6") }}.'}]}
    document = composed(product)
    assert text(section(document, "P.2.2")) == "See [not stated: section 2.1.P.2.6]."


@pytest.mark.parametrize("sections", [(), ("P.2.2",)])
def test_references_that_lead_nowhere_are_written_as_words(sections):
    texts = [{"section": "P.2.2", "text": 'See {{ ref("P.2.6") }} and {{ ref("P.8") }}.'}]
    document = composed({**quality(), "narratives": texts}, Request(sections=sections))
    assert render(document, "docx").startswith(b"PK")


@pytest.mark.parametrize("name", ["P.9", "p.8", "", "P.8 "])
def test_an_unknown_section_is_a_fault_of_usage(name):
    with pytest.raises(UsageFault) as fault:
        composed(quality(), Request(sections=(name,)))
    assert str(fault.value) == f'there is no section "{name}" in this document. Name one of the section tree.'


TEMPLATES = [
    ("{{ substance.nmae }}", 'S.1.3.xhtml:2: there is no fact "nmae" here'),
    ("{{ nothing }}", "S.1.3.xhtml:2: 'nothing' is undefined"),
    ("{% if %}", "S.1.3.xhtml:2: Expected an expression, got 'end of statement block'"),
    ("{% endif %}", "S.1.3.xhtml:2: "),
    ("{{ 1 / 0 }}", "S.1.3.xhtml:2: division by zero"),
    ("{{ ref('X.9') }}", 'S.1.3.xhtml:2: there is no section "X.9" in this document'),
    ("{{ fact('nmae') }}", 'S.1.3.xhtml:2: no field "nmae" in nmae'),
    ("{% for i in range(10**9) %}{% endfor %}", "S.1.3.xhtml:2: Range too big"),
    ("{{ ''.__class__ }}", "S.1.3.xhtml:2: access to attribute '__class__' of 'str' object is unsafe"),
    ("{{ cycler.__init__.__globals__ }}", "S.1.3.xhtml:2: access to attribute '__init__' of 'type' object is unsafe"),
    ("{{ substance._facts }}", "S.1.3.xhtml:2: access to attribute '_facts' of 'View' object is unsafe"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "S.1.3.xhtml:2: maximum recursion depth exceeded"),
    ("{% include 'nowhere.xhtml' %}", "nowhere.xhtml: there is no such template"),
    ("{% include '../../../../etc/passwd' %}", "../../../../etc/passwd: there is no such template"),
    ("<div/>", "S.1.3.xhtml: line 2 of its output: the tag <div> is not known here"),
    ('<figure src="x.svg" alt="x"/>', 'S.1.3.xhtml: there is no figure "x.svg"'),
    ('<p><ref to="t-none"/></p>', 'cross-reference to "t-none": no section, table or figure has this identifier'),
]


@pytest.mark.parametrize(("line", "message"), TEMPLATES, ids=[line for line, _ in TEMPLATES])
def test_a_faulty_template_is_named_with_its_line(line, message, tmp_path):
    request = own_templates(tmp_path, **{"impd_quality__S.1.3.xhtml": f"<p>Text</p>\n{line}\n"})
    with pytest.raises(TemplateFault) as fault:
        composed(quality(), request)
    assert message in str(fault.value)
    assert len(str(fault.value).splitlines()) == 1


def test_a_sentence_alone_fills_no_required_section(tmp_path):
    request = own_templates(tmp_path, **{"impd_quality__S.1.3.xhtml": "<p>Usual words.</p>{{ narrative() }}"})
    blocks = section(composed(quality(), request), "S.1.3").blocks
    assert isinstance(blocks[0], Paragraph)
    assert "[not stated: general properties]" in text(section(composed(quality(), request), "S.1.3"))
