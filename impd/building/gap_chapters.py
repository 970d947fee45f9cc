"""The findings of a gap report by document, product and section, in the order in which the dossier is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from impd.gaps import Finding, GapReport, Outcome, Severity

_LISTED = (Outcome.GAP, Outcome.TO_REVIEW, Outcome.CANNOT_TELL)
# A rule with more gaps than this in one section says once what they share: the message, the law, what to do.
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Gaps of one rule and severity in one section, which share law and remedy. ``message`` is empty if it differs."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def message(self) -> str:
        return self.first.message if len({one.message for one in self.findings}) == 1 else ""

    @property
    def repeated(self) -> bool:
        """Whether what they share is printed once, above their places."""
        return len(self.findings) > _REPEATED


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one section that no waiver explains. ``number`` is where the report lists its gaps, if any.

    ``section`` is empty for what concerns the document as a whole.
    """

    section: str
    title: str
    findings: tuple[Finding, ...]
    number: str = ""

    @property
    def gaps(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.outcome == Outcome.GAP)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its gaps, those of one rule together, the worst first."""
        found: defaultdict[tuple[object, ...], list[Finding]] = defaultdict(list)
        for one in self.gaps:
            found[one.rule, one.severity, one.cites, one.basis, one.remedy].append(one)
        return tuple(Group(tuple(ones)) for ones in found.values())

    @property
    def known(self) -> int:
        """How many of its findings stand in the baseline."""
        return sum(one.known for one in self.findings)

    def open_gaps(self, severity: Severity) -> int:
        return sum(one.open and one.severity == severity for one in self.gaps)

    def open(self, outcome: str) -> int:
        return sum(one.open and one.outcome == outcome for one in self.findings)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The parts of one document of one product; both are empty for what concerns the application as a whole."""

    document: str
    product: str
    title: str
    parts: tuple[Part, ...]
    number: str = ""


def chapters_of(report: GapReport) -> tuple[Chapter, ...]:
    """The findings that no waiver explains, without those of rules that failed; chapters with gaps are numbered."""
    grouped: defaultdict[tuple[str, str], defaultdict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in report.findings:
        if finding.waiver is None and finding.outcome in _LISTED:
            grouped[finding.document, finding.product][finding.section].append(finding)
    documents = ["", *(document for document, _ in report.document_titles)]
    products = ["", *(code for code, _ in report.dossier.products)]
    ordered = sorted(grouped, key=lambda one: (_rank(one[0], documents), _rank(one[1], products)))
    return _numbered(
        Chapter(*key, chapter_title(report, *key), _parts(report, key[0], grouped[key])) for key in ordered
    )


def document_title(report: GapReport, document: str) -> str:
    """What a document is called: its title, or its name where the pack has none."""
    return dict(report.document_titles).get(document, document) or "Application as a whole"


def chapter_title(report: GapReport, document: str, product: str) -> str:
    """The document's title, with the product where the dossier has several."""
    products = dict(report.dossier.products)
    title = document_title(report, document)
    return f"{title}: {products.get(product) or product}" if product and len(products) > 1 else title


def _parts(report: GapReport, document: str, sections: dict[str, list[Finding]]) -> tuple[Part, ...]:
    titles = {section: title for name, section, title in report.section_titles if name == document}
    titles[""] = "Document as a whole" if document else "Application as a whole"
    order = ["", *titles]
    ordered = sorted(sections, key=lambda one: (_rank(_bare(one), order), _rank(one, order)))
    return tuple(Part(one, _section_title(one, titles), tuple(sections[one])) for one in ordered)


def _section_title(section: str, titles: dict[str, str]) -> str:
    """The id with the title; a section that repeats for entries has the title of its kind: ``P.8~DP2``."""
    title = titles.get(section) or titles.get(_bare(section), "")
    return " ".join(filter(None, (section, title)))


def _bare(section: str) -> str:
    return section.partition("~")[0]


def _rank(name: str, order: Sequence[str]) -> int:
    """The place of a name in an order; what it does not hold comes last."""
    return order.index(name) if name in order else len(order)


def _numbered(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Chapters with gaps are 2.1, 2.2 and so on, their sections 2.1.1 on; what has none has no number."""
    done, count = [], 0
    for chapter in chapters:
        count += any(part.gaps for part in chapter.parts)
        parts, below = [], 0
        for part in chapter.parts:
            below += bool(part.section and part.gaps)
            own = f"2.{count}.{below}" if part.section else f"2.{count}"
            parts.append(replace(part, number=own if part.gaps else ""))
        number = f"2.{count}" if any(part.gaps for part in parts) else ""
        done.append(replace(chapter, parts=tuple(parts), number=number))
    return tuple(done)
