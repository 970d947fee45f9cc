"""Vectors given in vivo: capsids, packaged DNA, replicating virus and titre against the dose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from impd.checking.lookups.specification_lines import limit_of, lines_on, made_lines, method_of
from impd.checking.lookups.statements import TESTS, find, statements
from impd.checking.lookups.terms import CAPSIDS
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import Impurity

_PRINCIPLES = {
    "ultracentrifugation": r"ultracentrifug|\bAUC\b",
    "ion exchange": r"ion exchange|\bAEX\b|\bIEX\b",
    "electron microscopy": r"electron microscop|\bTEM\b|cryo-?EM",
    "mass photometry or charge detection": r"mass photometry|charge detection|\bCDMS\b",
    "light scattering": r"light scattering|\bMALS\b",
    "ratio of genomes to capsids": r"A260|capsid (?:titre|ELISA)|ELISA.*capsid",
}
_DNA = re.compile(r"\bDNA\b", re.IGNORECASE)
_SIZE = re.compile(
    r"fragment|\bbp\b|base pair|amplicon|copies|size|length|gene\b|oncogen|E1A|sequenc|backbone", re.IGNORECASE
)
_PER_PARTICLES = re.compile(r"\d\s*(?:in|per|/)\s*\d|\bin\b.*\d.*(?:particle|VP)|(?:per|/)\s*(?:dose|VP)|\bVP\b", re.I)


def _impurities(subject: Subject, path: str) -> Iterator[tuple[str, Impurity]]:
    for one in subject.product.quality.impurities:
        yield f"{path}[{one.id}]", one


def _path(subject: Subject, below: str) -> str:
    return build_path(subject.of_product.path, below)


@check
def capsid_content_is_shown_by_two_methods(subject: Subject) -> Iterator[Observation]:
    """Full and empty capsids are measured by two principles or more."""
    places = (TESTS, "quality.characterisation", "quality.methods")
    found = [name for name, words in _PRINCIPLES.items() if find(subject.of_product, places, words)]
    path = _path(subject, "quality.characterisation")
    if len(found) > 1:
        yield holds(path, ", ".join(found))
    else:
        said = f"by {found[0]} only" if found else "by no principle that is named"
        yield falls_short(path, said, "two principles")


@check
def capsids_per_dose_are_stated(subject: Subject) -> Iterator[Observation]:
    """The impurity of empty or total capsids states how many the highest dose brings."""
    yield _per_dose(subject, lambda one: bool(CAPSIDS.search(one.name or "")), "capsids per dose")


@check
def residual_dna_has_size_or_function(subject: Subject) -> Iterator[Observation]:
    """Each impurity of residual DNA is described by fragment size, amplicon or gene, not by mass alone."""
    path = _path(subject, "quality.impurities")
    found = [(at, one) for at, one in _impurities(subject, path) if _DNA.search(one.name or "")]
    if not found:
        yield untold(path, "no residual DNA is stated among the impurities")
    for at, one in found:
        words = " ".join(filter(None, (one.name, one.limit, one.observed, one.argument, one.qualified_level)))
        if _SIZE.search(words):
            yield holds(at, called(one))
        else:
            yield falls_short(at, called(one), "fragment size or genes")


@check
def replication_competent_virus_is_related_to_the_dose(subject: Subject) -> Iterator[Observation]:
    """The impurity of replication-competent virus states how much a dose may hold."""
    yield _per_dose(subject, lambda one: one.type == "replication_competent_virus", "an amount per dose")


def _per_dose(subject: Subject, meant: Callable[[Impurity], bool], expected: str) -> Observation:
    """Whether one of the impurities that are meant says how much of it a dose brings."""
    path = _path(subject, "quality.impurities")
    found = [(f"{at}.maximum_per_dose", one.maximum_per_dose) for at, one in _impurities(subject, path) if meant(one)]
    stated = next((at for at, amount in found if amount), "")
    return holds(stated) if stated else falls_short(found[0][0] if found else path, "not stated", expected)


@check
def genome_titre_has_a_reference(subject: Subject) -> Iterator[Observation]:
    """Each procedure for the genome titre names a reference standard or calibrator."""
    known = subject.of_product
    methods = {
        method.id: method
        for line in made_lines(known)
        if line.test.category in ("content", "dose") and (line.test.unit or "").startswith(("{vg}", "{gc}"))
        if (method := method_of(known, line.test)) is not None
    }
    if not methods:
        yield untold(_path(subject, "quality.methods"), "no procedure for the genome titre is stated")
    for method in methods.values():
        path = build_path(known.path_of(method.id), "reference_standard")
        words = f"{method.description or ''} {method.system_suitability or ''} {method.principle or ''}"
        if method.reference_standard or re.search(r"reference|calibrat|standard", words, re.IGNORECASE):
            yield holds(path, method.reference_standard or "described")
        else:
            name = called(method)
            yield falls_short(path, "not stated", "a reference", name_of_method=name)


@check
def replication_competent_adenovirus_is_per_particles(subject: Subject) -> Iterator[Observation]:
    """The limit of replication-competent adenovirus says in how many particles it is tested."""
    known = subject.of_product
    found = lines_on(known, "replication_competent_virus")
    if not found:
        yield untold(_path(subject, "quality.specifications"), "no test for replication-competent virus is stated")
    for line in found:
        words = " ".join(one.words for one in statements(known, TESTS) if one.path == line.path)
        if _PER_PARTICLES.search(words):
            yield holds(f"{line.path}.release_limit", limit_of(line.test) or "")
        else:
            limit = limit_of(line.test) or "not stated"
            yield falls_short(f"{line.path}.release_limit", limit, "a number of particles", test=line.name)
