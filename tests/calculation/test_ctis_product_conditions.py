"""When a conditional field about a product must be filled."""

from __future__ import annotations

import pytest

import impd
from impd.calculation.ctis_product_conditions import PRODUCT_CONDITIONS
from impd.calculation.ctis_subject import root, subjects

TEST = {"role": "test"}
AUTHORISED = {"role": "comparator", "authorisation": {"number": "EU/1", "country": "EU", "modification": "unmodified"}}
WITHIN = {**AUTHORISED, "basis": {"replaced": {"use_within_product_information": True}}}
PLACEBO, AUXILIARY = {"role": "placebo"}, {"role": "auxiliary"}
PART = {"document": {"version": "1.0"}}
CART = {"product_class": "gtmp_ex_vivo", "atmp": {"donor_relation": "autologous"}}
CELLS = {"product_class": "sctmp", "atmp": {"donor_relation": "xenogeneic", "cells": "chondrocyte"}}
OTHER = {"product_class": "sctmp", "atmp": {"donor_relation": "allogeneic", "cells": "other_somatic_cell"}}
TISSUE = {"product_class": "tep", "atmp": {"donor_relation": "xenogeneic", "cells": "keratinocyte"}}


def holds(name, product, documents=()):
    data = {"products": [{"code": "P-1", **product}], "documents": list(documents)}
    (subject,) = subjects(root(impd.read(data)), "products[*]")
    proof = PRODUCT_CONDITIONS[name](subject)
    assert proof.reason
    return proof.holds


@pytest.mark.parametrize(
    ("name", "product", "expected"),
    [
        ("product_is_looked_up", TEST, True),
        ("product_is_looked_up", PLACEBO, False),
        ("product_is_looked_up", {}, None),
        ("product_by_substance", {**TEST, "ctis": {"source": "active_substance"}}, True),
        ("product_by_atc", TEST, False),
        ("product_is_placebo", PLACEBO, True),
        ("product_is_unauthorised", TEST, True),
        ("product_is_unauthorised", AUTHORISED, False),
        ("product_is_investigational", TEST, True),
        ("product_is_investigational", AUXILIARY, False),
        ("product_is_investigational", {}, None),
        ("characteristic_is_other", {"ctis": {"characteristics": ["other_characteristic"]}}, True),
        ("product_is_modified", {"authorisation": {"modification": "modified"}}, True),
        ("product_is_modified", {"authorisation": {}}, None),
        ("product_is_orphan", {"orphan_designation": "EU/3"}, True),
        ("product_is_orphan", {}, None),
        ("is_advanced_therapy", CART, True),
        ("is_advanced_therapy", {"product_class": "chemical"}, False),
        ("is_advanced_therapy", PLACEBO, False),
        ("is_advanced_therapy", {}, None),
        ("is_gene_therapy", CART, True),
        ("is_gene_therapy", CELLS, False),
        ("vector_is_described", CART, None),
        ("vector_is_described", {**CART, "quality": {"vectors": [{"id": "V", "family": "aav"}]}}, True),
        ("vector_is_described", {**CART, "quality": {"vectors": [{"id": "V", "family": "plasmid"}]}}, False),
        ("has_modified_cells", CART, True),
        ("has_modified_cells", {"product_class": "gtmp_in_vivo_viral"}, False),
        ("has_xenogeneic_modified_cells", CART, False),
        ("has_xenogeneic_modified_cells", {"product_class": "gtmp_ex_vivo"}, None),
        ("is_somatic_cell_therapy", CELLS, True),
        ("has_xenogeneic_somatic_cells", CELLS, True),
        ("has_differentiated_somatic_cells", CELLS, True),
        ("has_differentiated_somatic_cells", {"product_class": "sctmp"}, None),
        ("has_other_somatic_cells", OTHER, True),
        ("has_other_somatic_cells", CELLS, False),
        ("is_tissue_engineered", TISSUE, True),
        ("has_xenogeneic_tissue", TISSUE, True),
        ("tissue_cells_are_specified", TISSUE, True),
        ("tissue_cells_are_specified", CELLS, False),
        ("brochure_is_due", TEST, True),
        ("brochure_is_due", WITHIN, False),
        ("brochure_is_due", AUTHORISED, None),
        ("brochure_is_due", PLACEBO, False),
        ("product_information_is_due", WITHIN, True),
        ("product_information_is_due", TEST, False),
        ("manufacturing_authorisation_is_due", WITHIN, False),
        ("manufacturing_authorisation_is_due", TEST, None),
        ("qp_declaration_is_due", WITHIN, False),
        ("simplified_is_claimed", {**TEST, "simplified": {"case": "1a"}}, True),
        ("simplified_is_claimed", TEST, False),
        ("full_quality_is_due", TEST, True),
        ("full_quality_is_due", {**TEST, "simplified": {"case": "1a"}}, False),
        ("full_quality_is_due", {**TEST, "ctis": {"no_quality_impd": "as in an earlier trial"}}, False),
        ("full_quality_is_due", PLACEBO, False),
        ("full_quality_is_due", {**PLACEBO, **PART}, True),
        ("full_safety_is_due", AUXILIARY, False),
        ("no_quality_part", TEST, True),
        ("no_quality_part", {**TEST, **PART}, False),
        ("no_safety_part", {**TEST, **PART}, True),
        ("auxiliary_dossier_is_due", AUXILIARY, True),
        ("auxiliary_dossier_is_due", {**AUTHORISED, "role": "auxiliary"}, False),
        ("no_auxiliary_dossier", AUXILIARY, True),
        ("placebo_has_quality", {**PLACEBO, **PART}, True),
        ("placebo_has_quality", TEST, False),
        ("label_is_due", TEST, True),
        ("label_is_due", AUXILIARY, True),
        ("label_is_due", {**AUTHORISED, "role": "auxiliary"}, False),
    ],
)
def test_of_a_product(name, product, expected):
    assert holds(name, product) is expected


def test_a_registered_file_is_a_part_too():
    dossier = {"id": "A", "kind": "axmp_dossier", "products": ["P-1"]}
    assert holds("no_auxiliary_dossier", AUXILIARY, [dossier]) is False
    simplified = {"id": "S", "kind": "impd_simplified"}
    assert holds("no_quality_part", TEST, [simplified]) is False


def test_every_condition_is_tried():
    tried = {case[0] for case in test_of_a_product.pytestmark[0].args[1]}
    assert tried == set(PRODUCT_CONDITIONS)
