"""Salt and base: how much of one is in the other, and whether both stated amounts can be true."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.amounts import Amount, amount
from impd.calculation.calculated_figure import CalculatedFigure, figure, or_the_reason, print_step
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.sums_compared import TOLERANCE, Comparison, compared
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity


@dataclass(frozen=True, slots=True)
class SaltForm:
    """The molecular masses of base and salt, and how many base molecules one formula unit of the salt holds."""

    base_mass: Quantity | None
    salt_mass: Quantity | None
    bases: int = 1


@or_the_reason
def base_in_salt(salt: Quantity | None, form: SaltForm) -> CalculatedFigure:
    """The free base in an amount of salt, by the ratio of molecular masses; or why not."""
    given, (base_mass, salt_mass) = amount(salt, "the amount of salt"), _masses(form)
    number = EXACT.divide(EXACT.multiply(given.number, base_mass.number), salt_mass.number)
    return figure(number, given.unit, f"{given} × {_bare(base_mass)}/{_bare(salt_mass)}", _convention(form))


@or_the_reason
def salt_for_base(base: Quantity | None, form: SaltForm) -> CalculatedFigure:
    """The salt that holds an amount of free base, by the ratio of molecular masses; or why not."""
    given, (base_mass, salt_mass) = amount(base, "the amount of base"), _masses(form)
    number = EXACT.divide(EXACT.multiply(given.number, salt_mass.number), base_mass.number)
    return figure(number, given.unit, f"{given} × {_bare(salt_mass)}/{_bare(base_mass)}", _convention(form))


def check_strength(
    base: Quantity | None, salt: Quantity | None, form: SaltForm | None = None, tolerance: Decimal = TOLERANCE
) -> Comparison:
    """The base in the salt against the base that the strength states (rule CMP-06).

    Without molecular masses only the impossible is found: more base than salt, as a salt is heavier than its base.
    """
    name = "free base"
    try:
        stated, given = amount(base, "the amount of base"), amount(salt, "the amount of salt")
        held = given.in_unit(stated.unit, "the amount of salt")
    except CannotCalculate as fault:
        return Comparison(name, CalculatedFigure(reason=str(fault)), str(base or ""), reason=str(fault))
    if held.number < stated.number:
        reason = f"{stated} of base cannot come from {given} of salt, which weighs more than the base in it"
        return Comparison(name, CalculatedFigure(reason=reason), str(base), False, reason=reason)
    found = base_in_salt(salt, form or SaltForm(None, None))
    return compared(name, found, base, tolerance)


def _masses(form: SaltForm) -> tuple[Amount, Amount]:
    """The mass of all base molecules in a formula unit of the salt, and that of the salt."""
    base, salt = amount(form.base_mass, "the molecular mass of the base"), amount(form.salt_mass, "that of the salt")
    if form.bases < 1:
        raise CannotCalculate(f"a salt with {form.bases} molecules of base holds none")
    if conversion_factor(base.unit, "g/mol") is None and conversion_factor(base.unit, "u") is None:
        raise CannotCalculate(f"the molecular mass of the base is in {base.unit}; state it in g/mol or Da")
    salt = salt.in_unit(base.unit, "the molecular mass of the salt")
    bases = Amount(EXACT.multiply(base.number, Decimal(form.bases)), base.unit)
    if bases.number >= salt.number:
        raise CannotCalculate(f"the base in a salt ({bases}) does not weigh less than the salt ({salt})")
    return bases, salt


def _bare(mass: Amount) -> str:
    return print_step(mass.number, "1")


def _convention(form: SaltForm) -> str:
    held = "one molecule" if form.bases == 1 else f"{form.bases} molecules"
    return (
        f"by molecular masses, {held} of base in a formula unit of the salt; neither water nor purity is corrected for"
    )
