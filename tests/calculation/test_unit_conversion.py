"""Units convert exactly, and only within one kind."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import product

import pytest

from impd.calculation.unit_conversion import conversion_factor, resolved_unit

FACTORS = [
    ("{vg}/kg", "{vg}/g", "0.001"),
    ("ng/mL", "ug/mL", "0.001"),
    ("mg/L", "ug/mL", "1"),
    ("mg/L", "g/m3", "1"),
    ("L", "m3", "0.001"),
    ("mg/kg", "ug/g", "1"),
    ("ug/kg", "mg/kg", "0.001"),
    ("g", "kg", "0.001"),
    ("d.ng/mL", "h.ng/mL", "24"),
    ("ug.h/mL", "h.ng/mL", "1000"),
    ("ng.h/mL", "ng/mL.h", "1"),
    ("min.ng/mL", "s.ng/mL", "60"),
    ("wk", "d", "7"),
    ("a", "mo", "12"),
    ("10*6.{cells}/kg", "{cells}/kg", "1000000"),
    ("10*6{cells}/kg", "10^6.{cells}/kg", "1"),
    ("10*13.{vg}", "10*12.{vg}", "10"),
    ("cm2", "mm2", "100"),
    ("{cells}/cm2", "{cells}/mm2", "0.01"),
    ("%", "1", "0.01"),
    ("[iU]/mL", "[IU]/L", "1000"),
    ("k[iU]", "[iU]", "1000"),
    ("umol/L", "mol/L", "0.000001"),
    ("U/mL", "kU/L", "1"),
    ("U", "umol/min", "1"),
    ("mL-1", "/mL", "1"),
    ("ng/(mL.h)", "ng/mL/h", "1"),
    ("/(kg.d)", "/kg/d", "1"),
    ("2.kg", "kg", "2"),
    ("{a/b.c}/kg", "{a/b.c}/g", "0.001"),
    ("kDa", "u", "1000"),
    ("mm[Hg]", "mm[Hg]", "1"),
]


@pytest.mark.parametrize(("one", "other", "factor"), FACTORS)
def test_units_of_one_kind_convert(one, other, factor):
    assert conversion_factor(one, other) == Decimal(factor)


@pytest.mark.parametrize(("one", "other", "factor"), FACTORS)
def test_the_way_back_is_the_inverse(one, other, factor):
    back = conversion_factor(other, one)
    assert back is not None
    assert abs(back * Decimal(factor) - 1) < Decimal("1e-26")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{vg}/kg", "{cells}/kg"),
        ("{vg}/kg", "{gc}/kg"),
        ("{vg}/kg", "/kg"),
        ("{vg}/{eye}", "{vg}/mL"),
        ("mg{protein}/kg", "mg/kg"),
        ("mg/kg{bw}", "mg/kg"),
        ("mg", "mL"),
        ("mg/kg", "mg"),
        ("mg/kg", "mg/m2"),
        ("mg/kg", "%"),
        ("{vg}/{vg}", "1"),
        ("mg/kg", "mg/kg/d"),
        ("mg/kg/d", "mg/kg.d"),
        ("h.ng/mL", "ng/mL"),
        ("h.ng/mL", "ng/mL/h"),
        ("mo", "d"),
        ("a", "wk"),
        ("mol", "g"),
        ("[iU]", "mg"),
        ("[iU]", "U"),
        ("Cel", "K"),
        ("[pfu]", "[CFU]"),
        ("cm", "cm2"),
        ("%{w/w}", "%{w/v}"),
        ("1", "mg"),
        ("[in_i]", "cm"),
    ],
)
def test_units_of_different_kind_do_not_convert(one, other):
    assert conversion_factor(one, other) is None
    assert conversion_factor(other, one) is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "foo", "µg", "kg..g", "kg/", ".kg", "(kg", "kg)", "()", "{vg", "vg}", "{vg}2", "0", "kg0", "m g", "g\n",
     "10*99999999", "kg.,", "{{vg}}", "²", "NaN", "m" * 200, "(" * 5000, "{" * 5000, "g." * 5000,
     "10*999." * 300 + "g"],
)  # fmt: skip
def test_what_is_no_unit_converts_to_nothing(text):
    assert conversion_factor(text, "g") is None
    assert conversion_factor("g", text) is None
    assert resolved_unit(text) is None


def test_no_unit_is_not_even_itself():
    assert conversion_factor("foo", "foo") is None
    assert conversion_factor("", "") is None


def test_each_unit_is_itself_and_conversion_is_transitive():
    family = ["pg/mL", "ng/mL", "ug/mL", "mg/L", "g/m3", "kg/L", "ng/uL", "ug/dL"]
    for one, middle, other in product(family, repeat=3):
        factors = [conversion_factor(*pair) for pair in ((one, middle), (middle, other), (one, other))]
        assert None not in factors
        assert factors[0] * factors[1] == factors[2]
        assert conversion_factor(one, one) == 1


def test_an_annotation_never_lets_a_conversion_through():
    notes = ["", "{vg}", "{gc}", "{cells}", "{CAR+ cells}", "{vg}{cells}"]
    for one, other in product(notes, repeat=2):
        found = conversion_factor(f"10*6{one}/kg", f"10*6{other}/g")
        assert found == (Decimal("0.001") if one == other else None)


def test_the_callers_precision_does_not_matter():
    conversion_factor.cache_clear()
    with localcontext() as context:
        context.prec = 2
        assert conversion_factor("min", "h") == Decimal("0.01666666666666666666666666667")
        assert conversion_factor("12345.g", "g") == 12345
