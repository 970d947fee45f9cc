"""Measured text: as wide as the font says, broken where it must be."""

from __future__ import annotations

import pytest

from impd.figures.text_lines import Style, text_width, wrapped


def test_a_text_is_as_wide_as_the_font_says():
    assert text_width("00") == pytest.approx(2 * 8 * 1303 / 2048)
    assert text_width("0", Style(bold=True)) == pytest.approx(8 * 1425 / 2048)


@pytest.mark.parametrize("width", [12.0, 40.0, 97.5, 300.0])
def test_no_line_is_wider_than_asked_and_no_sign_is_lost(width):
    text = "Anti-CD3/CD28 beads, 0.5 × 10⁶ cells/mL; β-mercaptoethanol-free-medium Pneumonoultramicroscopic"
    lines = wrapped(text, width)
    assert max(map(text_width, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_too_wide_is_cut_after_a_mark():
    assert wrapped("abcdefgh-ijklmnop", text_width("abcdefgh-ij")) == ("abcdefgh-", "ijklmnop")


def test_line_breaks_and_control_signs_are_blanks():
    assert wrapped("  a\n\x0bb\ud800c\t ", 100) == ("a b c",)


def test_a_no_break_space_keeps_number_and_unit_together():
    assert wrapped("about 70\u00a0%", text_width("about 70")) == ("about", "70\u00a0%")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_blank_text_has_no_line(text):
    assert wrapped(text, 100) == ()
