"""Invented sentences for synthetic dossiers, the same for the same random numbers."""

from __future__ import annotations

import random

WORDS = ("crystallised", "filtered", "washed", "dried", "milled", "blended", "sieved", "granulated", "compressed",
         "coated", "weighed", "charged", "stirred", "cooled", "sampled", "released")  # fmt: skip


def sentence(numbers: random.Random, count: int) -> str:
    """A sentence of so many words."""
    return " ".join(numbers.choice(WORDS) for _ in range(count)).capitalize() + "."
