"""Facts quoted in an author's text, and all that a text may not do."""

from __future__ import annotations

import time

import pytest

from impd.errors import InputFault
from tests.composing.dossiers import composed, section, text

QUALITY = {
    "substances": [{"id": "DS", "name": "Substance"}],
    "drug_products": [{"id": "DP", "name": "Tablet", "shelf_life": "24 mo", "sterile": False}],
    "containers": [{"id": "BL", "name": "Blister"}],
    "specifications": [{"id": "SP", "subject": "DP", "tests": [{"id": "assay", "name": "Assay & co", "unit": "%"}]}],
    "batches": [{"id": "b1", "subject": "DP", "container": "BL", "number": "24E3",
                 "results": [{"test": "assay", "result": "98.0", "unit": "%"},
                             {"test": "a, b", "result": "< 1.0e3", "unit": "ng/mL"},
                             {"test": "look", "result": "white"}]}],
    "stability_studies": [{"id": "ST", "subject": "DP",
                           "results": [{"batch": "b1", "time": "6.0", "test": "assay", "result": "97.1"}]}],
}  # fmt: skip
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4"/></svg>'
FIGURES = [{"name": "map.svg", "media_type": "image/svg+xml", "data": SVG}]


def written(narrative, name="P.2.2", **facts):
    product = {"quality": QUALITY, "narratives": [{"section": name, "text": narrative}], **facts}
    return composed(product)


def printed(narrative):
    return text(section(written(narrative), "P.2.2"))


