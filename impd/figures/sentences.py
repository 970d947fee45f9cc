"""Pieces of the sentences that say what a figure shows."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from impd.figures.text_lines import wrapped


def one_line(text: str) -> str:
    """The text without line breaks, control signs and doubled blanks."""
    return " ".join(word for part in text.split(" ") for word in wrapped(part, inf))


def listed(texts: Sequence[str]) -> str:
    """The texts as a list in a sentence: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def counted(count: int, noun: str) -> str:
    """The number with its noun, which takes an s in the plural."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def unbroken_powers(text: str) -> str:
    """The text in one line, each number held together with its power of ten by no-break spaces."""
    return one_line(text).replace(" × 10", "\u00a0×\u00a010")
