"""Conditions on processes and impurities that a fact and a value cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from impd.calculation.applicability import is_sterile
from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS
from impd.checking.lookups.processes_in_use import process_around, processes_in_use, sites_of_one_role
from impd.checking.lookups.specification_lines import is_drug_product, is_made
from impd.checking.lookups.texts import sections_with_text
from impd.checking.names import called
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.manufacture import Process

_ASEPTIC = re.compile(r"aseptic|filtrat|filtered", re.IGNORECASE)
_TERMINAL = re.compile(r"autoclav|moist heat|dry heat|steam|gamma|irradiat|121 ?°|terminal(?:ly)? sterili", re.I)
_FILTERED = re.compile(r"filtrat|filtered", re.IGNORECASE)
_REFUSED = re.compile(r"\bnot\b|cannot|would|\bno\b|without|too large|impossible", re.IGNORECASE)
_OWN_TEXT = ("S.2.2", "P.3.3")


@condition("this", "it belongs to a process in use")
def is_of_process_in_use(subject: Subject) -> Answer:
    """False only where the process is stated to be past."""
    return _of_process(subject, "current", lambda process: process.current is not False)


@condition("this", "it belongs to a process in use, of substance or product")
def is_of_process_of_product(subject: Subject) -> Answer:
    """False for a past process and for one of a vector, plasmid, bank or material."""
    made = partial(is_made, subject.of_product)
    return _of_process(subject, "", lambda process: process.current is not False and made(process.subject))


def _of_process(subject: Subject, fact: str, meant: Callable[[Process], bool]) -> Answer:
    """Whether the process that an entry lies in is one that is meant; ``fact`` of it decides."""
    process = process_around(subject)
    if process is None:
        return Answer(None, subject.path)
    path = build_path(subject.of_product.path_of(process.id), fact)
    return Answer(meant(process), path, f"process {process.id}")


@condition("this", "steps of the process are said to be closed")
def has_closed_steps(subject: Subject) -> Answer:
    """Whether a step is closed or functionally closed; None where no step says what it is."""
    process = process_around(subject)
    systems = [one.system for one in process.steps if one.system] if process else []
    if not systems:
        return Answer(None, subject.at("steps"), "no step says whether it is open or closed")
    closed = [one for one in systems if one != "open"]
    return Answer(bool(closed), subject.at("steps"), f"{len(closed)} of {len(systems)} steps are closed")


@condition("product", "the product is made aseptically")
def is_made_aseptically(subject: Subject) -> Answer:
    """True for cells and for a sterile product that is filtered or filled aseptically; False where it is not sterile
    or sterilised in its container."""
    known, product = subject.of_product, subject.product
    path = build_path(known.path, "quality.drug_products")
    if product.product_class in CLASSES_OF_CELLS:
        return Answer(True, build_path(known.path, "product_class"), "it contains living cells")
    sterile = is_sterile(product)
    if not sterile:
        return Answer(sterile, path, "the product is not sterile" if sterile is False else "")
    for one in processes_in_use(known):
        if is_drug_product(known, one.process.subject):
            answer = _aseptic(one.process)
            if answer is not None:
                return Answer(answer, build_path(one.path, "sterilisation"), one.process.sterilisation or "")
    return Answer(None, path, "how it is made sterile is not stated")


def _aseptic(process: Process) -> bool | None:
    if process.aseptic_simulation or process.filtration:
        return True
    clauses = [one for one in re.split(r"[;.,]", process.sterilisation or "") if not _REFUSED.search(one)]
    if any(_ASEPTIC.search(one) for one in clauses):
        return True
    return False if any(_TERMINAL.search(one) for one in clauses) else None


@condition("this", "it is sterilised by filtration")
def is_filtered_sterile(subject: Subject) -> Answer:
    """Whether a filtration is stated, or the process of a product that holds no cells names one."""
    process, known = subject.entry(Process), subject.of_product
    if process.filtration is not None:
        return Answer(True, subject.at("filtration"), "a sterile filtration is stated")
    path = subject.at("sterilisation")
    if subject.product.product_class in CLASSES_OF_CELLS or not is_drug_product(known, process.subject):
        return Answer(False, path, "no filtration of a product without cells")
    clauses = [one for one in re.split(r"[;.,]", process.sterilisation or "") if not _REFUSED.search(one)]
    return Answer(any(_FILTERED.search(one) for one in clauses), path, process.sterilisation or "not stated")


@condition("product", "the sponsor describes the process in own words beside the steps")
def has_own_text_on_process(subject: Subject) -> Answer:
    """Whether there is a text for S.2.2 or P.3.3."""
    found = sections_with_text(subject.product, _OWN_TEXT)
    return Answer(bool(found), build_path(subject.of_product.path, "narratives"), ", ".join(found) or "no own text")


@condition("product", "several sites carry out the same process")
def is_made_at_several_sites(subject: Subject) -> Answer:
    """By the roles of the sites, those left out that do steps of one process in turn."""
    known = subject.of_product
    path = build_path(known.path, "quality.sites")
    if not known.product.quality.sites:
        return Answer(None, path, "no site is stated")
    found = sites_of_one_role(known)
    if found and not any(step.site for one in processes_in_use(known) for step in one.process.steps):
        return Answer(None, path, "which site carries out which step is not stated")
    names = ", ".join(called(one) for sites in found.values() for one in sites)
    return Answer(bool(found), path, names or "one site for each stage")
