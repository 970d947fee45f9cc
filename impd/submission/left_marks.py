"""Placeholders and marks of a draft that a text still holds, by the patterns of ``schemas/eu_ctr/left_marks.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from impd.resources import folder, well_formed
from impd.submission.inspection import LeftMark

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS = ("placeholder", "draft")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class MarkPattern:
    """One pattern, what it is, one of what a page must have for it, and the texts it must find and leave."""

    code: str
    is_draft: bool
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


@cache
def mark_patterns() -> tuple[MarkPattern, ...]:
    """All patterns in the order of their file. Raises TemplateFault when it is not well formed."""
    file = folder("schemas") / "eu_ctr" / "left_marks.yaml"
    with well_formed(file, "the marks of drafts"):
        return tuple(_pattern(one) for one in yaml.load(file.read_text(encoding="utf-8"), _LOADER)["marks"])


def _pattern(given: dict[str, Any]) -> MarkPattern:
    if given["is"] not in _KINDS:
        raise ValueError(f"{given['code']}: {given['is']} is none of {', '.join(_KINDS)}")
    needs, finds, leaves = (tuple(given[name]) for name in ("needs", "finds", "leaves"))
    return MarkPattern(given["code"], given["is"] == "draft", needs, re.compile(given["pattern"]), finds, leaves)


def find_left_marks(pages: Iterable[str], most: int) -> list[LeftMark]:
    """The different marks of the pages of a text, at most so many; what stands twice is counted."""
    found: dict[tuple[str, str], tuple[LeftMark, int]] = {}
    for page, text in enumerate(pages, 1):
        lower = text.lower()
        for one in mark_patterns():
            if not any(need in lower for need in one.needs):
                continue
            for match in one.pattern.finditer(text):
                words = " ".join(match[0].split())[:_LONGEST]
                key = one.code, words
                if key not in found and len(found) >= most:
                    continue
                first, count = found.get(key, (LeftMark(one.code, words, one.is_draft, page), 0))
                found[key] = first, count + 1
    return [replace(mark, count=count) for mark, count in found.values()]
