"""A statement against several values of the dossier."""

from __future__ import annotations

import pytest

from impd.checking.agreement import agrees_with_one
from impd.gaps import Outcome


def same(one, other):
    """Whether two texts are equal; None where one is a question."""
    return None if "?" in (one, other) else one == other


@pytest.mark.parametrize(
    ("own", "outcome", "says"),
    [
        (["b", "a"], Outcome.SATISFIED, ""),
        (["a", "?"], Outcome.SATISFIED, ""),
        (["b", "?"], Outcome.CANNOT_TELL, "unclear"),
        ([], Outcome.CANNOT_TELL, "unclear"),
        (["b", "c"], Outcome.GAP, ""),
    ],
)
def test_one_that_agrees_is_enough_and_an_unclear_one_forbids_a_gap(own, outcome, says):
    seen = agrees_with_one("x", "a", own, same, "unclear")
    assert (seen.outcome, seen.what) == (outcome, says)
    assert seen.expected == (own[0] if outcome == Outcome.GAP else "")
