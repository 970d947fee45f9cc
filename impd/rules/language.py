"""The language of rule packs: what a pack, a rule, a condition, an overlay and a case may say, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from impd.rules.act import Confidence

Words: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
Severity: TypeAlias = Literal["error", "warning", "note"]


class Entry(BaseModel):
    """A part of a pack: frozen, strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AnyOf(Entry):
    """Holds when one of the conditions holds."""

    any: tuple[Words, ...] = Field(min_length=1)


When: TypeAlias = Words | AnyOf
"""The name of a condition, ``not name``, or ``{any: [name, …]}``."""


class CiteEntry(Entry):
    """A place in an act of ``acts.yaml``."""

    act: Words
    at: Words | None = None


class BasisEntry(Entry):
    """Whether the text of the requirement was seen, and how sure we are of it."""

    seen: bool
    confidence: Confidence
    remark: Words | None = None


class RuleEntry(Entry):
    """One rule: what it looks at, when it applies, what it expects, on which law, and what to say and do.

    Exactly one of ``expect`` (a Cerberus schema of the entry looked at) and ``check`` (the name of a registered
    function) is given; neither for a rule that only a person can judge without looking at a fact.
    """

    id: RuleId
    name: Name
    title: Words
    document: Words = Field(description="CTIS document the finding belongs to, an id of documents.yaml")
    section: Words = Field(description="section id, e.g. P.8")
    each: Words = Field(description="pattern of fact paths, e.g. products[*].quality.batches[*], or application")
    if_none: Literal["not applicable", "cannot tell", "gap"] = Field(
        "not applicable", description="how it comes out where the pattern matches nothing"
    )
    when: tuple[When, ...] = Field((), description="conditions that must all hold")
    expect: dict[str, Any] | None = Field(None, description="Cerberus schema: what counts as given")
    check: Name | None = Field(None, description="registered function that compares facts")
    severity: Severity
    judged_by: Literal["tool", "reviewer"] = "tool"
    question: Words | None = Field(None, description="what the reviewer must answer; needed with judged_by: reviewer")
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry
    yields_to: tuple[Words, ...] = Field(
        (), description="rules whose gap on a fact silences this one; any: those that yield to none; all: every other"
    )
    message: Words = Field(description="with {name}, {fact}, {found}, {expected}, {product} or values of the check")
    remedy: Words
    why: Words = Field(description="why it matters, one or two sentences for the rule's page")
    introduced: Words = Field(description="pack version that brought it")

    @model_validator(mode="after")
    def _consistent(self) -> RuleEntry:
        if self.expect is not None and self.check is not None:
            raise ValueError("give either expect or check, not both")
        if self.judged_by == "tool" and self.expect is None and self.check is None:
            raise ValueError("a rule judged by the tool needs expect or check")
        if (self.judged_by == "reviewer") != (self.question is not None):
            raise ValueError("a question goes with judged_by: reviewer, and only with it")
        if self.basis.confidence == "low" and self.severity != "note":
            raise ValueError("a requirement of low confidence is a note")
        if self.severity == "error" and self.basis.confidence != "high":
            raise ValueError("an error needs a basis of high confidence")
        return self


class ConditionEntry(Entry):
    """A named condition on facts. Exactly one of fact, all, any and none is given.

    ``fact`` begins with application, product, parent (the group around) or this (the entry looked at) and may hold
    ``[*]``: then one value that fits is enough. A fact that is not stated leaves the condition open, except ``exists``.
    """

    says: Words = Field(description="the condition in words, as it reads after 'because'")
    fact: Words | None = None
    among: tuple[str | bool | int, ...] = Field((), alias="in")
    contains: Words | None = None
    matches: Words | None = Field(None, description="regular expression, searched regardless of letter case")
    at_least: float | None = None
    exists: bool | None = Field(None, description="whether it is stated at all; only where not stating it means no")
    all: tuple[Words, ...] = ()
    any: tuple[Words, ...] = ()
    none: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> ConditionEntry:
        kinds = [self.fact is not None, bool(self.all), bool(self.any), bool(self.none)]
        if sum(kinds) != 1:
            raise ValueError("give exactly one of fact, all, any, none")
        tests = [bool(self.among), self.contains is not None, self.matches is not None,
                 self.at_least is not None, self.exists is not None]  # fmt: skip
        if sum(tests) != (1 if self.fact is not None else 0):
            raise ValueError("give exactly one of in, contains, matches, at_least, exists with fact")
        return self


class ChangeEntry(Entry):
    """What an overlay changes of a rule of the pack it extends: its severity, or that it is switched off."""

    rule: RuleId
    severity: Severity | None = None
    switched_off: bool = False
    reason: Words

    @model_validator(mode="after")
    def _something(self) -> ChangeEntry:
        if (self.severity is None) != self.switched_off:
            raise ValueError("give either severity or switched_off: true")
        return self


class PackEntry(Entry):
    """``pack.yaml``: what a pack is, and the pack it extends."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Words
    title: Words
    date_of_law: Words = Field(description="the law is followed as it stood on this day")
    extends: Words | None = Field(None, description="id of the pack it adds to")
    known_issues: tuple[Words, ...] = ()
    cannot_judge: tuple[Words, ...] = Field((), description="what no tool can judge, printed in each report")
    changes: tuple[ChangeEntry, ...] = ()


class DossierChange(Entry):
    """One change to a sample: set the fact at a path, add an item to a list, or drop. ``[*]`` means every item."""

    set: Words | None = None
    add: Words | None = None
    to: Any = None
    drop: Words | None = None

    @model_validator(mode="after")
    def _one(self) -> DossierChange:
        if sum(one is not None for one in (self.set, self.add, self.drop)) != 1:
            raise ValueError("give exactly one of set, add and drop")
        return self


class DeferredEntry(Entry):
    """A requirement that no rule checks yet, and why."""

    id: RuleId
    title: Words
    reason: Words


class CaseEntry(Entry):
    """One case of a rule: a sample, a change to it, and the outcome that must come of it."""

    rule: RuleId
    sample: Words
    change: tuple[DossierChange, ...] = ()
    stage: Words | None = None
    outcome: Literal["satisfied", "gap", "to review", "not applicable", "cannot tell"]
    path: Words | None = Field(None, description="where the finding must stand; for gaps, its fact path")
    says: Words | None = Field(None, description="words that the message must hold")
