"""What the sections on the drug product, the introduction and the appendices print, and what they leave alone."""

from __future__ import annotations

import pytest

import impd
from tests.composing.dossiers import composed, marks, section, text

PRODUCT = {"id": "DP", "name": "Tablet 20 mg"}


def printed(identifier, quality, **product):
    """The text of one section of a chemical product with these quality data."""
    document = composed({"quality": {"drug_products": [PRODUCT], **quality}, **product})
    return text(section(document, identifier))


def test_composition_has_a_total_and_no_column_for_what_nobody_states():
    product = {
        **PRODUCT,
        "composition_basis": "per tablet",
        "composition": [{"name": "Mannitol", "function": "Filler", "standard": "Ph. Eur. 0559", "amount": "145 mg"}],
        "composition_total": "180 mg",
    }
    found = printed("P.1", {"drug_products": [product]})
    assert "Composition of Tablet 20 mg, per tablet" in found
    assert "Mannitol\nFiller\nPh. Eur. 0559\n145 mg" in found
    assert "Total" in found
    assert "180 mg\ncalculated: 145 mg" in found
    assert "80.56 %" in found
    assert "Remark" not in found


def test_needed_facts_leave_a_gap_and_optional_ones_nothing():
    found = printed("P.1", {})
    assert "[not stated: pharmaceutical form]" in found
    assert "Overfill" not in found
    assert "None" not in found


def test_batch_formula_with_units_and_total():
    formula = {
        "batch_size": "18 kg",
        "units": "100000 {tablets}",
        "lines": [{"name": "Mannitol", "amount": "14.5 kg"}],
        "total": "18 kg",
    }
    found = printed("P.3.2", {"drug_products": [{**PRODUCT, "batch_formula": formula}]})
    assert "Batch formula of Tablet 20 mg, batch size 18 kg" in found
    assert "Units in a batch: 100000 tablets." in found


def test_sites_nobody_names_stand_with_the_product_or_by_what_they_do_with_the_substance():
    quality = {
        "substances": [{"id": "DS", "name": "Salt", "manufacturers": ["CHEM"]}],
        "sites": [
            {"id": "CHEM", "name": "Chemistry", "roles": ["substance_manufacture"]},
            {"id": "PLA", "name": "Starters", "roles": ["starting_material_manufacture"]},
            {"id": "REL", "name": "Releaser", "roles": ["batch_release"], "country": "NL", "in_eea": True},
        ],
    }
    substance, product = printed("S.2.1", quality), printed("P.3.1", quality)
    assert "Chemistry" in substance
    assert "Starters" in substance
    assert "Releaser" not in substance
    assert "Releaser" in product
    assert "Netherlands (EU/EEA)" in product
    assert "Starters" not in product


def test_a_procedure_is_described_once_and_referred_to():
    tests = [{"id": "assay", "name": "Assay", "method": "M-1"}]
    quality = {
        "substances": [{"id": "DS", "name": "Salt"}],
        "methods": [{"id": "M-1", "name": "Assay by HPLC", "principle": "Gradient", "reference": "QC-1"}],
        "specifications": [
            {"id": "S1", "subject": "DS", "tests": tests},
            {"id": "S2", "subject": "DP", "tests": tests},
        ],
    }
    assert "Gradient" in printed("S.4.2", quality)
    product = printed("P.5.2", quality)
    assert "Gradient" not in product
    assert "M-1: Assay by HPLC" in product
    assert "section 2.1.S.4.2" in product


def test_what_refers_elsewhere_is_printed_there():
    quality = {
        "substances": [{"id": "DS", "name": "Salt"}],
        "reference_standards": [{"id": "RS", "subject": "DS", "name": "Salt standard", "kind": "in-house"}],
        "sections": [{"section": "S.5", "see_instead": "P.6"}],
    }
    assert printed("S.5", quality) == "See section 2.1.P.6."
    assert "Reference standard Salt standard" in printed("P.6", quality)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (["plant"], "No excipient of Tablet 20 mg is of human or animal origin: Stearate: plant."),
        (["bovine"], "[not stated: TSE]"),
        ([], "[not stated: origin of the excipients]"),
    ],
)
def test_origin_of_excipients(origin, expected):
    stearate = {"id": "EX", "name": "Stearate", "category": "excipient", "origin": origin}
    assert expected in printed("P.4.5", {"materials": [stearate]})


