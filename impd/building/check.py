"""Checks a dossier: loads the rule pack it asks for, runs it, and joins findings, waivers and baseline to a report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias, get_args

from impd.building.answering import answers_for
from impd.building.baseline import read_baseline
from impd.building.choosing import requests
from impd.building.filing import filed_files
from impd.building.tracing import marks_of_section
from impd.building.waiving import apply_waivers, waivers_of
from impd.checking.checker import Locate, Selection, check
from impd.checking.known import Inspect, Known, Mark
from impd.checking.slots import slot_states
from impd.composing.compose import Request, compose
from impd.composing.section_tree import documents, read_section_tree
from impd.document import Document, Fact, GapMark, Section, walk_sections
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.changing import with_fact
from impd.dossier.document_subject import of_product
from impd.dossier.vocabulary import TrialStage
from impd.errors import InputFault, UsageFault
from impd.gaps import CheckedDossier, GapReport, PackInfo, Place
from impd.importing.folder import Imported, read_folder
from impd.rules.packs import DEFAULT, read_pack
from impd.rules.rule import RulePack

Composed: TypeAlias = Sequence[tuple[str, Document]]
"""The documents of all products, each with the code of its product."""


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """What to check. ``products`` and ``only`` (rule ids) empty: all.

    ``stage`` checks as if the trial were of that stage; ``rules`` is the folder of a rule pack that replaces the one
    the dossier names; ``baseline`` a JSON report of an earlier run, whose findings are known; ``as_of`` the day on
    which waivers must still hold, today unless given.
    """

    products: tuple[str, ...] = ()
    stage: str = ""
    rules: Path | None = None
    only: tuple[str, ...] = ()
    baseline: Path | None = None
    as_of: datetime.date | None = None


def check_folder(directory: Path, order: CheckOrder | None = None) -> GapReport:
    """The gap report of a dossier folder.

    Raises InputFault, UsageFault, and TemplateFault for a fault in the rule pack.
    """
    imported = read_folder(directory)
    return check_imported(imported, directory, order or CheckOrder())


def check_imported(
    imported: Imported, directory: Path, order: CheckOrder, composed: Composed | None = None
) -> GapReport:
    """The gap report of a dossier that was read from a folder; ``composed``: its documents, where they are there."""

    def locate(path: str) -> Place | None:
        source = imported.sources.locate(path) if path else None
        return Place(source.file, source.line, source.cell or "") if source else None

    inspect = partial(filed_files, imported.application, directory)
    report = check_application(imported.application, order, locate, composed, inspect)
    report = replace(report, dossier=replace(report.dossier, folder=directory.resolve().name))
    return apply_waivers(report, waivers_of(imported.waivers))


def check_application(
    application: ClinicalTrialApplication,
    order: CheckOrder,
    locate: Locate,
    composed: Composed | None = None,
    inspect: Inspect | None = None,
) -> GapReport:
    """The gap report of an application; ``locate`` says where a fact is stated, ``inspect`` looks into its files."""
    _known_products(application, order.products)
    old = read_baseline(order.baseline) if order.baseline else frozenset()
    chosen = staged(application, order.stage)
    pack = pack_for(chosen, order.rules)
    marks = marks_of(chosen) if composed is None or order.stage else marks_in(composed)  # each composes when asked
    known = Known(chosen, lambda: tuple(marks), inspect)
    found, rules = check(known, pack, locate, Selection(frozenset(order.products), frozenset(order.only)))
    findings = tuple(replace(one, known=True) if one.fingerprint in old else one for one in found)
    return GapReport(
        dossier=dossier_header(chosen),
        pack=_info(pack),
        tool_version=version("impd"),
        as_of=(order.as_of or datetime.datetime.now(datetime.UTC).date()).isoformat(),
        findings=findings,
        rules=rules,
        document_titles=tuple((name, str(one["title"])) for name, one in pack.documents.items()),
        section_titles=tuple(_section_titles(pack)),
        slots=slot_states(known, pack),
    )


def pack_for(application: ClinicalTrialApplication, rules: Path | None = None) -> RulePack:
    """The rule pack of a folder that was named, else the one the dossier pins, else the usual one."""
    pin = application.rule_pack
    if rules is not None:
        return read_pack(rules)
    return read_pack(pin.id or DEFAULT, pin.version or "") if pin else read_pack()


def _known_products(application: ClinicalTrialApplication, wanted: tuple[str, ...]) -> None:
    known = [one.code for one in application.products]
    for code in wanted:
        if code not in known:
            raise UsageFault(f'there is no product "{code}"', f"The dossier has {', '.join(known) or 'none'}.")


def staged(application: ClinicalTrialApplication, stage: str) -> ClinicalTrialApplication:
    """The application as if its trial were of that stage. Raises UsageFault for an unknown one."""
    if not stage:
        return application
    if stage not in get_args(TrialStage):
        raise UsageFault(f'there is no stage "{stage}"', f"Use one of {', '.join(get_args(TrialStage))}.")
    return with_fact(application, "trial.stage", stage)


def marks_of(application: ClinicalTrialApplication) -> Iterator[Mark]:
    """What the documents of every product mark as missing."""
    for product in application.products:
        yield from _of_product(application, product)


def _of_product(application: ClinicalTrialApplication, product: MedicinalProduct) -> Iterator[Mark]:
    answers = answers_for(product)
    for request in requests(product, Request(), ()):
        try:
            document = compose(of_product(application, product), answers, request)
        except InputFault as fault:  # the class of the product, which decides its sections, is not stated
            for problem in fault.problems:
                path, text = problem.file, problem.message
                if not path.startswith("products["):
                    path, text = f"products[{product.code}].product_class", "product class, which decides its sections"
                yield Mark(request.document, product.code, "", "", "the document", path, text, True,
                           ("", "", ""))  # fmt: skip
            continue
        yield from marks_in([(product.code, document)])


def marks_in(documents: Composed) -> Iterator[Mark]:
    """What documents mark as missing, each with the code of its product."""
    for product, document in documents:
        for section in document.sections:
            yield from _marks_below(section, document.kind, product, section)


def _marks_below(section: Section, kind: str, product: str, chapter: Section) -> Iterator[Mark]:
    """The marks of a section and those below it; ``chapter`` is the one around it, or the widest without any fact."""
    whole = not any(isinstance(mark, Fact) for mark in marks_of_section(section))
    named = (chapter.number, chapter.title, chapter.identifier)
    for mark in marks_of_section(section):
        if isinstance(mark, GapMark):
            yield Mark(kind, product, section.identifier, section.number, section.title, mark.path, mark.text, whole,
                       named)  # fmt: skip
    for below in section.sections:
        yield from _marks_below(below, kind, product, chapter if _is_empty(chapter) else section)


def _is_empty(section: Section) -> bool:
    """Whether neither a section nor one below it has a fact."""
    return not any(isinstance(one, Fact) for part in walk_sections((section,)) for one in marks_of_section(part))


def dossier_header(application: ClinicalTrialApplication) -> CheckedDossier:
    """What a report says of the dossier at its head; the folder is filled in by who knows it."""
    trial = application.trial
    return CheckedDossier(
        folder="",
        version=application.version or "",
        trial=trial.short_title or trial.title or trial.protocol_code or "",
        eu_ct_number=trial.eu_ct_number or "",
        sponsor=application.sponsor.name or "",
        stage=trial.stage or "",
        products=tuple((one.code, one.name or "") for one in application.products),
    )


def _info(pack: RulePack) -> PackInfo:
    return PackInfo(
        id=pack.entry.id,
        version=pack.entry.version,
        date_of_law=pack.entry.date_of_law,
        title=pack.entry.title,
        overlays=pack.overlays,
        known_issues=pack.known_issues,
        switched_off=tuple(pack.switched_off.items()),
        cannot_judge=pack.cannot_judge,
    )


def _section_titles(pack: RulePack) -> Iterator[tuple[str, str, str]]:
    """The titles of the sections of each document, in its order: from its section tree, else from documents.yaml."""
    trees = set(documents())
    for name, entry in pack.documents.items():
        if name in trees:
            tree = read_section_tree(name)
            for node in tree.walk():
                yield name, node.id, node.title.format(**tree.terms["other"], name="…")
        else:
            for section, title in entry.get("sections", {}).items():
                yield name, section, title
