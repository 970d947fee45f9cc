"""Each kind of medicinal product is composed and written, with the facts that only this kind has."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from impd import Document
from impd.composing.section_tree import documents
from impd.document import plain_text, walk_blocks, walk_sections
from impd.document.inline import Fact
from impd.document.walking import contents_of, marks_of
from impd.rules.study_types import read_study_types
from tests.golden.rendered import composed, loaded, written

CLASSES = Path(__file__).parents[1] / "data" / "classes"

PRINTED = {
    "aav_subretinal": ("vectors[V-AAV].serotype_or_envelope",),
    "pluripotent_derived": ("donors[DON].donation_type", "batches[RP-03].results[karyotype].result"),
    "adenovirus": ("vectors[V-AD5].replication", "batches[AD-001].results[ratio].result", "banks[MCB-293].tier"),
    "lentivirus_in_vivo": ("vectors[V-LV].serotype_or_envelope", "plasmids[P-ENV].role"),
    "oncolytic_herpesvirus": ("vectors[V-HSV].attenuation", "banks[WVS].tier"),
    "plasmid": ("vectors[V-P].resistance_marker", "batches[PL-01].results[supercoiled].result"),
    "mrna_lnp": ("materials[LIP-ION].function", "plasmids[P-T7].role"),
    "in_vivo_editing": ("editing_reagents[ER-GRNA].target_gene", "characterisation[C-OFF].result"),
    "ex_vivo_editing_crispr": ("editing_reagents[ER-GRNA].modifications", "donors[DON].mobilisation"),
    "ex_vivo_editing_zfn": ("editing_reagents[ZFN-L].system", "donors[DON].positive_result_policy"),
    "ex_vivo_editing_talen": ("editing_reagents[TAL-CD52-R].target_gene", "vectors[V-LV].transgene"),
    "gammaretrovirus_ex_vivo": ("vectors[V-RV].serotype_or_envelope", "banks[MCB-PG13].bank_of"),
    "bacterial": ("vectors[V-LL].attenuation", "banks[MCB-LL].storage"),
    "limbal_cells": ("boundary.description", "characterisation[STAT].result"),
    "xenogeneic_islets": ("donors[PIGS].eligibility_basis", "donors[PIGS].tests[Porcine cytomegalovirus].result"),
    "monoclonal_antibody": ("clearance_steps[CL2].log_reduction", "substances[MAB].glycosylation"),
    "comparator_modified": ("materials[CAPS].tse.certificate", "batches[ENC-01].results[assay].result"),
    "auxiliary": ("substances[HIS].cas_number",),
}


# What is calculated of each: the margins in the order of the dossier, empty where there is no number.
MARGINS = {
    "aav_subretinal": ("0.80", "8.0"),
    "adenovirus": ("29", "0.10"),
    "bacterial": ("10",),
    "ex_vivo_editing_crispr": ("1.5",),
    "ex_vivo_editing_talen": ("",),  # cells against CAR-positive cells
    "ex_vivo_editing_zfn": ("5.9",),
    "gammaretrovirus_ex_vivo": ("5.0",),
    "in_vivo_editing": ("10", "0.32"),
    "lentivirus_in_vivo": ("20", "10"),
    "limbal_cells": ("0.63",),
    "monoclonal_antibody": ("10",),
    "mrna_lnp": ("1.1", "7.2", "9.0"),
    "oncolytic_herpesvirus": ("30",),
    "plasmid": ("15",),
    "pluripotent_derived": ("1.0", "0.50"),
    "xenogeneic_islets": ("3.0",),
}
REPLACED = ("auxiliary", "comparator_modified", "comparator_unmodified")
SAFETY = "impd-safety-efficacy"


def _paths(document: Document) -> set[str]:
    return {mark.path for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, Fact)}


def test_every_folder_is_a_case() -> None:
    folders = {path.name for path in CLASSES.iterdir() if path.is_dir()}
    assert folders == {*PRINTED, "comparator_unmodified"}


@pytest.mark.parametrize("name", PRINTED)
def test_the_facts_of_the_kind_are_printed(name: str) -> None:
    paths = {path.partition(".quality.")[2] for path in _paths(composed(name))}
    for wanted in PRINTED[name]:
        assert any(path.startswith(wanted) for path in paths), wanted


@pytest.mark.parametrize("name", MARGINS)
def test_the_margins_of_the_kind_are_printed(name: str) -> None:
    dose = loaded(name).products[0].clinical.dose
    assert dose is not None
    marks = [mark for block in walk_blocks(composed(name, document=SAFETY)) for mark in marks_of(block)]
    texts = {mark.path.partition(".clinical.dose.")[2]: mark.text for mark in marks if isinstance(mark, Fact)}
    assert tuple(texts.get(f"margins[{one.id}].ratio", "") for one in dose.margins) == MARGINS[name]
    for one in dose.margins:
        refused = texts[f"margins[{one.id}].convention"].startswith("not calculated: ")
        assert refused is (f"margins[{one.id}].ratio" not in texts)


@pytest.mark.parametrize("name", sorted({*PRINTED, "comparator_unmodified"}))
def test_each_study_is_described_in_the_section_of_its_first_type(name: str) -> None:
    types = read_study_types().types
    sections = {one.identifier: one for one in walk_sections(composed(name, document=SAFETY).sections)}
    for study in loaded(name).products[0].non_clinical.studies:
        home = sections[types[study.types[0]].section]
        path = f".non_clinical.studies[{study.id}].title"
        assert any(mark.path.endswith(path) for block in home.blocks for mark in marks_of(block)), study.id


def test_a_product_without_data_of_its_own_has_no_study_and_no_margin() -> None:
    assert {*PRINTED, "comparator_unmodified"} - set(MARGINS) == set(REPLACED)
    for name in REPLACED:
        identifiers = {one.identifier for one in walk_sections(composed(name, document=SAFETY).sections)}
        assert {"1.1", "1.2"} <= identifiers
        assert not any(one.startswith(("2.2", "2.3", "2.4.5")) for one in identifiers), name


@pytest.mark.parametrize("document", documents())
@pytest.mark.parametrize("name", sorted([*PRINTED, "comparator_unmodified"]))
def test_word_and_pdf_are_written(name: str, document: str) -> None:
    files = written(name, document=document)
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        assert composed(name, document=document).properties.product in archive.read("word/document.xml").decode("utf-8")
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert len(pdf.pages) >= 2


def test_an_authorised_product_has_no_substance_and_product_part() -> None:
    document = composed("comparator_unmodified")
    identifiers = {section.identifier for section in walk_sections(document.sections)}
    assert "F.4" in identifiers
    assert not any(identifier.startswith(("S", "P.")) for identifier in identifiers)
    assert any(path.endswith("authorisation.number") for path in _paths(document))


def test_an_authorised_product_rests_on_its_product_information() -> None:
    document = composed("comparator_unmodified", document=SAFETY)
    assert any(path.endswith("authorisation.number") for path in _paths(document))


def test_a_modified_comparator_has_a_product_part_only() -> None:
    document = composed("comparator_modified")
    identifiers = {section.identifier for section in walk_sections(document.sections)}
    assert any(identifier.startswith("P.1") for identifier in identifiers)
    assert not any(identifier.startswith("S.") for identifier in identifiers)


def test_the_reason_for_an_absent_scaffold_is_printed_whole() -> None:
    section = next(one for one in walk_sections(composed("limbal_cells").sections) if one.identifier == "S.2.3.f")
    texts = [plain_text(content) for block in section.blocks for content in contents_of(block)]
    assert texts == ["Not applicable. No scaffold, matrix or device is part of the product."]
