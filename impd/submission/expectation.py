"""Whether a document states the version, date and trial number that it is registered with."""

from __future__ import annotations

from collections.abc import Iterator

from impd.submission.inspection import FileFinding, FileInspection
from impd.submission.stated import Expected, dates_in, numbers_in, same_number, same_version, versions_in
from impd.submission.wording import finding

_FIRST_PAGES = 6000


def expectation_findings(inspection: FileInspection, expected: Expected) -> Iterator[FileFinding]:
    """What the beginning of the text says otherwise, or does not say. Without text nothing can be told."""
    text = first_pages(inspection.text_sample)
    if not text.strip():
        return
    if expected.version:
        yield from _version(text, expected.version)
    if expected.date is not None:
        dates = dates_in(text)
        if expected.date not in dates:
            found = ", ".join(date.isoformat() for date in dates[:5]) or "none"
            yield finding("date_differs", expected=expected.date.isoformat(), found=found)
    if expected.eu_ct_number:
        yield from _number(text, expected.eu_ct_number)


def first_pages(text: str) -> str:
    """The first two pages; of Word, which has no pages before it is printed, about as much."""
    return "\f".join(text.split("\f")[:2])[:_FIRST_PAGES]


def _version(text: str, expected: str) -> Iterator[FileFinding]:
    stated = versions_in(text)
    if stated[:1] == [expected]:
        return
    if not stated:
        yield finding("version_not_stated", expected=expected)
    elif expected in stated:
        yield finding("version_not_first", expected=expected, found=stated[0])
    elif any(same_version(one, expected) for one in stated):
        yield finding("version_written_differently", expected=expected, found=", ".join(stated[:5]))
    else:
        yield finding("version_differs", expected=expected, found=", ".join(stated[:5]))


def _number(text: str, expected: str) -> Iterator[FileFinding]:
    stated = numbers_in(text)
    if not stated:
        yield finding("trial_number_not_stated", expected=expected)
    elif not any(same_number(one, expected) for one in stated):
        yield finding("trial_number_differs", expected=expected, found=", ".join(stated[:5]))
