"""The column of expected studies that each kind of product belongs to, or none."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from impd.calculation.study_column import study_column
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.vocabulary import CellKind, ProductClass, VectorFamily
from impd.rules.study_types import read_study_types


def _product(product_class: str | None, vectors: list[dict[str, Any]] | None = None, **atmp: Any) -> MedicinalProduct:
    registered = [{"id": f"V-{number}", **vector} for number, vector in enumerate(vectors or (), 1)]
    facts = {"code": "P", "product_class": product_class, "quality": {"vectors": registered}}
    return MedicinalProduct.model_validate(facts | ({"atmp": atmp} if atmp else {}))


@pytest.mark.parametrize(
    ("product_class", "column"),
    [
        ("chemical", "chemical"),
        ("biological", "biological"),
        ("gtmp_oncolytic", "oncolytic"),
        ("gtmp_in_vivo_editing", "editing_in_vivo"),
        ("gtmp_ex_vivo_editing", "edited_cells"),
        ("gtmp_bacterial", None),
        ("gtmp_in_vivo_viral", None),
        ("gtmp_in_vivo_non_viral", None),
        ("gtmp_ex_vivo", None),
        ("sctmp", None),
        ("tep", None),
        (None, None),
    ],
)
def test_by_the_class_alone(product_class, column):
    assert study_column(_product(product_class)) == column


@pytest.mark.parametrize(
    ("product_class", "families", "column"),
    [
        ("gtmp_in_vivo_viral", ["aav"], "aav"),
        ("gtmp_in_vivo_viral", ["adenovirus"], "adenovirus_pox_herpes"),
        ("gtmp_in_vivo_viral", ["poxvirus", "adenovirus"], "adenovirus_pox_herpes"),
        ("gtmp_in_vivo_viral", ["herpesvirus"], "adenovirus_pox_herpes"),
        ("gtmp_in_vivo_viral", ["lentivirus"], "integrating_in_vivo"),
        ("gtmp_in_vivo_viral", ["gammaretrovirus"], "integrating_in_vivo"),
        ("gtmp_in_vivo_viral", ["aav", "plasmid"], "aav"),
        ("gtmp_in_vivo_viral", ["aav", "lentivirus"], None),
        ("gtmp_in_vivo_viral", ["aav", "other_virus"], None),
        ("gtmp_in_vivo_viral", ["other_virus"], None),
        ("gtmp_in_vivo_viral", ["plasmid"], None),
        ("gtmp_in_vivo_non_viral", ["mrna", "lipid_nanoparticle"], "mrna_lipid_nanoparticle"),
        ("gtmp_in_vivo_non_viral", ["plasmid"], "plasmid"),
        ("gtmp_in_vivo_non_viral", ["plasmid", "polymer"], "plasmid"),
        ("gtmp_in_vivo_non_viral", ["plasmid", "lipid_nanoparticle"], None),
        ("gtmp_in_vivo_non_viral", ["transposon"], None),
    ],
)
def test_by_the_vectors(product_class, families, column):
    vectors = [{"family": family} for family in families]
    assert study_column(_product(product_class, vectors)) == column


def test_a_starting_material_or_a_vector_of_unstated_family_does_not_decide():
    vectors = [{"family": "adenovirus", "role": "starting_material"}, {"family": "aav", "role": "active_substance"}, {}]
    assert study_column(_product("gtmp_in_vivo_viral", vectors)) == "aav"
    assert study_column(_product("gtmp_in_vivo_viral", vectors[:1])) is None


def test_by_the_plasmids_where_no_vector_is_registered():
    facts = {"code": "P", "product_class": "gtmp_in_vivo_non_viral", "quality": {"plasmids": [{"id": "PL"}]}}
    assert study_column(MedicinalProduct.model_validate(facts)) == "plasmid"
    facts["quality"] = {"plasmids": [{"id": "PL"}], "vectors": [{"id": "V", "family": "mrna"}]}
    assert study_column(MedicinalProduct.model_validate(facts)) == "mrna_lipid_nanoparticle"


@pytest.mark.parametrize(
    ("product_class", "cells", "column"),
    [
        ("gtmp_ex_vivo", "t_cell", "modified_immune_cells"),
        ("gtmp_ex_vivo", "nk_cell", "modified_immune_cells"),
        ("gtmp_ex_vivo", "other_immune_cell", "modified_immune_cells"),
        ("gtmp_ex_vivo", "haematopoietic_stem_cell", "modified_haematopoietic_stem_cells"),
        ("gtmp_ex_vivo", "keratinocyte", None),
        ("gtmp_ex_vivo_editing", "haematopoietic_stem_cell", "edited_cells"),
        ("sctmp", "mesenchymal_stromal_cell", "mesenchymal_cells"),
        ("sctmp", "pluripotent_derived_cell", "pluripotent_derived_cells"),
        ("sctmp", "keratinocyte", None),
        ("tep", "pluripotent_derived_cell", "pluripotent_derived_cells"),
        ("tep", "chondrocyte", "chondrocytes"),
        ("tep", "limbal_cell", "tissue_engineered"),
        ("tep", "mesenchymal_stromal_cell", "tissue_engineered"),
    ],
)
def test_by_the_cells(product_class, cells, column):
    assert study_column(_product(product_class, cells=cells)) == column


@pytest.mark.parametrize(
    ("relation", "column"), [("autologous", "autologous_somatic_cells"), ("allogeneic", None), ("xenogeneic", None)]
)
def test_other_somatic_cells_have_a_column_when_they_are_autologous(relation, column):
    assert study_column(_product("sctmp", cells="other_somatic_cell", donor_relation=relation)) == column


def test_cells_that_are_not_stated_do_not_tell():
    assert study_column(_product("sctmp", donor_relation="autologous")) is None
    assert study_column(_product("tep", donor_relation="autologous", combined=True)) is None


def test_each_column_found_is_one_of_the_matrix():
    columns = read_study_types().columns
    found = {
        study_column(_product(product_class, [{"family": family}], cells=cells, donor_relation="autologous"))
        for product_class in get_args(ProductClass)
        for family in get_args(VectorFamily)
        for cells in get_args(CellKind)
    }
    assert found - {None} == set(columns)
