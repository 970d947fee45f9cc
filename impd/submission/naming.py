"""The name of a file held against the naming profile, and against the trial that is expected."""

from __future__ import annotations

from collections.abc import Iterator

from impd.submission.inspection import FileFinding, SlotGuess
from impd.submission.limits import read_bounds
from impd.submission.stated import Expected, same_number
from impd.submission.title import read_title
from impd.submission.wording import finding


def naming_findings(title: str, guess: SlotGuess) -> Iterator[FileFinding]:
    """Where a title, or the name of a file without its ending, leaves the profile."""
    parts = read_title(title)
    if not parts.code:
        yield finding("name_without_code", example=guess.code or "D1")
    for version in parts.versions:
        yield finding("name_with_version", text=version)
    for date in parts.dates:
        yield finding("name_with_date", text=date)
    most = read_bounds().title_characters
    if len(title) > most:
        yield finding("name_too_long", number=len(title), most=most)
    if parts.unusual:
        yield finding("name_unusual", text=" ".join(parts.unusual))


def name_of_other_trial(title: str, expected: Expected) -> Iterator[FileFinding]:
    """A trial number in the name that is not the one expected."""
    found = read_title(title).eu_ct_number
    if found and expected.eu_ct_number and not same_number(found, expected.eu_ct_number):
        yield finding("name_of_other_trial", found=found, expected=expected.eu_ct_number)
