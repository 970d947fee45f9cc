"""Small products for tests of what follows from their facts."""

from __future__ import annotations

from typing import Any

from impd.building.answering import answers_for
from impd.composing.answers import Answers
from impd.dossier import MedicinalProduct
from tests.composing.dossiers import TABLET, application


def product(quality: dict[str, Any], **facts: Any) -> MedicinalProduct:
    """A product with these quality data."""
    return application({**TABLET, **facts, "quality": quality}).products[0]


def answers(quality: dict[str, Any], **facts: Any) -> Answers:
    """What is calculated of a product with these quality data."""
    return answers_for(product(quality, **facts))


def named(found: Answers, name: str) -> dict[str, str]:
    """The calculated values of one name: text by the path of the fact they belong to, without the product."""
    return {
        path.removeprefix("products[TAB].quality."): one.text
        for (path, kind), one in found.calculated.items()
        if kind == name
    }
