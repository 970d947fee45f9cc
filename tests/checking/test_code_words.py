"""Codes in words: as documents print them, and nothing that only looks like a code."""

from __future__ import annotations

import pytest

from impd.checking.code_words import in_words, word_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("product class = tep", "product class = tissue-engineered product"),
        ("class = gtmp_ex_vivo; status: not stated",
         "class = gene therapy medicinal product, cells genetically modified ex vivo; status: not stated"),
        ("role = this_trial", "role = this trial"),
        ("kind of dossier = modified cells", "kind of dossier = modified cells"),
        ("at products[A].non_clinical.studies", "at products[A].non_clinical.studies"),
        ("the test potency_a", "the test potency_a"),
    ],
)  # fmt: skip
def test_only_codes_are_put_in_words(text, words):
    assert in_words(text) == words


def test_a_code_without_words_of_its_own_reads_with_spaces():
    assert word_of("long_term_tail") == "long term tail"
