"""Rules in words: the list, and a page for each with law, conditions and cases, in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from impd.checking.checker import evaluators
from impd.checking.condition import Conditions
from impd.checking.expectation import below_of
from impd.checking.registry import CHECKS
from impd.rules.language import CaseEntry, DossierChange, When
from impd.rules.pack_file import read_cases, read_deferred
from impd.rules.rule import Rule, RulePack

_SHOWN_CASES = 6
_ORDER = ("satisfied", "gap", "to review", "not applicable", "cannot tell")


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """A rule with its conditions in words and its cases."""

    rule: Rule
    conditions: tuple[str, ...]
    cases: tuple[CaseEntry, ...]


def explained(pack: RulePack, wanted: Iterable[str] = ()) -> list[ExplainedRule]:
    """The rules of a pack, or those named, in words. Raises UsageFault for an unknown one, TemplateFault."""
    names = [one.rule.id for one in evaluators(pack, wanted)]
    conditions = Conditions(pack.conditions)
    cases: dict[str, list[CaseEntry]] = {}
    for place in pack.folders:
        for case, _ in read_cases(place):
            cases.setdefault(case.rule, []).append(case)
    return [_explained(pack.rules[name], conditions, cases.get(name, [])) for name in names]


def _explained(rule: Rule, conditions: Conditions, cases: list[CaseEntry]) -> ExplainedRule:
    words = tuple(_condition(when, conditions) for when in rule.entry.when)
    ordered = sorted(cases, key=lambda case: _ORDER.index(case.outcome))
    return ExplainedRule(rule, words, tuple(ordered))


def _condition(when: When, conditions: Conditions) -> str:
    return conditions.says(when)


def rule_page(one: ExplainedRule) -> str:
    """The page of a rule, in Markdown."""
    return "\n".join([*_head(one), *_law(one.rule), *_application(one), *_expectation(one.rule), *_cases(one), ""])


def _head(one: ExplainedRule) -> Iterator[str]:
    rule = one.rule
    entry = rule.entry
    yield f"# {rule.id}: {entry.title}"
    yield ""
    yield entry.why
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| Severity | {rule.severity} |"
    yield f"| Document, section | {entry.document}, {entry.section} |"
    yield f"| Judged by | {'the check' if entry.judged_by == 'tool' else 'a reviewer'} |"
    yield f"| Name | `{entry.name}` |"
    yield f"| Introduced | {rule.pack} {entry.introduced} |"
    yield ""


def _law(rule: Rule) -> Iterator[str]:
    yield "## Law"
    yield ""
    for cite in rule.cites:
        act = cite.act
        dates = [f"published {act.published}" if act.published else "", f"in force {act.in_force}" if act.in_force else
                 "", f"superseded {act.superseded}" if act.superseded else ""]  # fmt: skip
        after = f" ({', '.join(filter(None, dates))})" if any(dates) else ""
        yield f"- {cite}: {act.title}{after}"
    yield ""
    yield f"How sure: {rule.basis}."
    yield ""


def _application(one: ExplainedRule) -> Iterator[str]:
    yield "## Where it looks, and when it applies"
    yield ""
    yield f"It looks at `{one.rule.entry.each}`."
    yield ""
    if one.conditions:
        yield "It applies where"
        yield ""
        yield from (f"- {words}" for words in one.conditions)
    else:
        yield "It has no condition."
    if one.rule.entry.if_none != "not applicable":
        yield ""
        yield f"Where nothing is stated there: {one.rule.entry.if_none}."
    if one.rule.entry.yields_to:
        yield ""
        yield f"It is silent on a fact that {_reporters(one.rule)} reports."
    yield ""


def _reporters(rule: Rule) -> str:
    words = {"any": "a rule on that fact itself", "all": "any other rule"}
    return " or ".join(words.get(one, f"`{one}`") for one in rule.entry.yields_to)


def _expectation(rule: Rule) -> Iterator[str]:
    entry = rule.entry
    yield "## What it expects"
    yield ""
    if entry.expect is not None:
        yield from (f"- {line}" for line in _expected(entry.expect, ""))
    elif entry.check is not None:
        yield f"{(CHECKS[entry.check].__doc__ or '').strip().split(chr(10))[0]} (`{entry.check}`)"
    if entry.question:
        yield f"A person must answer: {entry.question}"
    yield ""
    yield f"Finding: “{entry.message}”"
    yield ""
    yield f"What to do: {entry.remedy}"
    yield ""


def _expected(schema: Mapping[str, Any], above: str) -> Iterator[str]:
    """The fields of a Cerberus schema in words."""
    for name, rules in schema.items():
        words = [_constraint(key, value) for key, value in rules.items() if key not in ("schema", "type")]
        stated = "; ".join(word for word in words if word) or "of the right kind"
        yield f"`{above}{name}`: {stated}"
        below = below_of(rules)
        if below is not None:
            yield from _expected(below, f"{above}{name}.")


def _constraint(key: str, value: Any) -> str:
    match key:
        case "required":
            return "stated" if value else "may be left out"
        case "minlength":
            return f"at least {value}"
        case "allowed":
            return f"one of {', '.join(map(str, value))}"
        case "contains":
            return f"with {', '.join(map(str, value)) if isinstance(value, list) else value}"
        case _:
            return f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}"


def _cases(one: ExplainedRule) -> Iterator[str]:
    if not one.cases:
        return
    yield "## Cases"
    yield ""
    yield "| Dossier | Change | Outcome |"
    yield "|---|---|---|"
    for case in one.cases[:_SHOWN_CASES]:
        change = "; ".join(map(_change, case.change)) or "none"
        stage = f"; stage {case.stage}" if case.stage else ""
        yield f"| {case.sample} | {change}{stage} | {case.outcome} |"
    if len(one.cases) > _SHOWN_CASES:
        yield ""
        yield f"And {len(one.cases) - _SHOWN_CASES} more."


def _change(change: DossierChange) -> str:
    if change.drop:
        return f"without `{change.drop}`"
    value = json.dumps(change.to, ensure_ascii=False, default=str).replace("|", "\\|")
    return f"`{change.add}` with {value} added" if change.add else f"`{change.set}` = {value}"


def index_page(pack: RulePack, titles: Mapping[str, str]) -> str:
    """The list of all rules by document and section, in Markdown."""
    lines = [f"# Rules of {pack.entry.id} {pack.entry.version}", "", f"{len(pack.rules)} rules. Each has a page: law, "
             "how sure, when it applies, cases.", ""]  # fmt: skip
    for document in dict.fromkeys(rule.entry.document for rule in pack.rules.values()):
        head = ["| Rule | Section | Severity | What |", "|---|---|---|---|"]
        lines += [f"## {titles.get(document, document)}", "", *head]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.entry.section} | {rule.severity} | {rule.entry.title} |"
            for rule in pack.rules.values()
            if rule.entry.document == document
        ]
        lines.append("")
    lines += ["## What has no rule of its own", "", "| Requirement | What | Why not |", "|---|---|---|"]
    lines += [
        f"| {one.id} | {one.title} | {one.reason} |" for folder in pack.folders for one in read_deferred(folder)
    ]
    return "\n".join([*lines, ""])


def write_pages(pack: RulePack) -> dict[str, str]:
    """Every page of a pack by file name, and the list as ``README.md``."""
    titles = {name: str(entry["title"]) for name, entry in pack.documents.items()}
    pages = {f"{one.rule.id}.md": rule_page(one) for one in explained(pack)}
    return {"README.md": index_page(pack, titles), **pages}
