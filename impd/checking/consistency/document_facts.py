"""What holds for all facts: no placeholders, reasons for what is left out, references that find their goal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from impd.checking.expectation import is_placeholder
from impd.checking.observation import Observation, falls_short, given, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import OwnAbbreviation
from impd.dossier.risk import Risk
from impd.dossier.section_statement import SectionStatement
from impd.resources import folder
from impd.rules.act import Act
from impd.rules.acts import read_acts
from impd.rules.yaml_lines import read_yaml

_WORDS = "name|number|date|title|code|INN|strength|company|sponsor|address|version|product"
_NAMED = rf"[^{{}}<>\[\]]*\b(?:{_WORDS})\b[^{{}}<>\[\]]*"
_WITHIN = re.compile(
    rf"(?<!\{{)\{{\s*{_NAMED}\}}(?!\}})|<\s*{_NAMED}>|\[\s*(?:insert|enter|add)\b[^\[\]]*\]|\bX{{3,}}\b|\bTB[CD]\b"
    r"|\bDD[ /.-]MM[ /.-]YYYY\b|lorem ipsum",
    re.IGNORECASE,
)
_NO_REASON = re.compile(r"\s*(?:n\.?\s?/?\s?a\.?|not applicable|none|no|nil|-)\s*\.?\s*", re.IGNORECASE)
_SWAPPED = {"NLT": "less", "NMT": "more", "LOD": "detection", "LOQ": "quantitation|quantification"}


@check
def product_has_no_placeholder(subject: Subject) -> Iterator[Observation]:
    """No fact of the product only keeps the place of a fact."""
    yield from _placeholders(subject.path, subject.of_product.facts)


@check
def application_has_no_placeholder(subject: Subject) -> Iterator[Observation]:
    """No fact of the application outside its products only keeps the place of a fact."""
    yield from _placeholders(subject.path, subject.known.facts)


def _placeholders(path: str, facts: tuple[tuple[str, Any], ...]) -> Iterator[Observation]:
    texts = [(place, one) for place, one in facts if isinstance(one, str) and not place.endswith("unit")]
    found = [(place, text) for place, one in texts if (text := placeholder_in(one))]
    for place, text in found:
        yield falls_short(place, text.strip("{}<>[] "), "a fact")
    if not found:
        yield holds(path, f"{len(facts)} facts")


def placeholder_in(text: str) -> str:
    """The placeholder that a text is or holds; empty if none."""
    if is_placeholder(text):
        return "" if re.fullmatch(r"\s*-+\s*", text) else text.strip()
    found = _WITHIN.search(text)
    return found[0] if found else ""


@check
def cover_names_trial_and_sponsor(subject: Subject) -> Iterator[Observation]:
    """Numbers of the trial and name of the sponsor are stated, so that the cover can bear them as in CTIS."""
    trial, sponsor = subject.application.trial, subject.application.sponsor
    cover = {
        "trial.eu_ct_number": ("EU CT number", trial.eu_ct_number),
        "trial.protocol_code": ("protocol code", trial.protocol_code),
        "sponsor.name": ("name of the sponsor", sponsor.name),
    }
    for path, (label, value) in cover.items():
        yield given(path, value, label, lacks=label)


@check
def section_statement_gives_a_reason(subject: Subject) -> Iterator[Observation]:
    """A section that is said not to apply says why."""
    statement = subject.entry(SectionStatement)
    path, reason = subject.at("not_applicable"), statement.not_applicable
    if statement.see_instead is not None and reason is None:
        yield holds(subject.at("see_instead"), statement.see_instead)
    elif reason is None or _NO_REASON.fullmatch(reason) or is_placeholder(reason):
        yield falls_short(path, reason or "not stated", "one sentence with the reason")
    else:
        yield holds(path, reason)


@cache
def section_ids() -> frozenset[str]:
    """The ids of the sections of all documents that have a section tree."""
    files = sorted((folder("schemas") / "eu_ctr" / "section_trees").glob("*.yaml"))
    return frozenset(one for file in files for one in _ids(read_yaml(file)[0]))


def _ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "id" in node:
            yield str(node["id"])
        for below in node.get("nodes", ()):
            yield from _ids(below)


@check
def evidence_of_risk_is_found(subject: Subject) -> Iterator[Observation]:
    """What a risk names as its evidence is a section or an entry of the dossier."""
    risk = subject.entry(Risk)
    for index, one in enumerate(risk.evidence):
        path = subject.at(f"evidence[{index}]")
        if one.partition("~")[0] in section_ids() or one in subject.of_product.entries:
            yield holds(path, one)
        else:
            yield falls_short(path, one, "the id of a section, study, trial or other entry", one)
    if not risk.evidence:
        yield no_concern(subject.at("evidence"), "it names no evidence")


@check
def paper_of_interaction_is_registered(subject: Subject) -> Iterator[Observation]:
    """The paper that an interaction with a regulator left is in the register of documents."""
    named = getattr(subject.this, "document", None)
    path = subject.at("document")
    if named is None:
        yield no_concern(path, "no document is named")
    elif named in {one.id for one in subject.application.documents}:
        yield holds(path, named)
    else:
        yield falls_short(path, named, "the id of a registered document")


@check
def abbreviation_has_its_meaning(subject: Subject) -> Iterator[Observation]:
    """An abbreviation of the sponsor has a meaning, and NLT and NMT are not swapped."""
    own = subject.entry(OwnAbbreviation)
    path, wanted = subject.at("meaning"), _SWAPPED.get(own.short.upper(), "")
    if own.meaning is None or is_placeholder(own.meaning):
        yield falls_short(path, own.meaning or "not stated", "its meaning", abbreviation=own.short)
    elif not re.search(wanted, own.meaning, re.IGNORECASE):
        word = wanted.partition("|")[0]
        yield falls_short(path, own.meaning, f"a meaning with the word {word}", abbreviation=own.short)
    else:
        yield holds(path, own.meaning)


@check
def cited_guidelines_are_current(subject: Subject) -> Iterator[Observation]:
    """No text of the product cites a guideline that another has replaced."""
    cited = [(place, match[1]) for place, text in subject.of_product.facts if isinstance(text, str)
             for match in _superseded_numbers().finditer(text)]  # fmt: skip
    for place, number in dict.fromkeys(cited):
        act = _superseded()[number]
        yield falls_short(place, act.short, act.note.partition(";")[0] or "the text that is in force", act.id)
    if not cited:
        yield holds(subject.path)


@cache
def _superseded() -> Mapping[str, Act]:
    """Guidelines on quality that are replaced, by number. Law stays out, as does what earlier trials were rightly run
    under."""
    kept = ("dir-", "ct1-", "gmp-annex", "ich-e6", "ph-eur")
    return {one.number: one for one in read_acts().values() if one.superseded and not one.id.startswith(kept)}


@cache
def _superseded_numbers() -> re.Pattern[str]:
    """The numbers of what is replaced, as printed; of numbers that begin alike the longest is meant."""
    longest_first = sorted(_superseded(), key=len, reverse=True)
    return re.compile(rf"(?<![\w/])({'|'.join(map(re.escape, longest_first))})(?!\w)")
