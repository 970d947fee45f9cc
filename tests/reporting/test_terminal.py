"""The report on a terminal, of any width, colour or encoding."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from impd.reporting.terminal import print_report, text_report
from impd.reporting.terminal_lines import summary_line
from tests.reporting.sample_report import CLEAN, FINDINGS, RULES, SAMPLE


def printed(report=SAMPLE, verbosity="normal", width=200, **settings):
    console = Console(file=io.StringIO(), width=width, _environ={}, **settings)
    print_report(report, console, verbosity)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [20, 200])
def test_quiet_is_one_line(width):
    gaps = "Open gaps: 2 errors, 1 warning, 1 note"
    rest = "1 rule failed; 1 cannot tell; 1 to review; 1 waived; 1 known in the baseline"
    assert printed(verbosity="quiet", width=width).splitlines() == [f"{gaps}; {rest}"]
    assert summary_line(CLEAN) == "Open gaps: 0 errors, 0 warnings, 0 notes"


def test_normal_tells_errors_and_warnings_in_full():
    lines = [line.strip() for line in printed().splitlines()]
    start = lines.index("error The shelf life of A is not stated.")
    assert lines[start + 1 : start + 4] == [
        "Where: products/A/quality/drug product.yaml:12",
        "Law: Regulation (EU) No 536/2014, Annex I, 44; EMA quality guideline, P.8",
        "Remedy: Give the shelf life and the storage condition.",
    ]
    assert "warning The storage condition of study s1 is not stated." in lines
    assert "rule failed The rule C-2 failed: no such fact." in lines


def test_normal_counts_what_can_wait():
    text = printed()
    assert "also 1 note, 1 waived, 1 known in the baseline" in text
    assert "1 cannot tell, 1 to review" in text
    for quiet in ("The in-use period is stated twice.", "Known gap of the container.", "Are the limits justified"):
        assert quiet not in text


def test_verbose_tells_every_finding_and_every_rule():
    text = printed(verbosity="verbose")
    assert [one.id for one in FINDINGS if one.id not in text] == []
    assert [one.id for one in RULES if one.id not in text] == []
    assert "Q-S4-04 not applicable: Title of Q-S4-04 (no substance of animal origin is used)" in text
    assert "Set aside: waived by A. Müller on 2026-01-05" in text
    assert "No tool can judge: Whether a text persuades." in text


def test_documents_and_sections_stand_in_the_order_of_the_application():
    headings = ("Cover letter", "IMPD: quality part", "S.4 Control of the drug substance", "P.8 Stability", "Summary")
    places = [printed().index(heading) for heading in headings]
    assert places == sorted(places)


def test_the_summary_fits_one_screen():
    lines = printed(width=80).splitlines()
    assert len(lines) - lines.index("Summary") <= 24


def test_the_summary_counts_by_outcome_severity_and_document():
    lines = printed().splitlines()
    summary = "\n".join(lines[lines.index("Summary") :])
    assert "1 rule failed, 6 gaps, 1 cannot tell, 1 to review, 5 satisfied, 1 not applicable" in summary
    assert "2 errors, 1 warning, 1 note" in summary
    assert "1 used, 1 unused, 1 expired" in summary
    assert re.search(r"IMPD: quality part +1 +1 +1 +0 +1 +1\b", summary)


@pytest.mark.parametrize("verbosity", ["normal", "verbose"])
@pytest.mark.parametrize("report", [SAMPLE, CLEAN], ids=["sample", "clean"])
def test_it_ends_with_what_it_does_not_say(report, verbosity):
    last = printed(report, verbosity).splitlines()[-1]
    assert last.endswith("No finding does not mean that the dossier is complete for the authority.")


def test_it_counts_what_no_tool_can_judge():
    assert "3 points no tool can judge" in printed()


@pytest.mark.parametrize("width", [30, 80])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(len, printed(verbosity="verbose", width=width).splitlines())) <= width


def test_what_wraps_stands_under_its_beginning():
    lines = printed(width=60).splitlines()
    law = next(number for number, line in enumerate(lines) if "Law: Regulation" in line)
    assert re.match(r" {11}\S", lines[law + 1])


@pytest.mark.parametrize("settings", [{}, {"force_terminal": True, "color_system": "truecolor"}])
def test_no_text_can_steer_the_terminal(settings):
    text = printed(verbosity="verbose", **settings)
    ours = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ours)
    assert r"[red]<b>&]]>\x00\x07\x1b[31m" in ours


def test_without_colour_nothing_is_lost():
    coloured = printed(force_terminal=True, color_system="standard")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed()
    assert "\x1b[31" not in printed(force_terminal=True, color_system="standard", no_color=True)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_a_sign_shows_its_number(encoding):
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding=encoding)
    print_report(SAMPLE, Console(file=stream, width=80, _environ={}), "verbose")
    stream.flush()
    assert "A. Müller".encode(encoding, "backslashreplace") in data.getvalue()


def test_the_text_file_says_all():
    assert text_report(SAMPLE).decode() == printed(verbosity="verbose", width=100)
