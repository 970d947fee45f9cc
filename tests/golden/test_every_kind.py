"""Each kind of medicinal product is composed and written, with the facts that only this kind has."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from impd import Document
from impd.document import plain_text, walk_blocks, walk_sections
from impd.document.inline import Fact
from impd.document.walking import contents_of, marks_of
from tests.golden.rendered import composed, written

CLASSES = Path(__file__).parents[1] / "data" / "classes"

PRINTED = {
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


@pytest.mark.parametrize("name", sorted([*PRINTED, "comparator_unmodified"]))
def test_word_and_pdf_are_written(name: str) -> None:
    files = written(name)
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        assert composed(name).properties.product in archive.read("word/document.xml").decode("utf-8")
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert len(pdf.pages) >= 2


def test_an_authorised_product_has_no_substance_and_product_part() -> None:
    document = composed("comparator_unmodified")
    identifiers = {section.identifier for section in walk_sections(document.sections)}
    assert "F.4" in identifiers
    assert not any(identifier.startswith(("S", "P.")) for identifier in identifiers)
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