QUOTED = [
    ('{{ fact("name") }}', "Tablet"),
    ('{{ fact("quality.drug_products[DP].shelf_life") }}', "24 months"),
    ("{{ fact('quality.drug_products[DP].sterile') }}", "no"),
    ('{{ fact("quality.batches[b1].number") }}', "24E3"),
    ('{{ fact("quality.batches[b1].container") }}', "Blister"),
    ('{{ fact("quality.batches[b1].container.name") }}', "Blister"),
    ('{{ fact("quality.batches[b1]") }}', "24E3"),
    ('{{ fact("quality.stability_studies[ST].results[b1,6,assay].result") }}', "97.1"),
    ('{{ fact("quality.stability_studies[ST].results[b1,06.0,assay].result") }}', "97.1"),
    ('{{ fact("quality.specifications[SP].tests[assay].name") }}', "Assay & co"),
    ('{{ fact("document.version") }}', "[not stated: document: version]"),
    ('{{ fact("pharmaceutical_form") }}', "[not stated: pharmaceutical form]"),
    ('{{ result("P.5.4", batch="b1", test="assay") }}', "98.0 %"),
    ('{{ result("P.5.4", "b1", "look") }}', "white"),
    ('{{ ref("P.5.1") }}', "section 2.1.P.5.1"),
    ('**{{ fact("name") }}**', "Tablet"),
    ('- {{ fact("name") }}', "Tablet"),
    ('# Of {{ fact("name") }}', "Of Tablet"),
    ('`{{ fact("name") }}`', "Tablet"),
    ("{# a remark of the author #}Text", "Text"),
    ("1.0 × 10¹³ {vg}/mL and {x}", "1.0 × 10¹³ {vg}/mL and {x}"),
    ("\ue0000\ue001", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("narrative", "words"), QUOTED)
def test_a_quoted_fact_is_printed(narrative, words):
    assert words in printed(narrative)


def test_a_fact_with_a_bar_stays_in_its_cell():
    quotation = '{{ fact("quality.batches[b1].results[\\"a, b\\"].result") }}'
    assert "< 1.0 × 10³" in printed(f"| a | b |\n|---|---|\n| {quotation} | x |")


REFUSED = [
    ("{{ ''.__class__ }}", "this cannot be quoted"),
    ("{{ cycler.__init__ }}", "this cannot be quoted"),
    ("{{ cycler }}", "this cannot be quoted"),
    ("{{ 5 }}", "this cannot be quoted"),
    ('{{ fact("name") ~ "x" }}', "this cannot be quoted"),
    ('{{ fact("name")|upper }}', "this cannot be quoted"),
    ('{{ fact("name").__class__ }}', "this cannot be quoted"),
    ("{{ range(10**9) }}", "this cannot be quoted"),
    ('{{ fact("x" * 10**9) }}', "fact() is given the wrong arguments"),
    ('{{ fact(*["name"]) }}', "fact() is given the wrong arguments"),
    ("{{ fact() }}", "fact() is given the wrong arguments"),
    ('{{ result("P.5.4") }}', "result() is given the wrong arguments"),
    ("{% for i in range(10**9) %}x{% endfor %}", "a narrative holds text and quoted facts, no statements"),
    ("{% set x = 1 %}", "a narrative holds text and quoted facts, no statements"),
    ('{% include "cover.xhtml" %}', "a narrative holds text and quoted facts, no statements"),
    ('{% import "x" as y %}', "a narrative holds text and quoted facts, no statements"),
    ("{{ fact(", "unexpected 'end of template'"),
    ("{{", "unexpected 'end of template'"),
    ("{% bogus %}", "Encountered unknown tag 'bogus'"),
    ("{{ " + "(" * 5000, "a quotation is nested too deeply"),
    ('{{ fact("nmae") }}', 'no field "nmae" in nmae'),
    ('{{ fact("quality.drug_products[XX].name") }}', 'no entry "XX" in drug_products'),
    ('{{ fact("quality.drug_products.name") }}', 'no field "name" in quality.drug_products.name'),
    ('{{ fact("../../etc/passwd") }}', '"../../etc/passwd" is no fact path'),
    ('{{ ref("P.9") }}', 'there is no section "P.9" in this document'),
    ('{{ result("P.9", batch="b1", test="assay") }}', 'there is no section "P.9" in this document'),
    ('{{ result("P.5.4", batch="b9", test="assay") }}', 'no entry "b9" in batches'),
    ("<b>x</b>", "HTML is not allowed in narrative: <b>"),
    ("![x](figures/none.svg)", 'there is no figure "none.svg"'),
]


@pytest.mark.parametrize(("narrative", "message"), REFUSED, ids=[narrative[:50] for narrative, _ in REFUSED])
def test_anything_else_is_refused_with_file_and_line(narrative, message):
    start = time.monotonic()
    with pytest.raises(InputFault) as fault:
        written(f"Text.\n\n{narrative}\n")
    (line,) = str(fault.value).splitlines()
    assert line.startswith("text/P.2.2.md:")
    assert message in line
    assert time.monotonic() - start < 5


def test_the_line_is_that_of_the_quotation():
    with pytest.raises(InputFault) as fault:
        written('One.\n\nTwo {{ fact("nmae") }}.\n')
    assert str(fault.value) == 'text/P.2.2.md:3: no field "nmae" in nmae. Did you mean "name"?'


def test_all_faulty_texts_are_named_in_one_run():
    texts = [{"section": name, "text": "<b>"} for name in ("P.2.2", "S.2.6", "X.1")]
    with pytest.raises(InputFault) as fault:
        composed({"quality": QUALITY, "narratives": texts})
    files = [line.split(":")[0] for line in str(fault.value).splitlines()]
    assert files == ["text/P.2.2.md", "text/S.2.6.md", "text/X.1.md"]


def test_a_figure_of_the_author_is_printed_with_its_caption():
    document = written('![a map](figures/map.svg "Map of {{ fact("name") }}")', figures=FIGURES)
    (figure,) = section(document, "P.2.2").blocks
    assert (figure.alternative_text, figure.label) == ("a map", "Figure 1")
    assert (figure.image.width, figure.image.height) == (4.0, 3.0)
    assert text(section(document, "P.2.2")) == "Map of Tablet"


def test_an_alternative_text_cannot_quote():
    with pytest.raises(InputFault, match="an alternative text cannot quote a fact"):
        written('![of {{ fact("name") }}](figures/map.svg)', figures=FIGURES)


def test_an_address_cannot_quote():
    with pytest.raises(InputFault, match="is not allowed"):
        written('[x](https://example.org/{{ fact("name") }})')


TWO = {**QUALITY, "substances": [{"id": "A", "name": "Alpha"}, {"id": "B", "name": "Beta"}]}


@pytest.mark.parametrize(
    ("names", "first", "second"),
    [
        (["S.2.6"], "S.2.6", "S.2.6"),
        (["S.2.6~B", "S.2.6"], "S.2.6", "S.2.6~B"),
        (["S.2.6~A", "S.2.6~B"], "S.2.6~A", "S.2.6~B"),
    ],
)
def test_a_text_for_one_entry_goes_before_one_for_all(names, first, second):
    document = composed({"quality": TWO, "narratives": [{"section": name, "text": f"Text {name}."} for name in names]})
    assert f"Text {first}." in text(section(document, "S.2.6~A"))
    assert f"Text {second}." in text(section(document, "S.2.6~B"))


def test_a_text_may_name_the_only_entry():
    assert "Text." in text(section(written("Text.", "S.2.6~DS"), "S.2.6"))


def test_a_text_for_a_mere_heading_is_printed_below_it():
    assert "Text." in text(section(written("Text.", "S.2.3"), "S.2.3"))


@pytest.mark.parametrize("name", ["X.1", "P.9", "S.2.6~XX", "p.2.2"])
def test_a_text_for_no_section_is_refused(name):
    with pytest.raises(InputFault) as fault:
        composed({"quality": QUALITY, "narratives": [{"section": name, "text": "Text.", "file": "text/it.md"}]})
    assert str(fault.value).startswith(f'text/it.md: there is no section "{name}" for this kind of product')
