"""References to pharmacopoeia chapters and guidelines: whether they exist and are still in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import AnalyticalProcedure
from impd.resources import folder, well_formed
from impd.rules.yaml_lines import read_yaml

_CITED = re.compile(r"Ph\. ?Eur\.(?P<rest>[^;]*)")
_CHAPTER = re.compile(r"(?<![\w.])\d{1,2}(?:\.\d{1,3}){1,3}(?![\w.]*\d)")
_MONOGRAPH = re.compile(r"(?<![\w.])\d{4}(?![\w.]*\d)")


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], Mapping[str, str]]:
    """The chapters known, and what is superseded with what took its place."""
    file = folder("schemas") / "eu_ctr" / "pharmacopoeia_chapters.yaml"
    value, _ = read_yaml(file)
    with well_formed(file, "the table"):
        chapters = frozenset(str(one) for row in value["chapters"] for one in row["of"])
        return chapters, {str(row["pattern"]): str(row["now"]) for row in value["superseded"]}


@check
def pharmacopoeia_chapter_is_cited(subject: Subject) -> Iterator[Observation]:
    """A procedure of the pharmacopoeia names a chapter that exists."""
    method = subject.entry(AnalyticalProcedure)
    path, reference = subject.at("reference"), method.reference or ""
    cited = [match["rest"] for match in _CITED.finditer(reference)]
    chapters = [chapter for rest in cited for chapter in _CHAPTER.findall(rest)]
    unknown = [one for one in chapters if one not in _table()[0]]
    if not cited:
        yield from _without_chapter(method, path)
    elif unknown:
        yield untold(path, f"whether the European Pharmacopoeia has a chapter {', '.join(unknown)} is not known here")
    elif chapters or any(_MONOGRAPH.search(rest) for rest in cited):
        yield holds(path, reference)
    else:
        yield falls_short(path, reference, "the number of the chapter")


def _without_chapter(method: AnalyticalProcedure, path: str) -> Iterator[Observation]:
    """A procedure that claims to be compendial and names no pharmacopoeia."""
    if method.status in ("compendial", "compendial_verified") and not re.search(r"USP|JP|BP", method.reference or ""):
        yield falls_short(path, method.reference or "not stated", "the chapter of the pharmacopoeia")
    else:
        yield no_concern(path, "the European Pharmacopoeia is not cited")


@check
def references_are_in_force(subject: Subject) -> Iterator[Observation]:
    """No procedure or limit rests on a chapter or guideline that was replaced."""
    found = [(path, text) for path, text in _texts(subject)]
    old = [(path, text, *superseded) for path, text in found if (superseded := _superseded(text))]
    for path, text, named, now in old:
        yield falls_short(path, named, now, what=named, text=text)
    if found and not old:
        yield holds(build_path(subject.of_product.path, "quality.methods"))


def _superseded(text: str) -> tuple[str, str] | None:
    for pattern, now in _table()[1].items():
        if match := re.search(pattern, text, re.IGNORECASE):
            return match[0], now
    return None


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    """The texts of procedures, specifications and banks that cite chapters and guidelines, with their paths."""
    known = subject.of_product
    for method in known.product.quality.methods:
        for name in ("reference", "principle", "description", "status_remark"):
            yield from _stated(f"{known.path_of(method.id)}.{name}", getattr(method, name))
    for one in known.product.quality.specifications:
        above = known.path_of(one.id)
        yield from _stated(f"{above}.justification", one.justification)
        for index, test in enumerate(one.tests):
            for name in ("name", "justification", "basis", "remark"):
                yield from _stated(f"{above}.tests[{item_key(test, index)}].{name}", getattr(test, name))


def _stated(path: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text:
        yield path, text
