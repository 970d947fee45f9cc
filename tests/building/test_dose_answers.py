"""Volumes, containers, endotoxin and impurities of a dose, as the documents are handed them."""

from __future__ import annotations

from tests.building.answered import answers, named

VIAL = {
    "id": "DP", "concentration": "1.0e13 {vg}/mL", "extractable_volume": "10 mL",
    "dose": {"maximum": "2e13 {vg}/kg", "lowest_body_weight": "50 kg", "highest_body_weight": "100 kg",
             "administration_time": "60 min"},
}  # fmt: skip
ENDOTOXIN = {"id": "SP", "subject": "DP",
             "tests": [{"id": "e", "category": "endotoxin", "release_limit": "<= 0.5", "unit": "[iU]/mL"}]}  # fmt: skip


def containers(**changed):
    found = answers({"drug_products": [{**VIAL, **changed}]})
    return [(row.cells["weight"], row.cells["containers"]) for row in
            found.rows["products[TAB].quality.drug_products[DP]", "containers"]]  # fmt: skip


def test_the_number_of_vials_steps_up_with_the_body_weight():
    rows = containers()
    assert rows[0][1] == "10"
    assert rows[-1][1] == "20"
    assert [int(count) for _, count in rows] == sorted(int(count) for _, count in rows)


def test_without_the_extractable_volume_nothing_is_counted():
    assert containers(extractable_volume=None, fill_volume="10.3 mL") == []


def test_the_volume_at_the_highest_weight_shows_its_steps():
    steps = named(answers({"drug_products": [VIAL]}), "volume at the highest weight")["drug_products[DP].dose"]
    assert steps.endswith("= 200 mL")


def test_endotoxin_at_the_limit_stands_beside_the_ceiling_of_the_route():
    quality = {"drug_products": [VIAL], "specifications": [ENDOTOXIN]}
    text = named(answers(quality, route="Intravenous use"), "endotoxin")["drug_products[DP].dose"]
    assert "1 IU/kg/h" in text
    assert text.endswith("ceiling 5 IU/kg/h")


def test_for_a_route_without_ceiling_there_is_no_endotoxin_figure():
    quality = {"drug_products": [VIAL], "specifications": [ENDOTOXIN]}
    assert named(answers(quality, route="Cutaneous use"), "endotoxin") == {}


def test_an_impurity_at_its_limit_is_taken_times_the_dose():
    quality = {
        "substances": [{"id": "DS"}],
        "drug_products": [{"id": "DP", "dose": {"maximum": "60 mg"}}],
        "specifications": [{"id": "SP", "subject": "DS", "tests": [
            {"id": "i", "release_limit": "NMT 0.5", "unit": "%"}, {"id": "p", "release_limit": ">= 99", "unit": "%"}]}],
        "impurities": [{"id": "I", "subject": "DS", "tests": ["i"]}, {"id": "P", "subject": "DS", "tests": ["p"]}],
    }  # fmt: skip
    assert named(answers(quality), "per dose at the limit") == {"impurities[I]": "0.3 mg"}
