"""The format follows from the name of the file."""

from __future__ import annotations

import pytest

from impd.errors import UsageFault
from impd.reporting.formats import REPORTERS, format_of
from tests.reporting.sample_report import SAMPLE


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out/gaps.html", "html"),
        ("gaps.json", "json"),
        ("gaps.sarif", "sarif"),
        ("gaps.sarif.json", "sarif"),
        ("gaps.XML", "junit"),
        ("a.b/gaps.xlsx", "xlsx"),
        ("gaps.docx", "docx"),
        ("gaps.pdf", "pdf"),
        ("gaps.txt", "txt"),
    ],
)
def test_the_ending_names_the_format(path, name):
    assert format_of(path) == name


@pytest.mark.parametrize("path", ["gaps.xls", "gaps", "json", "gaps.json/", ""])
def test_any_other_ending_is_a_fault_that_lists_them(path):
    with pytest.raises(UsageFault, match=r"End the name with \.html, .*\.json, .* or \.txt\."):
        format_of(path)


@pytest.mark.parametrize(
    ("name", "start"),
    [("json", b"{"), ("sarif", b"{"), ("junit", b"<?xml"), ("xlsx", b"PK"), ("txt", b"Cover letter")],
)
def test_each_reporter_writes_its_format(name, start):
    assert REPORTERS[name](SAMPLE).startswith(start)