def test_a_risk_points_to_its_evidence():
    risk = {
        "id": "R1",
        "risk": "Nitrosamine",
        "factor": "Amine",
        "mitigation": "Limit",
        "evidence": ["P.5.1", "Report 7"],
    }
    document = composed({"quality": {"drug_products": [PRODUCT]}, "risks": [risk]})
    assert "section 2.1.P.5.1\nReport 7" in text(section(document, "F.3"))
    assert marks(document, "products[TAB].risks[R1].evidence[0]") == ["section 2.1.P.5.1"]


def test_member_states_and_terms_read_as_words():
    document = composed({}, member_states=[{"country": "NL", "reporting": True}, {"country": "FR"}])
    found = text(section(document, "F.1"))
    assert "Netherlands\nproposed" in found
    assert "France" in found
    assert "Product under test" in found
    assert "Chemical medicinal product" in found


def test_a_placebo_names_what_it_matches_and_has_no_substance():
    compared = {"reference_product": "Tablet 20 mg", "blinding": "Same colour"}
    product = {"role": "placebo", "product_class": None, "compared": compared, "quality": {"drug_products": [PRODUCT]}}
    document = composed(product)
    assert "Product it matches\nTablet 20 mg" in text(section(document, "P.1"))
    assert not any(one.identifier.startswith("S") for one in document.sections)


def test_an_authorised_product_has_its_authorisation_only():
    authorisation = {"number": "EU/1/23/9", "holder": "Holder", "modification": "unmodified", "country": "DE"}
    document = composed({"role": "comparator", "authorisation": authorisation})
    assert [one.identifier for one in document.sections] == ["F"]
    found = text(section(document, "F.4"))
    assert "EU/1/23/9" in found
    assert "Germany" in found
    assert "Authorised product, not modified" in found


def test_a_comparator_says_what_was_changed():
    product = {
        "role": "comparator",
        "authorisation": {"modification": "modified"},
        "compared": {"modification": "Over-encapsulated", "effect_of_modification": "Dissolution unchanged"},
        "quality": {"drug_products": [PRODUCT]},
    }
    found = text(section(composed(product), "P.2.2"))
    assert "Over-encapsulated" in found
    assert "Dissolution unchanged" in found


def test_devices_stand_in_the_annex_or_with_compatibility():
    devices = [
        {"id": "M", "name": "Membrane", "role": "integral"},
        {"id": "T", "name": "Set", "role": "administration"},
    ]
    quality = {"drug_products": [PRODUCT], "devices": devices, "substances": [{"id": "DS"}]}
    document = composed({"product_class": "tep", "atmp": {"combined": True}, "quality": quality})
    assert "Device Membrane" in text(section(document, "D"))
    compatibility = text(section(document, "P.2.6"))
    assert "Device Set" in compatibility
    assert "Membrane" not in compatibility


def test_novel_excipients_and_diluents_stand_in_the_appendices():
    materials = [
        {"id": "N", "name": "Newcarrier", "category": "excipient", "novel": True},
        {"id": "W", "name": "Water for injections", "category": "diluent"},
    ]
    quality = {"materials": materials}
    assert "Novel excipient of Tablet 20 mg: Newcarrier" in printed("P.4.6", quality)
    assert "Newcarrier" in printed("A.3", quality)
    assert "Water for injections" in printed("A.4", quality)


def test_a_former_process_is_described_in_full():
    processes = [
        {"id": "P2", "subject": "DP", "version": "2.0", "current": True, "steps": [{"id": "1", "name": "Blend"}]},
        {"id": "P1", "subject": "DP", "version": "1.0", "current": False, "steps": [{"id": "1", "name": "Granulate"}]},
    ]
    assert "Blend" in printed("P.3.3", {"processes": processes})
    assert "Granulate" in printed("P.2.3", {"processes": processes})


def test_one_section_alone_names_those_left_out():
    quality = {"drug_products": [{**PRODUCT, "container_suitability": "Tested."}]}
    document = composed({"quality": quality}, impd.Request(sections=("P.2.4",)))
    assert text(section(document, "P.2.4")) == "Tested. The container closure system is described in section 2.1.P.7."
