"""Placeholders and marks of drafts: each pattern finds and leaves what its data say."""

from __future__ import annotations

import pytest

from impd.submission.left_marks import find_left_marks, mark_patterns

PATTERNS = {one.code: one for one in mark_patterns()}


@pytest.mark.parametrize("code", PATTERNS)
def test_a_pattern_has_cases_and_keeps_them(code):
    one = PATTERNS[code]
    assert one.finds
    assert one.leaves
    assert [text for text in one.finds if not one.pattern.search(text)] == []
    found = {text: {mark.code for mark in find_left_marks([text], 9)} for text in one.finds}
    assert [text for text, codes in found.items() if code not in codes] == []  # each has one of what is needed
    assert [text for text in one.leaves if one.pattern.search(text)] == []


def test_a_mark_is_named_once_with_its_first_page_and_how_often():
    found = find_left_marks(["nothing", "the <INN> and the <INN>", "<INN>, DRAFT\nDRAFT"], 10)
    assert [(one.code, one.text, one.page, one.count, one.is_draft) for one in found] == [
        ("angle_brackets", "<INN>", 2, 3, False),
        ("draft_alone", "DRAFT", 3, 1, True),
    ]


def test_no_more_than_asked_for():
    assert len(find_left_marks([" ".join(f"<Name {chr(97 + n)}>" for n in range(20))], 5)) == 5
