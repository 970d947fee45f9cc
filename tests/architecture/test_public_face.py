"""The public face: what the package offers is what its page lists, and each name is there."""

from __future__ import annotations

import re

import impd
from tests.architecture.source import ROOT


def test_the_page_lists_the_public_names():
    page = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
    listed = re.search(r"`impd\.__all__`:\n\n```\n(.*?)```", page, re.DOTALL)
    assert listed, "docs/python-api.md lists the names of impd.__all__ in a fenced block"
    assert listed[1].split() == sorted(impd.__all__)


def test_each_public_name_says_what_it_is():
    assert [name for name in impd.__all__ if not (getattr(impd, name).__doc__ or "").strip()] == []
