"""Several substances, products, vectors and devices: numbers, identifiers, titles, and what each holds."""

from __future__ import annotations

import pytest

from impd import Request
from impd.document import Table, walk_blocks
from tests.composing.dossiers import composed, identifiers, marks, section, text

CELLS = {"product_class": "gtmp_ex_vivo"}
TWO = {
    "substances": [{"id": "A", "name": "Alpha"}, {"id": "B", "name": "Beta"}],
    "drug_products": [{"id": "T5", "name": "Tablet 5 mg"}, {"id": "T20", "name": "Tablet 20 mg"}],
    "specifications": [
        {
            "id": f"SP-{one}",
            "subject": one,
            "tests": [{"id": "assay", "name": f"Assay of {one}", "release_limit": ">= 9"}],
        }
        for one in ("A", "B", "T5", "T20")
    ],
}
VECTORS = {
    "substances": [{"id": "CELLS", "name": "Cells"}],
    "drug_products": [{"id": "DP", "name": "Bag"}],
    "vectors": [{"id": "LV", "name": "Vector one", "role": "starting_material"},
                {"id": "AAV", "name": "Vector two", "role": "starting_material"}],
    "editing_reagents": [{"id": "CAS9", "name": "Nuclease"}],
}  # fmt: skip


def numbers(document):
    return {one: section(document, one).number for one in identifiers(document)}


def test_two_substances_and_two_products():
    document = composed({"quality": TWO})
    found = numbers(document)
    assert found["S~A"] == "2.1.S(1)"
    assert found["S.4.1~B"] == "2.1.S(2).4.1"
    assert found["P.8~T20"] == "2.1.P(2).8"
    assert found["A.1"] == "2.1.A.1"
    assert section(document, "S~B").title == "Drug substance: Beta"
    assert section(document, "P~T5").title == "Investigational medicinal product under test: Tablet 5 mg"


@pytest.mark.parametrize(("owner", "chapter"), [("A", "S.4.1"), ("B", "S.4.1"), ("T5", "P.5.1"), ("T20", "P.5.1")])
def test_each_prints_its_own_specification(owner, chapter):
    printed = text(section(composed({"quality": TWO}), f"{chapter}~{owner}"))
    assert f"Assay of {owner}" in printed
    assert printed.count("Assay of") == 1


def test_one_of_each_has_bare_numbers():
    one = {"substances": TWO["substances"][:1], "drug_products": TWO["drug_products"][:1]}
    found = numbers(composed({"quality": one}))
    assert found["S.4.1"] == "2.1.S.4.1"
    assert found["P.8"] == "2.1.P.8"


def test_starting_vectors_are_counted_below_their_heading():
    found = numbers(composed({**CELLS, "quality": VECTORS}))
    assert found["S.2.3.d.v~LV"] == "2.1.S.2.3.d.1"
    assert found["S.2.3.d.v.4~AAV"] == "2.1.S.2.3.d.2.4"
    assert found["S.2.3.d.v.1~CAS9"] == "2.1.S.2.3.d.3.1"


def test_a_starting_vector_stands_with_the_substance_that_names_it():
    substances = [{"id": "A", "name": "Alpha"}, {"id": "B", "name": "Beta", "vectors": ["AAV"]}]
    document = composed({**CELLS, "quality": {**VECTORS, "substances": substances}})
    found = [one for one in identifiers(document) if one.startswith("S.2.3.d.v~")]
    assert found == ["S.2.3.d.v~A~LV", "S.2.3.d.v~A~CAS9", "S.2.3.d.v~B"]
    assert section(document, "S.2.3.d.v~B").title == "Starting material: Vector two"


def test_all_identifiers_and_labels_are_unique():
    document = composed({**CELLS, "quality": {**VECTORS, **TWO}})
    found = identifiers(document)
    tables = [block for block in walk_blocks(document) if isinstance(block, Table) and block.label]
    assert len(found) == len(set(found))
    assert [table.label for table in tables] == [f"Table {one}" for one in range(1, len(tables) + 1)]


def test_without_substance_and_product_each_chapter_is_a_gap():
    document = composed({"quality": {}})
    assert text(section(document, "S")) == "[not stated: drug substance]"
    assert text(section(document, "P")) == "[not stated: investigational medicinal product under test]"
    assert "S.1" not in identifiers(document)


def test_a_chapter_without_entry_stands_for_its_sections():
    texts = [{"section": "P.8", "text": "Words."}, {"section": "A.1", "text": 'See {{ ref("P.5.1") }}.'}]
    document = composed({"quality": {"substances": [{"id": "DS"}]}, "narratives": texts})
    assert text(section(document, "A.1")) == "See section 2.1.P."
    assert identifiers(composed({"quality": {}}, Request(sections=("P.8", "S.4.1")))) == ["S", "P"]


def test_without_starting_vectors_there_is_one_gap_below_their_heading():
    none = {key: value for key, value in VECTORS.items() if key in ("substances", "drug_products")}
    document = composed({**CELLS, "quality": none})
    assert "[not stated: " in text(section(document, "S.2.3.d.v"))


@pytest.mark.parametrize(
    ("style", "kind", "number"),
    [
        ("impd", "chemical", "2.1.S.1.1"),
        ("ctd", "chemical", "3.2.S.1.1"),
        ("ema", "chemical", "2.2.1.S.1.1"),
        ("ema", "biological", "S.1.1"),
        ("ctd", "biological", "3.2.S.1.1"),
    ],
)
def test_numbering_styles(style, kind, number):
    document = composed({"quality": TWO, "product_class": kind}, Request(numbering=style, sections=("S.1.1",)))
    assert section(document, "S.1.1~A").number == number.replace("S.", "S(1).")
    assert section(composed({"quality": TWO}, Request(numbering=style)), "F.1").number == "1.1"


def test_references_use_the_numbering_style():
    product = {"quality": VECTORS, "product_class": "biological",
               "narratives": [{"section": "P.8", "text": 'See {{ ref("S.7") }}.'}]}  # fmt: skip
    assert "See section S.7." in text(section(composed(product, Request(numbering="ema")), "P.8"))


def test_an_integral_device_has_its_part():
    devices = [{"id": "D1", "name": "Matrix", "role": "integral"}, {"id": "D2", "role": "administration"}]
    product = {"product_class": "tep", "quality": {**VECTORS, "devices": devices}}
    document = composed(product)
    assert [one for one in identifiers(document) if one.startswith("D")] == ["D"]
    assert marks(document, "products[TAB].quality.devices[D1].name")
