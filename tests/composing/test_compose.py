"""A whole document: its properties and names, abbreviations, and what a company puts in place of ours."""

from __future__ import annotations

import datetime

import pytest

import impd
from impd import Request
from impd.document import plain_text
from impd.errors import TemplateFault, UsageFault
from tests.composing.dossiers import TABLET, application, composed, own_templates, section, text

QUALITY = {"substances": [{"id": "DS", "name": "Substance"}], "drug_products": [{"id": "DP", "name": "Tablet"}],
           "sites": [{"id": "MK", "name": "Maker", "country": "NO", "roles": ["batch_release"]}]}  # fmt: skip


def test_properties_come_from_the_facts():
    control = {"version": "3", "date": "2026-02-01", "confidentiality": "Confidential"}
    document = composed({"document": control}, Request(draft=False), sponsor={"name": "Sponsor"}, language="de")
    stated = document.properties
    assert (stated.title, stated.product) == ("Investigational Medicinal Product Dossier – Quality", "Tablet")
    assert (stated.sponsor, stated.trial, stated.language) == ("Sponsor", "2025-501234-11-00", "de")
    assert (stated.version, stated.date) == ("3", datetime.date(2026, 2, 1))
    assert (stated.confidentiality, stated.draft) == ("Confidential", False)


def test_what_is_not_stated_stays_empty():
    stated = impd.compose(impd.read({"products": [{"code": "X", "product_class": "chemical"}]})).properties
    assert (stated.product, stated.sponsor, stated.trial, stated.version, stated.date) == ("X", "", "", "", None)


@pytest.mark.parametrize("date", ["2026", "2026-02"])
def test_a_date_known_in_part_is_no_day(date):
    assert composed({"document": {"date": date}}).properties.date is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Linvocel", "G1_IMPD-Q_Linvocel"),
        ("Stelbat 15 mg, tablets/film", "G1_IMPD-Q_Stelbat-15-mg-tablets-film"),
        ("../../etc/passwd", "G1_IMPD-Q_etc-passwd"),
        ("{code}", "G1_IMPD-Q_code"),
        ("Лекарство", "G1_IMPD-Q_TAB"),
        (None, "G1_IMPD-Q_TAB"),
        ("A" * 300, "G1_IMPD-Q_" + "A" * 70),
    ],
)
def test_the_file_name_is_safe_and_short(name, file):
    assert composed({"name": name}).properties.file_name == file


def test_products_of_one_name_have_files_of_their_own():
    stated = application(TABLET, {**TABLET, "code": "PBO", "name": "TABLET"}, {**TABLET, "code": "X", "name": "Other"})
    names = [impd.compose(stated, code).properties.file_name for code in ("TAB", "PBO", "X")]
    assert names == ["G1_IMPD-Q_Tablet-TAB", "G1_IMPD-Q_TABLET-PBO", "G1_IMPD-Q_Other"]


def abbreviations(words, tmp_path, **own):
    request = own_templates(tmp_path, **own)
    product = {"quality": QUALITY, "narratives": [{"section": "P.2.2", "text": words}]}
    found = composed(product, Request(sections=("P.2.2",), templates=request.templates)).abbreviations
    return {one.short: one.meaning for one in found}


@pytest.mark.parametrize(
    ("words", "short", "found"),
    [
        ("The DNA was measured.", "DNA", True),
        ("DNA-free material.", "DNA", True),
        ("(DNA)", "DNA", True),
        ("cDNA", "DNA", False),
        ("CAR-T cells", "CAR-T", True),
        ("CAR-T cells", "CAR", False),
        ("CAR cells", "CAR", True),
        ("dna", "DNA", False),
    ],
)
def test_abbreviations_are_those_that_the_document_uses(words, short, found, tmp_path):
    assert (short in abbreviations(words, tmp_path)) is found


def test_a_company_adds_and_changes_abbreviations(tmp_path):
    own = {
        "shared__abbreviations.yaml": "company:\n  Ph. Int.: The pharmacopoeia\n  NO: nitric oxide\n  DNA: own words\n"
    }
    found = abbreviations("By Ph. Int., NO and DNA.", tmp_path, **own)
    assert (found["Ph. Int."], found["NO"], found["DNA"]) == ("The pharmacopoeia", "nitric oxide", "own words")


def test_abbreviations_are_sorted_without_regard_to_case(tmp_path):
    found = list(abbreviations("RNA, mRNA, DNA, ELISA, qPCR", tmp_path))
    assert found == sorted(found, key=str.casefold)
    assert {"DNA", "ELISA", "mRNA", "qPCR", "RNA"} <= set(found)


def test_a_company_template_goes_before_ours(tmp_path):
    request = own_templates(tmp_path, **{"impd_quality__P.7.xhtml": "<p>Packed by {{ drug_product.name }}.</p>"})
    document = composed({"quality": QUALITY}, request)
    assert text(section(document, "P.7")) == "Packed by Tablet."
    assert "[not stated" in text(section(document, "P.8"))


def test_a_company_template_uses_macros_of_ours_and_of_its_own(tmp_path):
    request = own_templates(tmp_path, **{
        "impd_quality__P.7.xhtml": '{% import "shared/own.xhtml" as own %}{{ own.line(drug_product) }}',
        "shared__own.xhtml": "{% macro line(one) %}<p>Own: {{ one.name }}</p>{% endmacro %}",
    })  # fmt: skip
    assert text(section(composed({"quality": QUALITY}, request), "P.7")) == "Own: Tablet"


def test_a_company_cover(tmp_path):
    request = own_templates(tmp_path, **{"impd_quality__cover.xhtml": "<p>{{ product.name }}</p>"})
    (block,) = composed({"quality": QUALITY}, request).cover
    assert plain_text(block.content) == "Tablet"


def test_a_company_changes_the_words_of_some_codes(tmp_path):
    request = own_templates(tmp_path, **{"shared__words.yaml": "site_role:\n  batch_release: certification by a QP\n"})
    assert "ertification by a QP" in text(section(composed({"quality": QUALITY}, request), "P.3.1"))


@pytest.mark.parametrize("name", ["words.yaml", "abbreviations.yaml"])
@pytest.mark.parametrize("content", ["- a list", "words", "a: [", "a: b", "a: [b]"])
def test_faulty_words_are_a_template_fault(name, content, tmp_path):
    request = own_templates(tmp_path, **{f"shared__{name}": content})
    with pytest.raises(TemplateFault) as fault:
        composed({"quality": QUALITY}, request)
    assert str(fault.value).startswith(f"shared/{name}: ")
    assert len(str(fault.value).splitlines()) == 1


def test_a_folder_of_templates_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(UsageFault) as fault:
        composed({}, Request(templates=tmp_path / "compny"))
    assert str(fault.value) == f"{tmp_path / 'compny'}: there is no such folder. Name the folder of your templates."


def test_an_unknown_numbering_is_refused():
    with pytest.raises(UsageFault, match="there is no numbering"):
        composed({}, Request(numbering="roman"))
