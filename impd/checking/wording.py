"""Findings in words: the message of a rule with the names and values of the place it fell short at."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from functools import cache

from impd.checking.code_words import in_words
from impd.checking.evaluation import Evaluation
from impd.checking.observation import Observation
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.errors import TemplateFault
from impd.gaps import Finding, Outcome, Place, fingerprint

_NAMES = ("name", "title", "number", "id", "code", "marker", "test", "subject", "risk", "section", "country", "type")
_PARTS = string.Formatter()


def finding_of(evaluation: Evaluation, seen: Observation, locate: Callable[[str], Place | None]) -> Finding:
    """One observation as a finding. Raises TemplateFault for a message that names a value there is not."""
    rule, subject = evaluation.rule, evaluation.subject
    values = _values(subject, seen)
    product = subject.product_or_none
    untold = seen.outcome == Outcome.CANNOT_TELL
    message = _sentence(in_words(seen.what)) if untold else _fill(rule.entry.message, values, rule.place)
    return Finding(
        rule=rule.id,
        outcome=seen.outcome,
        severity=rule.severity,
        message=message,
        path=seen.path,
        fingerprint=fingerprint(rule.id, seen.path, seen.what),
        document=rule.entry.document,
        section=seen.section or rule.entry.section,
        product=product.code if product else "",
        member_state=_within(seen.path, "member_states"),
        site=_within(seen.path, "sites"),
        place=locate(seen.path),
        found=in_words(seen.found),
        expected=in_words(seen.expected),
        remedy=f"State {seen.path or 'the fact'}." if untold else _fill(rule.entry.remedy, values, rule.place),
        question=rule.entry.question or "",
        cites=rule.cites,
        basis=rule.basis,
    )


def _values(subject: Subject, seen: Observation) -> Mapping[str, str]:
    product = subject.product_or_none
    return {
        "name": name_of(subject),
        "fact": _last(seen.path),
        "found": in_words(seen.found),
        "expected": in_words(seen.expected),
        "product": _product(product) if product else "the application",
        **{name: in_words(value) for name, value in seen.values.items()},
    }


def name_of(subject: Subject) -> str:
    """What a reader calls the entry: its name, title, number or id; the application is called so."""
    values = (getattr(subject.this, field) for field in _named(type(subject.this)))
    found = next((value for value in values if isinstance(value, str)), "")
    return found or _tail(subject.path) or "the application"


def _tail(path: str) -> str:
    """The key of an entry without a name of its own, else the group it is."""
    group, _, key = path.rpartition(".")[2].partition("[")
    return key.rstrip("]").strip('"') or group.replace("_", " ")


@cache
def _named(model: type[Facts]) -> tuple[str, ...]:
    """The fields of a kind of entry that may hold what it is called by."""
    return tuple(field for field in _NAMES if field in model.model_fields)


def _product(product: MedicinalProduct) -> str:
    return product.name or product.code


def _last(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0].replace("_", " ")


def _fill(text: str, values: Mapping[str, str], place: str) -> str:
    names = {name for _, name, _, _ in _PARTS.parse(text) if name}
    if unknown := sorted(names - set(values)):
        raise TemplateFault(f"{place}: the text names {{{unknown[0]}}}, which the rule does not give",
                            f"It gives {', '.join(sorted(values))}.")  # fmt: skip
    return _sentence(text.format_map(values))


def _sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}" if text else ""


def _within(path: str, group: str) -> str:
    """The key of the entry of a group that a path goes through; empty if it does not."""
    _, found, rest = path.partition(f"{group}[")
    return rest.partition("]")[0].strip('"') if found else ""
