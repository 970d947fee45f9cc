"""Editing reagents: nuclease and guide as starting materials or substances, and how off-target sites were sought."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.studies import studies_on
from impd.checking.lookups.terms import OFF_TARGET
from impd.checking.observation import Observation, falls_short, given, holds
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import SpecificationTest
from impd.dossier.quality.materials import EditingReagent

_GUIDED = re.compile(r"CRISPR|\bCas\d|base edit|prime edit", re.IGNORECASE)
_NUCLEASES = ("nuclease_mrna", "nuclease_protein", "base_editor_mrna", "ribonucleoprotein")
_GUIDES = ("guide_rna", "ribonucleoprotein")
_BASES = re.compile(r"[ACGTU]{15,}")
_NOMINATION = {
    "prediction in silico": r"in silico|computational|predict|homology search|Cas-OFFinder|COSMID|CRISPOR",
    "GUIDE-seq": r"GUIDE-?seq|iGUIDE",
    "CIRCLE-seq or CHANGE-seq": r"CIRCLE-?seq|CHANGE-?seq",
    "SITE-seq": r"SITE-?seq",
    "Digenome-seq": r"Digenome",
    "DISCOVER-seq": r"DISCOVER-?seq",
    "ONE-seq": r"ONE-?seq",
    "capture of breaks": r"BLISS|BLESS|INDUCE-?seq|END-?seq|TTISS",
    "integration of donor DNA": r"oligonucleotide capture|IDLV|integrase[- ]defective|ODN capture|oligo capture",
    "translocation sequencing": r"LAM-?HTGTS|HTGTS|UDiTaS|CAST-?seq",
    "SELEX": r"SELEX",
    "other method in vitro": r"in vitro cleavage|biochemical (?:assay|nomination)|cell-based (?:assay|nomination)",
}
_VERIFICATION = re.compile(
    r"(?:deep|amplicon|hybrid capture|targeted|next[- ]generation|capture) sequencing|rhAmpSeq|\bNGS\b|sequencing of|"
    r"verified by|verification|confirmed by", re.IGNORECASE
)  # fmt: skip
_REASON = re.compile(r"because|rationale|justif|one method", re.IGNORECASE)


@check
def editing_reagents_are_registered(subject: Subject) -> Iterator[Observation]:
    """The nuclease is registered, and for a guided nuclease the guide RNA too."""
    reagents = subject.product.quality.editing_reagents
    path = build_path(subject.path, "quality.editing_reagents")
    kinds = [one.kind for one in reagents]
    needed: list[tuple[str, tuple[str, ...]]] = [("nuclease", _NUCLEASES)]
    if not reagents or any(_GUIDED.search(one.system or "") for one in reagents):
        needed.append(("guide RNA", _GUIDES))
    for what, meant in needed:
        found = [one for one in kinds if one in meant]
        yield holds(path, found[0]) if found else falls_short(path, "not stated", what, what=what, lacking=what)


@check
def guide_states_sequence_and_purity(subject: Subject) -> Iterator[Observation]:
    """Sequence and purity of a guide RNA; the purity may stand in its specification."""
    one = subject.entry(EditingReagent)
    bases = _BASES.search(f"{one.target_sequence or ''} {one.description or ''}".replace(" ", ""))
    path, sequence = subject.at("sequence_reference"), one.sequence_reference or bases
    yield holds(path) if sequence else falls_short(path, "not stated", "the sequence", lacking="its sequence")
    path, purity = subject.at("purity"), one.purity or _purity_test(subject, one.id)
    yield given(path, purity, "the purity", lacking="its purity")


@check
def nuclease_is_controlled(subject: Subject) -> Iterator[Observation]:
    """Sequence of a nuclease, and its purity or specification."""
    one = subject.entry(EditingReagent)
    path, sequence = subject.at("sequence_reference"), one.sequence_reference
    yield holds(path) if sequence else falls_short(path, "not stated", "the sequence", lacking="its sequence")
    path, purity = subject.at("purity"), one.purity or _purity_test(subject, one.id)
    yield given(path, purity, "a specification", lacking="its purity")


def _purity_test(subject: Subject, reagent: str) -> str:
    """The specification of a reagent, or of the substance it is, that tests purity; empty where none does."""
    quality = subject.product.quality
    about = {reagent, *(one.id for one in quality.substances if reagent in one.vectors)}
    for specification in quality.specifications:
        if specification.subject in about and any(_is_purity(test) for test in specification.tests):
            return specification.id
    return ""


def _is_purity(test: SpecificationTest) -> bool:
    return test.category in ("purity", "product_impurity") or "purity" in (test.name or "").casefold()


@check
def off_target_sites_are_sought(subject: Subject) -> Iterator[Observation]:
    """Off-target sites come from two methods at least and are verified by sequencing, or a reason is given."""
    path, words = build_path(subject.path, "quality.characterisation"), _off_target_words(subject)
    methods = [name for name, pattern in _NOMINATION.items() if re.search(pattern, words, re.IGNORECASE)]
    found = ", ".join(methods) or "not stated"
    if not words:
        yield falls_short(path, "not stated", "a study of off-target editing", lacking="no study of off-target editing")
        return
    if len(methods) >= 2 or _REASON.search(words):
        yield holds(path, found)
    else:
        lacking = f"fewer than two methods to find candidate sites ({found})"
        yield falls_short(path, found, "two methods, or the reason for one", what="methods", lacking=lacking)
    if _VERIFICATION.search(words):
        yield holds(path, "verified by sequencing")
    else:
        yield falls_short(path, found, "verification by sequencing", what="verified",
                          lacking="no verification of candidate sites by sequencing")  # fmt: skip


def _off_target_words(subject: Subject) -> str:
    """What the characterisation and the non-clinical studies say on off-target editing."""
    product = subject.product
    said = [
        (one.attribute, one.method, one.result, one.conclusion)
        for one in product.quality.characterisation
        if OFF_TARGET.search(f"{one.attribute or ''} {one.method or ''}")
    ]
    said += [
        (one.title, one.system, one.endpoints, f"{one.result or ''} {one.conclusion or ''}")
        for one in studies_on(product, "editing_specificity")
    ]
    return "; ".join(text for texts in said for text in texts if text and text.strip())
