"""Quantities, units, criteria and dates."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from impd.dossier import AcceptanceCriterion, Quantity
from impd.dossier.quantity import Date, join_unit
from impd.dossier.unit import is_ucum, print_unit, same_unit


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("mg/mL", "mg/mL"), ("Cel", "°C"), ("ug", "µg"), ("mg/m2", "mg/m²"), ("%", "%"), ("1", ""), ("mo", "months"),
        ("{vg}/mL", "vg/mL"), ("10*6.{cells}", "× 10⁶ cells"), ("10*9.{vg}/mL", "× 10⁹ vg/mL"), ("/mL", "/mL"),
        ("%{w/w}", "% w/w"), ("ng/{dose}", "ng/dose"), ("{copies}/{cell}", "copies/cell"), ("mosm/kg", "mOsm/kg"),
        ("[iU]/mL", "IU/mL"), ("[EU]/mL", "Ehrlich unit/mL"), ("mm[Hg]", "mm[Hg]"),
    ],
)  # fmt: skip
def test_a_unit_is_ucum_and_printed(unit, printed):
    assert is_ucum(unit)
    assert print_unit(unit) == printed


@pytest.mark.parametrize("unit", ["foo", "degF", "k{bp}", "mg per mL", "µg"])
def test_what_is_no_unit(unit):
    assert not is_ucum(unit)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("mg", "mg", True), ("l", "L", True), ("{vg}/kg", "{cells}/kg", False), ("{vg}", "1", False), ("g", "mg", False)],
)
def test_annotations_belong_to_the_unit(one, other, same):
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("20 mg", "20 mg"), ("15 to 25 Cel", "15 to 25 °C"), ("<= -60 Cel", "≤ −60 °C"), ("5", "5"), ("0.9 %", "0.9 %"),
        ("1.0e13 {vg}/mL", "1.0 × 10¹³ vg/mL"), ("100 10*6.{cells}", "100 × 10⁶ cells"), ("24 mo", "24 months"),
        ("1 mo", "1 month"), ("1.5 h", "1.5 h"),
    ],
)  # fmt: skip
def test_a_quantity_is_written_as_one_text(text, printed):
    quantity = Quantity.model_validate(text)
    assert str(quantity) == printed
    assert Quantity(value=quantity.value, unit=quantity.unit) == quantity


@pytest.mark.parametrize("given", ["much", "mg", "5 foo", "1,5 mg", {"value": "x"}, {"value": "1,5"}, {"unit": "mg"}])
def test_what_is_no_quantity(given):
    with pytest.raises(ValidationError):
        Quantity.model_validate(given)


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [
        (">= 70", "at least", "≥ 70"), ("NMT 0.2", "at most", "≤ 0.2"), ("< 5", "less than", "< 5"),
        ("> 5", "more than", "> 5"), ("95.0 to 105.0", "range", "95.0 to 105.0"), ("7", "equal", "7"),
        ("complies", "qualitative", "complies"), ("report result", "report", "report result"),
        ("1,2-diol not detected", "qualitative", "1,2-diol not detected"),
    ],
)  # fmt: skip
def test_a_criterion_tells_its_kind(text, kind, printed):
    criterion = AcceptanceCriterion.model_validate(text)
    assert (criterion.kind, str(criterion)) == (kind, printed)


@pytest.mark.parametrize("text", ["95,0 to 105,0", ">= 0,5", "1,000"])
def test_a_decimal_comma_is_no_criterion(text):
    with pytest.raises(ValidationError, match="decimal comma"):
        AcceptanceCriterion.model_validate(text)


@pytest.mark.parametrize("text", ["2026", "2026-03", "2026-03-31", "2024-02-29"])
def test_a_date_may_stop_at_month_or_year(text):
    assert TypeAdapter(Date).validate_python(text) == text


@pytest.mark.parametrize("text", ["31.03.2026", "2026-13", "2026-02-30", "26-01-01", "2026-3-1", "soon", "2026-"])
def test_what_is_no_date(text):
    with pytest.raises(ValidationError, match="is no date"):
        TypeAdapter(Date).validate_python(text)


@pytest.mark.parametrize(
    ("number", "unit", "printed"), [("7.4", None, "7.4"), ("70", "%", "70 %"), ("1", "a", "1 year")]
)
def test_number_and_unit(number, unit, printed):
    assert join_unit(number, unit) == printed
