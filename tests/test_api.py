"""The library as a program uses it: facts without files, one section, bytes."""

from __future__ import annotations

import io
import json
import zipfile

import pypdfium2
import pytest

import impd
from impd.document import walk_sections
from tests.commands import tablet

FACTS = {
    "trial": {"eu_ct_number": "2025-501234-11-00", "phase": "I"},
    "sponsor": {"name": "Sponsor"},
    "products": [
        {
            "code": "TAB",
            "name": "Tablet",
            "product_class": "chemical",
            "quality": {"drug_products": [{"id": "DP", "name": "Tablet", "shelf_life": "24 mo"}]},
        }
    ],
}


@pytest.mark.parametrize(
    "data", [FACTS, json.dumps(FACTS), json.dumps(FACTS).encode(), b"\xef\xbb\xbf" + json.dumps(FACTS).encode()]
)
def test_facts_are_read_without_files(data):
    application = impd.read(data)
    assert application.trial.phase == "I"
    assert str(application.products[0].quality.drug_products[0].shelf_life) == "24 months"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"products": [{"code": "X", "nmae": "y"}]}, 'products[X].nmae: unknown key "nmae"'),
        ('{"trial": ', "JSON:1: no readable JSON"),
        (b"\xff", "JSON:1: byte 0xFF is not UTF-8"),
        ({"products": [{"code": "X", "name": "a\x00b"}]}, "products[0].name: contains the control character U+0000"),
        ("[]", "JSON"),
    ],
)
def test_facts_at_fault_are_named_by_their_path(data, line):
    with pytest.raises(impd.InputFault) as fault:
        impd.read(data)
    assert any(str(one).startswith(line) for one in fault.value.problems), str(fault.value)


def test_one_section_is_composed():
    document = impd.compose(impd.read(FACTS), request=impd.Request(sections=("P.8",)))
    assert [one.identifier for one in walk_sections(document.sections)] == ["P", "P.8"]


@pytest.mark.parametrize(
    ("codes", "wanted", "line"),
    [
        ([], None, "the application has 0 products. Name one: none."),
        (["A", "B"], None, "the application has 2 products. Name one: A, B."),
        (["A"], "X", 'there is no product "X". The application has A.'),
        ([], "X", 'there is no product "X". The application has no product.'),
    ],
)
def test_a_product_must_be_one_of_the_application(codes, wanted, line):
    application = impd.read({"products": [{"code": code, "product_class": "chemical"} for code in codes]})
    with pytest.raises(impd.UsageFault) as fault:
        impd.compose(application, wanted)
    assert str(fault.value) == line


def test_the_only_product_need_not_be_named():
    assert impd.compose(impd.read(FACTS)).properties.product == "Tablet"


def test_bytes_of_either_format():
    document = impd.compose(impd.read(FACTS), request=impd.Request(sections=("P.8",)))
    word, pdf = impd.render(document, "docx"), impd.render(document)
    assert "24 months" in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    opened = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()
    assert "24 months" in text


@pytest.mark.parametrize(
    ("document", "title", "first"),
    [("impd-quality", "Quality", "F"), ("impd-safety-efficacy", "Safety and Efficacy", "1")],
)
def test_a_document_is_composed_by_its_name(document, title, first):
    composed = impd.compose(impd.read(FACTS), request=impd.Request(document=document))
    assert (composed.kind, composed.sections[0].identifier) == (document, first)
    assert composed.properties.title == f"Investigational Medicinal Product Dossier – {title}"


def test_an_unknown_document_is_refused():
    with pytest.raises(impd.UsageFault) as fault:
        impd.compose(impd.read(FACTS), request=impd.Request(document="impd-clinical"))
    assert str(fault.value).startswith('there is no document "impd-clinical". Use impd-quality or impd-safety-efficacy')


def test_an_unknown_format_is_refused():
    with pytest.raises(impd.UsageFault, match='there is no format "odt"'):
        impd.render(impd.compose(impd.read(FACTS)), "odt")


def test_a_folder_is_loaded_and_built(tmp_path):
    folder = tablet(tmp_path)
    assert impd.load(str(folder)).products[0].name == "Tablet"
    built = impd.build(str(folder), str(tmp_path / "build" / "x"), impd.Order(formats=("docx",)))
    assert [(file.kind, file.path) for file in built.files] == [
        ("impd-quality", tmp_path / "build" / "x" / "G1_IMPD-Q_Tablet.docx"),
        ("impd-safety-efficacy", tmp_path / "build" / "x" / "G2_IMPD-SE_Tablet.docx"),
    ]
    assert list(dict.fromkeys(gap.document for gap in built.gaps)) == ["G1_IMPD-Q_Tablet", "G2_IMPD-SE_Tablet"]


def test_one_document_is_built(tmp_path):
    order = impd.Order(formats=("docx",), documents=("impd-safety-efficacy",))
    built = impd.build(tablet(tmp_path), order=order)
    assert [file.kind for file in built.files] == ["impd-safety-efficacy"]
    assert {gap.document for gap in built.gaps} == {"G2_IMPD-SE_Tablet"}
    assert built.unprinted == (), "facts of the document left out are not told"


def test_what_is_printed_is_found(tmp_path):
    impd.build(tablet(tmp_path), order=impd.Order(formats=("docx",)))
    found = impd.find_printed(tmp_path / "build", fact="products[TAB].name")
    (places,) = found.values()
    assert places[0].source == "products/TAB/product.yaml:1"


def test_a_final_document_with_gaps_is_refused(tmp_path):
    with pytest.raises(impd.GapFault) as fault:
        impd.build(tablet(tmp_path), order=impd.Order(impd.Request(draft=False), ("docx",)))
    assert fault.value.exit_code == 1
    assert not (tmp_path / "build").exists()


def test_every_error_has_its_exit_code():
    codes = {one.__name__: one.exit_code for one in impd.ImpdError.__subclasses__()}
    assert codes == {
        "InputFault": 2, "UsageFault": 2, "GapFault": 1, "TemplateFault": 3, "MissingLibrary": 4, "OutputFault": 5,
    }  # fmt: skip
