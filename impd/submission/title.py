"""The title of a document as CTIS shows it: its parts, and where it leaves the naming profile."""

from __future__ import annotations

import re
from dataclasses import dataclass

from impd.submission.title_codes import read_title_profile

_CODE = re.compile(r"^([A-S]\d{1,2})(?=[_ -]|$)")
_NUMBER = re.compile(r"20\d{2}-5\d{5}-\d{2}(?:-\d{2})?(?!\d)")
_VERSION = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:version|versie|versión|v)[ ._-]?\d+(?:\.\d+)*|\d+\.\d+)(?![A-Za-z0-9])", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<!\d)(?:20\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-_. ]?"
    r"(?:0[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[-_. ]?20\d{2})(?!\d)",
    re.IGNORECASE,
)
_UNUSUAL = re.compile(r"[^A-Za-z0-9 _.-]")
_PUBLICATION = re.compile(r"(?<![A-Za-z])(not[ _-])?for[ _-]pub(?:lication)?(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What a title says: code, name, member state, language, trial number, publication; empty where it is silent."""

    code: str
    name: str
    member_state: str
    language: str
    eu_ct_number: str
    for_publication: bool | None
    versions: tuple[str, ...]
    dates: tuple[str, ...]
    unusual: tuple[str, ...]


def read_title(title: str) -> TitleParts:
    """The parts of a title, or of the name of a file without its ending."""
    profile = read_title_profile()
    code, number = _CODE.match(title), _NUMBER.search(title)
    rest = _NUMBER.sub("", title[code.end() :] if code else title)
    tokens = [token for token in rest.split("_") if token]
    state = next((token for token in tokens if token in profile.member_states), "")
    after = tokens[tokens.index(state) + 1 :] if state else tokens[1:]
    mark = _PUBLICATION.search(title)
    dates = tuple(match[0] for match in _DATE.finditer(rest))
    return TitleParts(
        code=code[1] if code else "",
        name=tokens[0].strip(" -") if tokens else "",
        member_state=state,
        language=next((token for token in after if token in profile.languages), ""),
        eu_ct_number=number[0] if number else "",
        for_publication=None if mark is None else not mark[1],
        versions=tuple(match[0] for match in _VERSION.finditer(_DATE.sub("", rest))),
        dates=dates,
        unusual=tuple(sorted(set(_UNUSUAL.findall(title)))),
    )
