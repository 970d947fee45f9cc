"""The codes that titles begin with, and the words that tell each document: ``schemas/eu_ctr/title_codes.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from impd.resources import folder, well_formed

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BETWEEN = re.compile(r"[\s–—:;,_-]+")
_CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class TitleCode:
    """One document of an application: its code and other codes in use, CTIS types, and telling words.

    ``types`` has the numbers of CTIS by ``public``, ``other`` and ``plain``. ``in_names`` are words that tell in
    the name of a file only.
    """

    slot: str
    code: str
    also: tuple[str, ...]
    annex: str
    name: str
    types: dict[str, int]
    seen: bool
    confidence: str
    words: tuple[str, ...]
    in_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleProfile:
    """All documents, and the member states and languages as titles name them."""

    slots: tuple[TitleCode, ...]
    member_states: frozenset[str]
    languages: frozenset[str]

    def of_code(self, code: str) -> list[TitleCode]:
        """The documents that have this code; those for which it is the first choice come first."""
        main = [one for one in self.slots if one.code == code]
        return main + [one for one in self.slots if code in one.also]


@cache
def read_title_profile() -> TitleProfile:
    """The naming profile. Raises TemplateFault when its file is not well formed."""
    file = folder("schemas") / "eu_ctr" / "title_codes.yaml"
    with well_formed(file, "the codes of titles"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        slots = tuple(_slot(one) for one in data["slots"])
        return TitleProfile(slots, frozenset(data["member_states"]), frozenset(data["languages"]))


def plain_words(text: str) -> str:
    """A text in lower case with single spaces for dashes, colons and line ends, as phrases are compared."""
    return _BETWEEN.sub(" ", text.lower().replace("’", "'")).strip()


def _slot(given: dict[str, Any]) -> TitleCode:
    basis = given["basis"]
    if basis["confidence"] not in _CONFIDENCES:
        raise ValueError(f"{given['slot']}: {basis['confidence']} is no confidence")
    return TitleCode(
        slot=given["slot"],
        code=given["code"],
        also=tuple(given.get("also", ())),
        annex=given["annex"],
        name=given["name"],
        types=given["types"],
        seen=basis["seen"],
        confidence=basis["confidence"],
        words=tuple(map(plain_words, given["words"])),
        in_names=tuple(map(plain_words, given.get("in_names", ()))),
    )
