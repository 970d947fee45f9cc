"""Volumes, containers, endotoxin and impurities of a dose, as the documents are handed them."""

from __future__ import annotations

import pytest

from impd.document import walk_sections
from tests.building.answered import answers, named
from tests.composing.dossiers import composed, text

VIAL = {
    "id": "DP", "concentration": "1.0e13 {vg}/mL", "extractable_volume": "10 mL",
    "dose": {"maximum": "2e13 {vg}/kg", "lowest_body_weight": "50 kg", "highest_body_weight": "100 kg",
             "administration_time": "60 min"},
}  # fmt: skip
ENDOTOXIN = {"id": "SP", "subject": "DP",
             "tests": [{"id": "e", "category": "endotoxin", "release_limit": "<= 0.5", "unit": "[iU]/mL"}]}  # fmt: skip


def rows(**changed):
    found = answers({"drug_products": [{**VIAL, **changed}]})
    return found.rows["products[TAB].quality.drug_products[DP]", "containers"]


def containers(**changed):
    return [(row.cells["weight"], row.cells["containers"]) for row in rows(**changed)]


def dose(**changed):
    return {"dose": {**VIAL["dose"], **changed}}


BANDS = [
    ("over 50 to 55 kg", "11", "110 mL", "0 mL"),
    ("over 65 to 70 kg", "14", "140 mL", "0 mL"),
    ("over 95 to 100 kg", "20", "200 mL", "0 mL"),
]


@pytest.mark.parametrize("band", BANDS)
def test_a_band_ends_where_its_vials_are_just_empty(band):
    assert band in [tuple(row.cells[name] for name in ("weight", "containers", "volume", "residual")) for row in rows()]


def test_the_last_band_ends_at_the_highest_weight_and_leaves_a_rest():
    last = rows(**dose(lowest_body_weight="51 kg", highest_body_weight="98 kg"))[-1].cells
    assert (last["weight"], last["containers"], last["residual"]) == ("over 95 to 98 kg", "20", "4 mL")


def test_bands_follow_one_another_without_a_hole():
    weights = [weight.removeprefix("over ").removesuffix(" kg").split(" to ") for weight, _ in containers()]
    assert [low for low, _ in weights[1:]] == [high for _, high in weights[:-1]]
    assert (weights[0][0], weights[-1][1]) == ("50", "100")


def test_the_target_dose_counts_the_vials_where_there_is_one():
    first = rows(**dose(target="1e13 {vg}/kg"))[0]
    assert (first.cells["dose"], first.cells["containers"]) == ("1 × 10¹³ vg/kg", "5")
    assert first.inputs[0] == "products[TAB].quality.drug_products[DP].dose.target"


MISSING = [{"concentration": None}, dose(lowest_body_weight=None), dose(highest_body_weight=None),
           dose(maximum=None), dose(lowest_body_weight="100 kg"), {"concentration": "1e13 {cells}/mL"}]  # fmt: skip


@pytest.mark.parametrize("changed", MISSING)
def test_what_is_missing_or_does_not_fit_leaves_the_table_empty(changed):
    assert containers(**changed) == []


@pytest.mark.parametrize(("changed", "printed"), [({}, True), ({"concentration": None}, False)])
def test_without_concentration_no_volume_and_no_table_is_printed(changed, printed):
    document = composed({"product_class": "gtmp_in_vivo_viral", "quality": {"drug_products": [{**VIAL, **changed}]}})
    whole = "\n".join(text(one) for one in walk_sections(document.sections))
    assert ("Volume at the highest body weight: 2 × 10¹³ vg/kg × 100 kg" in whole) is printed
    assert ("by body weight, dose 2 × 10¹³ vg/kg" in whole) is printed


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


@pytest.mark.parametrize(
    ("route", "time", "end"),
    [("Intravenous use", "60 min", "/ 1 h = 1 IU/kg/h; ceiling 5 IU/kg/h"),
     ("Intravenous use", "4 h", "/ 4 h = 0.25 IU/kg/h; ceiling 5 IU/kg/h"),
     ("Intravenous use", None, None),
     ("Intrathecal use", None, "/ 100 kg = 1 IU/kg; ceiling 0.2 IU/kg"),
     (None, "60 min", None)],
)  # fmt: skip
def test_endotoxin_is_counted_as_the_ceiling_of_the_route_counts(route, time, end):
    quality = {"drug_products": [{**VIAL, **dose(administration_time=time)}], "specifications": [ENDOTOXIN]}
    found = named(answers(quality, **({"route": route} if route else {})), "endotoxin")
    assert list(found) == ([] if end is None else ["drug_products[DP].dose"])
    assert end is None or found["drug_products[DP].dose"].endswith(end)


@pytest.mark.parametrize(("route", "printed"), [("Intravenous use", True), ("Cutaneous use", False)])
def test_the_endotoxin_line_is_printed_for_a_known_route_only(route, printed):
    quality = {"drug_products": [VIAL], "specifications": [ENDOTOXIN]}
    document = composed({"product_class": "gtmp_in_vivo_viral", "route": route, "quality": quality})
    whole = "\n".join(text(one) for one in walk_sections(document.sections))
    assert ("Endotoxin if a batch were at its limit: " in whole) is printed
    assert ("ceiling 5 IU/kg/h (Ph. Eur. 5.1.10)" in whole) is printed


def test_endotoxin_of_one_dose_for_all_is_counted_at_the_lowest_weight():
    quality = {"drug_products": [{**VIAL, **dose(maximum="2e15 {vg}")}], "specifications": [ENDOTOXIN]}
    assert "/ 50 kg / 1 h = 2 IU/kg/h" in named(answers(quality, route="Intravenous use"), "endotoxin")[
        "drug_products[DP].dose"]  # fmt: skip


def test_an_impurity_at_its_limit_is_taken_times_the_dose():
    quality = {
        "substances": [{"id": "DS"}],
        "drug_products": [{"id": "DP", "dose": {"maximum": "60 mg"}}],
        "specifications": [{"id": "SP", "subject": "DS", "tests": [
            {"id": "i", "release_limit": "NMT 0.5", "unit": "%"}, {"id": "p", "release_limit": ">= 99", "unit": "%"}]}],
        "impurities": [{"id": "I", "subject": "DS", "tests": ["i"]}, {"id": "P", "subject": "DS", "tests": ["p"]}],
    }  # fmt: skip
    assert named(answers(quality), "per dose at the limit") == {"impurities[I]": "0.3 mg"}
