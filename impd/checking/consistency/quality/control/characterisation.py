"""Characterisation: other cells, capsids, genome, formation of tumours, and the batches it was done on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.known import KnownProduct
from impd.checking.lookups.processes_in_use import comparability_from
from impd.checking.lookups.specification_lines import Line, all_lines, is_made, made_lines
from impd.checking.lookups.studies import studies_on
from impd.checking.lookups.terms import UNDIFFERENTIATED_CELLS
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import Characterisation, Impurity

_DIGIT = re.compile(r"\d")
_TUMOUR = re.compile(
    r"tumou?r|leuk(?:a?emi|ocyt)|lymphoma|myeloma|blast|\bB[- ]cells?\b|malignan|plasma cells?|cancer|CD19|CD20",
    re.IGNORECASE,
)
_CAPSID = re.compile(
    r"\bfull\b|\bempty\b|\bpartial|vg/(?:cp|vp|particle)|particle ratio|genomes? per capsid", re.IGNORECASE
)
_GENOME = re.compile(
    r"karyotyp|genom\w* (?:stab|integr)|chromosom|cytogen|copy number variant|translocation|optical mapping",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"tumou?rigen|tumou?r formation|soft agar|transform|independent growth|oncogen", re.IGNORECASE)
_COUNTED = re.compile(r"\d+ batches", re.IGNORECASE)
_GENOME_STUDIES = ("chromosomal_integrity", "genotoxicity_in_vitro")
_TUMOUR_STUDIES = (
    "tumorigenicity_in_vitro", "tumorigenicity_in_vivo", "carcinogenicity",
)  # fmt: skip


def _characterised(known: KnownProduct, pattern: re.Pattern[str]) -> str:
    """The path of a characterisation of that kind; empty if there is none."""
    for one in known.product.quality.characterisation:
        if pattern.search(f"{one.attribute or ''} {one.method or ''}"):
            return known.path_of(one.id)
    return ""


def _studied(known: KnownProduct, types: tuple[str, ...]) -> str:
    """The path of a non-clinical study of one of the types; empty if there is none."""
    return next((known.path_of(one.id) for one in studies_on(known.product, *types)), "")


def _line(lines: tuple[Line, ...], pattern: re.Pattern[str], category: str = "") -> str:
    """The path of a test by its name or category; empty if there is none."""
    return next((one.path for one in lines if pattern.search(one.name) or one.test.category == category), "")


def _shown(known: KnownProduct, where: str, register: str, expected: str) -> Observation:
    if where:
        return holds(where)
    return falls_short(build_path(known.path, f"quality.{register}"), "not stated", expected)


@check
def cellular_impurities_are_listed(subject: Subject) -> Iterator[Observation]:
    """The list of impurities of a cell product names other and dead cells."""
    known = subject.of_product
    found = [one.id for one in known.product.quality.impurities if one.type == "cellular"]
    yield _shown(known, known.path_of(found[0]) if found else "", "impurities", "cellular impurities")


@check
def share_of_other_cells_is_stated(subject: Subject) -> Iterator[Observation]:
    """A cellular impurity has a limit or an observed share in figures, or a reason why it has none."""
    impurity = subject.entry(Impurity)
    if impurity.type != "cellular":
        if impurity.type is not None:
            yield no_concern(subject.at("type"), "it is no cellular impurity")
        return
    figures = [one for one in (impurity.limit, impurity.observed) if one and _DIGIT.search(one)]
    if figures or impurity.argument:
        yield holds(subject.at("limit"), figures[0] if figures else impurity.argument)
    else:
        yield falls_short(subject.at("limit"), impurity.limit or "not stated", "a share in figures")


@check
def tumour_cells_are_addressed(subject: Subject) -> Iterator[Observation]:
    """Tumour or B cells of the starting material are an impurity or a test."""
    known = subject.of_product
    for one in known.product.quality.impurities:
        if one.type in ("cellular", None) and _TUMOUR.search(f"{one.name or ''} {one.argument or ''}"):
            yield holds(known.path_of(one.id), called(one))
            return
    yield _shown(known, _line(made_lines(known), _TUMOUR), "impurities", "tumour or B cells of the starting material")


@check
def capsids_without_genome_are_quantified(subject: Subject) -> Iterator[Observation]:
    """Empty and partly filled capsids are tested or were measured."""
    known = subject.of_product
    where = _line(made_lines(known), _CAPSID) or _characterised(known, _CAPSID)
    if not where:
        listed = [one for one in known.product.quality.impurities
                  if _CAPSID.search(one.name or "") and _DIGIT.search(f"{one.limit} {one.observed}")]  # fmt: skip
        where = known.path_of(listed[0].id) if listed else ""
    yield _shown(known, where, "specifications", "empty and partly filled capsids")


@check
def genome_of_cells_is_examined(subject: Subject) -> Iterator[Observation]:
    """Karyotype or another examination of the genome of the cells is shown."""
    known = subject.of_product
    where = (
        _line(made_lines(known), _GENOME, "genomic_stability")
        or _characterised(known, _GENOME)
        or _studied(known, _GENOME_STUDIES)
    )
    yield _shown(known, where, "characterisation", "karyotype or genomic stability")


@check
def formation_of_tumours_is_examined(subject: Subject) -> Iterator[Observation]:
    """A statement on the formation of tumours by the cells is made: a study, a characterisation or a risk."""
    known = subject.of_product
    risks = [build_path(known.path, "risks") for one in known.product.risks if one.kind == "tumour_formation"]
    where = _studied(known, _TUMOUR_STUDIES) or _characterised(known, _GROWTH) or next(iter(risks), "")
    yield _shown(known, where, "characterisation", "a statement on the formation of tumours")


@check
def pluripotent_cells_are_tested(subject: Subject) -> Iterator[Observation]:
    """What remains of undifferentiated pluripotent cells is tested."""
    known = subject.of_product
    where = _line(tuple(all_lines(known)), UNDIFFERENTIATED_CELLS) or _controlled(known)
    yield _shown(known, where, "specifications", "a test of undifferentiated cells")


def _controlled(known: KnownProduct) -> str:
    for process in known.product.quality.processes:
        for step in process.steps:
            if any(UNDIFFERENTIATED_CELLS.search(one.name or "") for one in step.controls):
                return known.path_of(process.id)
    return ""


@check
def characterised_batches_are_representative(subject: Subject) -> Iterator[Observation]:
    """Characterisation was done on a batch of a process in use."""
    study, known = subject.entry(Characterisation), subject.of_product
    path, name = subject.at("batches"), study.attribute or study.id
    if not is_made(known, study.subject):
        yield no_concern(subject.at("subject"), "it is no characterisation of substance or product")
        return
    if not study.batches and _COUNTED.search(f"{study.attribute} {study.method}"):
        yield holds(subject.at("method"), study.method)
        return
    if not study.batches:
        yield falls_short(path, "no batch", "batches of the process of the trial", study=name)
        return
    batches = [batch for one in study.batches if (batch := known.batch(one))]
    processes = [process for one in batches if (process := known.process(one.process))]
    if not processes:
        yield untold(path, "by which process the batches were made is not stated")
    elif any(one.current is not False or comparability_from(known, one) for one in processes):
        yield holds(path, ", ".join(study.batches))
    else:
        yield falls_short(path, "batches of past processes only", "a batch of the process of the trial", study=name)
