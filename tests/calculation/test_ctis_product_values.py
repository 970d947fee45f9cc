"""Values of the form about a product that follow from its facts."""

from __future__ import annotations

import pytest

import impd
from impd.calculation.ctis_product_values import PRODUCT_VALUES
from impd.calculation.ctis_subject import root, subjects


def value(name, product, pattern="", **application):
    data = {"products": [{"code": "P-1", **product}], **application}
    (subject,) = subjects(root(impd.read(data)), "products[*]")
    return PRODUCT_VALUES[name](subjects(subject, pattern)[0])


@pytest.mark.parametrize(
    ("product", "values"),
    [
        ({"role": "test"}, ("unauthorised_product",)),
        ({"role": "comparator", "authorisation": {"number": "EU/1"}}, ("authorised_product",)),
        ({"role": "comparator", "ctis": {"source": "atc_code"}}, ("atc_code",)),
        ({}, ()),
    ],
)
def test_what_is_looked_up(product, values):
    assert value("product_source", product).values == values


@pytest.mark.parametrize(
    ("product", "values"),
    [
        ({"product_class": "chemical"}, ("chemical_product",)),
        ({"product_class": "biological"}, ("biological_product",)),
        ({"product_class": "tep"}, ("advanced_therapy",)),
        ({"product_class": "tep", "ctis": {"characteristics": ["recombinant"]}}, ("recombinant",)),
        ({}, ()),
    ],
)
def test_the_characteristic_follows_from_the_class(product, values):
    assert value("characteristics", product).values == values


@pytest.mark.parametrize(
    ("given", "number", "unit"),
    [
        ("2e13 {vg}/kg", "20000000000000", "vg/kg"),
        ("0.50 mg", "0.5", "mg"),
        ("15 mg/m2", "15", "mg/m²"),
        ("100 mg", "100", "mg"),
        ("1 to 2 mL", "1 to 2", "mL"),
    ],
)
def test_a_dose_is_a_plain_number_and_a_unit(given, number, unit):
    product = {"ctis": {"maximum_daily_dose": given, "maximum_total_dose": given}}
    assert [value(name, product).values for name in ("daily_dose", "daily_dose_unit")] == [(number,), (unit,)]
    assert [value(name, product).values for name in ("total_dose", "total_dose_unit")] == [(number,), (unit,)]


def test_the_longest_treatment_may_stand_with_the_rationale_of_the_dose():
    product = {"clinical": {"dose": {"dosing_duration": "28 d"}}}
    assert value("treatment_period", product).values == ("28",)
    assert value("treatment_period_unit", product).path == "products[P-1].clinical.dose.dosing_duration"
    product["ctis"] = {"maximum_treatment_period": "2 wk"}
    assert value("treatment_period", product).values == ("2",)
    assert value("treatment_period_unit", product).values == ("wk",)


@pytest.mark.parametrize(
    ("authorisation", "values"),
    [(None, ("no",)), ({"modification": "modified"}, ("yes",)), ({"modification": "relabelled"}, ("no",)), ({}, ())],
)
def test_modified_against_the_authorisation(authorisation, values):
    assert value("modified_product", {"authorisation": authorisation}).values == values


@pytest.mark.parametrize(
    ("number", "applies", "values"),
    [("EU/3/1", None, ("yes",)), (None, False, ("no",)), (None, True, ()), (None, None, ())],
)
def test_orphan_without_a_number_is_not_affirmed(number, applies, values):
    letter = {"orphan_designation": {"applies": applies}}
    assert value("orphan", {"orphan_designation": number}, cover_letter=letter).values == values


VECTOR = {"vectors": [{"id": "V", "name": "LV", "family": "lentivirus", "transgene": "CAR19",
                       "serotype_or_envelope": "VSV-G"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "of", "type_", "modified"),
    [
        ("gtmp_ex_vivo", "gene_therapy", "ex_vivo", "yes"),
        ("gtmp_in_vivo_viral", "gene_therapy", "in_vivo", "no"),
        ("sctmp", "somatic_cell_therapy", None, None),
        ("tep", "tissue_engineered", None, None),
        ("chemical", None, None, None),
    ],
)
def test_the_class_of_an_advanced_therapy(kind, of, type_, modified):
    product = {"product_class": kind}
    found = [value(name, product).values for name in ("atmp_class", "gene_therapy_type", "modified_cells")]
    assert found == [(one,) if one else () for one in (of, type_, modified)]


def test_vector_and_gene():
    product = {"product_class": "gtmp_ex_vivo", "quality": VECTOR}
    assert value("gene_of_interest", product).values == ("CAR19",)
    assert value("gene_transfer", product).values == ("viral_vector",)
    assert value("vector_description", product).values == ("LV, VSV-G",)
    assert value("vector_description", {**product, "ctis": {"gene_transfer_description": "Own"}}).values == ("Own",)


@pytest.mark.parametrize(
    ("family", "kind"),
    [("aav", "viral_vector"), ("plasmid", "plasmid"), ("bacterium", "bacterium"), ("mrna", "other_transfer")],
)
def test_by_what_genes_are_transferred(family, kind):
    assert value("gene_transfer", {"quality": {"vectors": [{"id": "V", "family": family}]}}).values == (kind,)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("haematopoietic_stem_cell", "stem_cells"),
        ("mesenchymal_stromal_cell", "stem_cells"),
        ("chondrocyte", "differentiated_cells"),
        ("other_somatic_cell", "other_cells"),
    ],
)
def test_the_type_of_cells(cells, kind):
    assert value("cell_type", {"atmp": {"cells": cells}}).values == (kind,)


def test_cells_in_words():
    assert value("cell_kind", {"atmp": {"cells": "t_cell"}}).values == ("t cell",)
    substance = {"substances": [{"id": "S", "cell_type": "T lymphocytes", "other_names": "CART"}]}
    assert value("cell_kind", {"quality": substance}).values == ("T lymphocytes",)
    assert value("substance_other_names", {"quality": substance}).values == ("CART",)
    assert value("cell_specification", {"ctis": {"cell_specification": "Limbal"}}).values == ("Limbal",)
    assert value("cell_specification", {"quality": substance}).values == ("T lymphocytes",)


def test_devices():
    devices = {"devices": [{"id": "D", "ce_certificate": "CE 1"}, {"id": "E"}]}
    assert value("has_device", {"quality": devices}).values == ("yes",)
    assert value("has_device", {"ctis": {"used_with_device": False}}).values == ("no",)
    assert value("has_device", {"atmp": {"combined": False}}).values == ()
    assert value("ce_mark", {"quality": devices}, "quality.devices[*]").values == ("yes",)
    assert value("ce_mark", {"quality": {"devices": [{"id": "E"}]}}, "quality.devices[*]").values == ()
    assert value("device_product", {"ctis_number": "PRD1"}).values == ("PRD1",)


def test_the_parts_of_the_dossier():
    product = {"name": "Drug", "document": {"version": "2.0", "date": "2026-10-01"}}
    assert value("quality_impd", product).values == ("IMPD, quality, Drug, version 2.0, 2026-10-01",)
    file = {"id": "D", "kind": "impd_quality", "title": "Own file", "products": ["P-1"]}
    assert value("quality_impd", product, documents=[file]).values == ("Own file",)
    assert value("safety_efficacy_impd", product, documents=[file]).values == ()
    label = {"id": "L", "kind": "label", "products": ["P-1"]}
    assert value("labelled_products", {}, documents=[file, label]).values == ("P-1",)
    assert value("labelled_products", {}, documents=[file]).values == ()
