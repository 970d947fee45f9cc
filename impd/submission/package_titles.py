"""Titles and folders of the documents of a package, by the naming profile ``schemas/eu_ctr/package_names.yaml``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from impd.resources import folder, well_formed
from impd.submission.limits import read_bounds
from impd.submission.package import PackageDocument, PackageSlot
from impd.submission.title import read_title

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile(r"[^A-Za-z0-9 -]+")
_SPACES = re.compile(r"\s+")
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE",
    "þ": "th", "Þ": "Th", "ð": "d",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackageNames:
    """Names of kinds of documents, letters of member states, folders of parts, and how much of the number is used."""

    names: dict[str, str]
    member_states: dict[str, str]
    parts: dict[str, str]
    number_characters: int

    def state(self, country: str) -> str:
        """The letters of a member state; the country as stated where it is none."""
        return self.member_states.get(country.upper(), plain_ascii(country).upper())


@cache
def read_package_names() -> PackageNames:
    """The naming profile. Raises TemplateFault when its file is not well formed."""
    file = folder("schemas") / "eu_ctr" / "package_names.yaml"
    with well_formed(file, "the names of a package"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        return PackageNames(data["names"], data["member_states"], data["parts"], int(data["number_characters"]))


def plain_ascii(text: str) -> str:
    """A text in letters, digits, spaces and dashes of ASCII; what has no such form becomes a dash."""
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return _SPACES.sub(" ", _FORBIDDEN.sub("-", bare)).strip(" -")


def folder_of(slot: PackageSlot) -> str:
    """The folder of a slot: Form, Part I and product, Part II with member state and site."""
    names = read_package_names()
    below = {
        "part_i": (plain_ascii(slot.product),),
        "part_ii": (names.state(slot.member_state), plain_ascii(slot.site)),
    }.get(slot.part, ())
    return "/".join(filter(None, (names.parts[slot.part], *below)))


def with_titles(documents: Sequence[PackageDocument], eu_ct_number: str) -> tuple[PackageDocument, ...]:
    """The documents with titles and paths, no title twice: where two would be alike, the id or a number tells them."""
    first = [_title(one, eu_ct_number) for one in documents]
    met = Counter(title.casefold() for title in first)
    taken: set[str] = set()
    named = []
    for document, title in zip(documents, first, strict=True):
        extra = plain_ascii(document.id) if met[title.casefold()] > 1 else ""
        chosen, number = _title(document, eu_ct_number, extra), 1
        while chosen.casefold() in taken:
            number += 1
            chosen = _title(document, eu_ct_number, f"{extra} {number}".strip())
        taken.add(chosen.casefold())
        path = f"{folder_of(document.slot)}/{chosen}{document.content.ending}"
        named.append(replace(document, title=chosen, path=path))
    return tuple(named)


def _title(document: PackageDocument, eu_ct_number: str, extra: str = "") -> str:
    """Code, name, number, member state, language; the name is cut where the whole would be too long."""
    profile, slot = read_package_names(), document.slot
    words = (profile.names.get(document.kind, slot.title), slot.product, slot.site, *document.tells)
    name = _without_version_and_date(" ".join(filter(None, map(plain_ascii, words))))
    extra = _without_version_and_date(extra)
    tail = [eu_ct_number[: profile.number_characters]]
    tail += [profile.state(document.member_state) if document.member_state else "", document.language.upper()]
    around = [one for one in (slot.title_code, *tail) if one]
    room = read_bounds().title_characters - len("_".join(around)) - 1 - (len(extra) + 1 if extra else 0)
    full = " ".join(filter(None, (name[: max(room, 1)].strip(" -"), extra)))
    return "_".join(filter(None, (slot.title_code, full, *tail)))


def _without_version_and_date(name: str) -> str:
    parts = read_title(name)
    for token in (*parts.dates, *parts.versions):
        name = name.replace(token, " ")
    return _SPACES.sub(" ", name).strip(" -")
