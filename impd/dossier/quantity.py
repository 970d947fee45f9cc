"""Quantities, acceptance criteria and dates, each with the text as the sponsor reported it."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, model_validator

from impd.dossier.facts import Facts, Measured, Words
from impd.dossier.number import Number, leading_number, parse_number, print_number
from impd.dossier.unit import is_ucum, print_unit

_COMMA = re.compile(r"(?<=\d),(?=\d)")
_AMBIGUOUS = re.compile(r"\s*[<>≤≥=]*\s*(?:(?P<by>\d+(?:\.\d+)?)\s*[x×*]\s*)?10\s*[eE]\s*\+?(?P<power>\d+)")
_COUNTED = re.compile(r"\{[a-z ]*[^ies]s\}")  # cells, tablets, spheroids: one of them is a cell
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


def _reported(text: str) -> str:
    """Refuses ``98,7``, which would be read as words instead of a number, and an ambiguous power of ten."""
    _refuse_ambiguous(text)
    if _COMMA.search(text) and parse_number(text) is None and parse_number(_COMMA.sub(".", text)):
        raise ValueError(_comma_words(text))
    return text


def _refuse_ambiguous(text: str) -> None:
    """Raises ValueError for ``10E13`` and ``1 x 10E13``, which some mean as 10 to the 13th, others as 10 times that."""
    if found := _AMBIGUOUS.match(text):
        by, power = found["by"] or "1", int(found["power"])
        raise ValueError(f'ambiguous power of ten in "{text}". Write: {by}e{power} or {by}e{power + 1}')


def _comma_words(text: str) -> str:
    thousands = f", or {_COMMA.sub('', text)} if it marks thousands" if _THOUSANDS.search(text) else ""
    return f'decimal comma in "{text}". Write: {_COMMA.sub(".", text)}{thousands}'


Reported: TypeAlias = Annotated[Words, AfterValidator(_reported), Measured()]
"""A result or limit as reported: a number with a decimal point, or words."""


def _unit(text: str) -> str:
    if not is_ucum(text):
        raise ValueError(f'"{text}" is no UCUM unit. Write e.g. mg/mL, Cel, {{vg}}/mL, 10*6.{{cells}}')
    return text


Unit: TypeAlias = Annotated[str, AfterValidator(_unit)]


class Quantity(Facts):
    """A number with its unit, written ``20 mg``, ``15 to 25 Cel``, ``<= -60 Cel`` or ``1.0e13 {vg}/mL``.

    ``value`` keeps the number's text; ``unit`` is UCUM with annotations.
    """

    value: str
    unit: Unit = "1"

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        if _COMMA.search(given):
            raise ValueError(_comma_words(given))
        _refuse_ambiguous(given)
        split = leading_number(given)
        if split is None:
            raise ValueError(f'expected a number and a UCUM unit, got "{given}". Write e.g. 0.5 mL or 2 to 8 Cel')
        value, unit = split
        return {"value": value, "unit": unit or "1"}

    @model_validator(mode="after")
    def _readable(self) -> Quantity:
        if parse_number(_reported(self.value)) is None:
            raise ValueError(f'expected a number, got "{self.value}". Write e.g. 0.5, <0.1 or 15 to 25')
        return self

    @property
    def number(self) -> Number:
        """The parsed value; for a range, low and high."""
        parsed = parse_number(self.value)
        if parsed is None:
            raise ValueError(self.value)
        return parsed

    def __str__(self) -> str:
        return join_unit(print_number(self.value), self.unit)


def join_unit(number: str, unit: str | None) -> str:
    """A printed number with its printed unit: ``20 mg``, ``70 %``, ``7.4``."""
    printed = print_unit(unit) if unit else ""
    if number == "1" and (printed in {"months", "years", "days", "weeks"} or (unit and _COUNTED.fullmatch(unit))):
        printed = printed[:-1]
    return f"{number} {printed}".strip()


CriterionKind: TypeAlias = Literal[
    "at least", "at most", "more than", "less than", "range", "equal", "qualitative", "report"
]
_KINDS: dict[str, CriterionKind] = {"≥": "at least", "≤": "at most", ">": "more than", "<": "less than"}
_REPORT = re.compile(r"^(report|for information|result to be recorded|monitor)", re.IGNORECASE)


class AcceptanceCriterion(Facts):
    """The limit of a test as text (``≥ 70``, ``NMT 0.2``, ``95.0 to 105.0``, ``no growth``, ``report result``).

    What can be computed from it (``kind``, ``number``) is parsed, never typed a second time.
    """

    text: Reported

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, given: Any) -> Any:
        return {"text": given} if isinstance(given, str) else given

    @property
    def number(self) -> Number | None:
        """The limit or limits, or None for a qualitative criterion."""
        return parse_number(self.text)

    @property
    def kind(self) -> CriterionKind:
        """How a result is compared with the limit."""
        number = self.number
        if number is None:
            return "report" if _REPORT.match(self.text) else "qualitative"
        if number.high is not None:
            return "range"
        return _KINDS.get(number.censor, "equal")

    def __str__(self) -> str:
        return print_number(self.text) if self.number else self.text


def _date(text: str) -> str:
    parts = text.split("-")
    lengths = [len(part) for part in parts]
    shape = all(part.isdigit() for part in parts) and lengths in ([4], [4, 2], [4, 2, 2])
    try:
        if not shape:
            raise ValueError
        datetime.date(*(int(part) for part in (*parts, "01", "01")[:3]))
    except ValueError:
        raise ValueError(f'"{text}" is no date. Write 2026-03-31, 2026-03 or 2026') from None
    return text


Date: TypeAlias = Annotated[str, AfterValidator(_date)]
"""A calendar date in ISO 8601, to the day, month or year as known."""
