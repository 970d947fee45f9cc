"""Views: what a fact, a missing fact, a list and a reference print, and how they answer to templates."""

from __future__ import annotations

import pytest

from tests.composing.dossiers import composition

QUALITY = {
    "sites": [
        {"id": "MK", "name": "Maker & Co", "roles": ["product_manufacture", "batch_release"]},
        {"id": "QC", "roles": ["release_testing"]},
    ],
    "drug_products": [{"id": "DP", "name": "Tablet", "shelf_life": "24 mo", "sterile": False, "strength": "24E3"}],
    "containers": [{"id": "BL", "name": "Blister"}],
    "processes": [{"id": "PR", "subject": "DP", "current": True}],
    "batches": [
        {"id": "b1", "subject": "DP", "number": "24E3", "site": "MK", "size": "1.0e5 {tablets}", "container": "BL",
         "results": [{"test": "assay", "result": "<= 1.0e3", "unit": "ng/mL"}, {"test": "look", "result": "white"}]},
        {"id": "b2", "subject": "DP", "number": "101-202", "made_from": ["b1"]},
    ],
    "specifications": [
        {"id": "SP", "subject": "DP", "tests": [{"id": "assay", "release_limit": "95.0 to 105.0", "unit": "%"}]}
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def view():
    product = {"quality": QUALITY, "route": ["Oral use", "Rectal use"]}
    return composition(product, {"batch_release": "release"}).product_view()


@pytest.fixture(scope="module")
def quality(view):
    return view.quality


def first(register, key):
    return next(entry for entry in register if entry._facts.id == key)


def test_a_fact_prints_its_text_and_its_path(view):
    assert view.name.__html__() == '<f p="products[TAB].name">Tablet</f>'


def test_text_and_path_are_escaped(quality):
    assert first(quality.sites, "MK").name.__html__().endswith(">Maker &amp; Co</f>")


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("drug_products.0.shelf_life", "24 months"),
        ("batches.0.size", "1.0 × 10⁵ tablets"),
        ("batches.0.results.0.result", "≤ 1.0 × 10³"),
        ("batches.0.results.1.result", "white"),
        ("specifications.0.tests.0.release_limit", "95.0 to 105.0"),
        ("batches.0.number", "24E3"),
        ("batches.1.number", "101-202"),
        ("drug_products.0.sterile", "no"),
        ("processes.0.current", "yes"),
    ],
)
def test_how_a_value_reads(quality, path, printed):
    value = quality
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else getattr(value, step)
    assert str(value) == printed


def test_no_is_stated_but_false(quality):
    sterile = quality.drug_products[0].sterile
    assert not sterile
    assert sterile == False  # noqa: E712 - a template compares it so
    assert sterile.__html__() == '<f p="products[TAB].quality.drug_products[DP].sterile">no</f>'


def test_a_missing_fact_is_false_empty_and_a_gap(view):
    missing = view.pharmaceutical_form
    assert not missing
    assert list(missing) == []
    assert len(missing) == 0
    assert str(missing) == ""
    assert missing.__html__() == '<gap p="products[TAB].pharmaceutical_form">pharmaceutical form</gap>'


def test_a_fact_of_a_missing_group_is_missing(view):
    assert view.document.version.__html__() == '<gap p="products[TAB].document.version">document: version</gap>'


def test_a_misspelt_fact_is_an_error(view):
    with pytest.raises(AttributeError, match="no fact 'nmae'"):
        _ = view.nmae


def test_a_coded_term_reads_in_words(quality):
    roles = first(quality.sites, "MK").roles
    assert [str(role) for role in roles] == ["product manufacture", "release"]
    assert "batch_release" in roles
    assert roles.__html__() == (
        '<f p="products[TAB].quality.sites[MK].roles[0]">product manufacture</f>, '
        '<f p="products[TAB].quality.sites[MK].roles[1]">release</f>'
    )


def test_a_reference_is_the_entry_and_prints_its_name(quality):
    batch = first(quality.batches, "b1")
    assert batch.container.__html__() == '<f p="products[TAB].quality.containers[BL].name">Blister</f>'
    assert batch.site == first(quality.sites, "MK")
    assert [str(source) for source in first(quality.batches, "b2").made_from] == ["24E3"]


def test_an_entry_without_name_prints_its_id(quality):
    assert first(quality.sites, "QC").__html__() == '<f p="products[TAB].quality.sites[QC].id">QC</f>'


@pytest.mark.parametrize(
    ("register", "wanted", "found"),
    [
        ("sites", {"roles": "batch_release"}, ["MK"]),
        ("sites", {"roles": ["batch_release", "release_testing"]}, ["MK", "QC"]),
        ("sites", {"name": None}, ["QC"]),
        ("sites", {"roles": "import"}, []),
        ("batches", {"subject": "DP", "site": "MK"}, ["b1"]),
        ("batches", {"made_from": "b1"}, ["b2"]),
        ("drug_products", {"sterile": False}, ["DP"]),
        ("processes", {"current": True}, ["PR"]),
    ],
)
def test_where(quality, register, wanted, found):
    assert [one._facts.id for one in getattr(quality, register).where(**wanted)] == found


def test_lists_slice_and_print(view, quality):
    assert str(view.route) == "Oral use, Rectal use"
    assert [str(one) for one in view.route[1:]] == ["Rectal use"]
    assert view.route[0] == "Oral use"
    assert not quality.donors
    assert quality.donors.__html__() == '<gap p="products[TAB].quality.donors">donors</gap>'


def test_what_is_read_is_remembered():
    composing = composition({"quality": QUALITY})
    batch = composing.product_view().quality.batches[0]
    composing.reading.consumed.clear()
    assert str(batch.container.name) == "Blister"
    path = "products[TAB].quality"
    assert composing.reading.consumed == {f"{path}.batches[b1].container", f"{path}.containers[BL].name"}
