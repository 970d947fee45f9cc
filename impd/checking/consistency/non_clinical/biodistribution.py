"""Biodistribution of gene therapies: tissues examined, gonads, and how long the signal was followed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.studies import BIODISTRIBUTION, justified_omissions, studies_on, studies_path
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.results import TissueResult
from impd.dossier.non_clinical.study import NonClinicalStudy

_MALE, _FEMALE = re.compile(r"test[ei]s|epididym|gonad", re.IGNORECASE), re.compile(r"ovar|gonad", re.IGNORECASE)
_CORE = {
    "site of administration": r"site|inject|infusion|implant|tumou?r|eye|retina|muscle",
    "gonads": r"test[ei]s|ovar|gonad",
    "adrenal": r"adrenal",
    "brain": r"brain|cerebr|cortex",
    "spinal cord": r"spinal|cord",
    "liver": r"liver",
    "kidney": r"kidney",
    "lung": r"lung",
    "heart": r"heart",
    "spleen": r"spleen",
    "blood": r"blood|plasma",
}
_NEGATIVE = re.compile(r"^\s*(?:<|≤|not detected|negative|none|below|0(?:/\d+)?\s*$|nd\b)", re.IGNORECASE)


def _tissues(product: MedicinalProduct) -> list[str]:
    found = [one.tissue for study in studies_on(product, *BIODISTRIBUTION) for one in study.distribution]
    return list(dict.fromkeys(found))


@check
def gonads_are_examined(subject: Subject) -> Iterator[Observation]:
    """The gonads of the sexes that take part are among the tissues examined."""
    product, path = subject.product, studies_path(subject.of_product)
    tissues, includes = _tissues(product), subject.application.trial.includes
    if not tissues:
        yield untold(path, "no tissues of a study of biodistribution are stated")
        return
    women = includes.women_of_childbearing_potential if includes else None
    wanted = [("testes", _MALE, includes.men if includes else None), ("ovaries", _FEMALE, women)]
    if not any(pattern.search(one) for _, pattern, _ in wanted for one in tissues):
        missing = falls_short(path, ", ".join(tissues), "gonads", what="gonads", gonads="gonads")
        omitted = f"{subject.of_product.path}.non_clinical.omissions[gonadal_distribution].justification"
        yield missing.about(omitted)
        return
    for name, pattern, included in wanted:
        found = [one for one in tissues if pattern.search(one)]
        if found:
            yield holds(path, ", ".join(found))
        elif included:
            yield falls_short(path, ", ".join(tissues), name, what=name, gonads=name)


@check
def core_tissues_are_examined(subject: Subject) -> Iterator[Observation]:
    """The core panel of tissues is examined over all studies of biodistribution together (ICH S12)."""
    product, path = subject.product, studies_path(subject.of_product)
    tissues = _tissues(product)
    core = {name: pattern for name, pattern in _CORE.items() if name != "gonads"}
    missing = [name for name, pattern in core.items() if not any(re.search(pattern, one, re.I) for one in tissues)]
    if not tissues:
        yield untold(path, "no tissues of a study of biodistribution are stated")
    elif missing:
        yield falls_short(path, ", ".join(tissues), ", ".join(missing))
    else:
        yield holds(path, ", ".join(tissues))


@check
def signal_in_gonads_is_followed_up(subject: Subject) -> Iterator[Observation]:
    """A signal in the gonads at the last time is answered by germline data, its reasoned absence, or contraception."""
    product, path = subject.product, studies_path(subject.of_product)
    last = [one for study in studies_on(product, *BIODISTRIBUTION) for one in _last_in_gonads(study)]
    if not last:
        yield no_concern(path, "no result of gonads is stated")
        return
    positive = [f"{one.tissue} {one.result or one.positive}" for one in last if _is_positive(one)]
    if not positive or _germline_is_addressed(product):
        yield holds(path, "; ".join(positive) or "no signal at the last time")
    else:
        yield falls_short(path, "; ".join(positive), "germline data or contraception")


def _last_in_gonads(study: NonClinicalStudy) -> list[TissueResult]:
    found = [one for one in study.distribution if _MALE.search(one.tissue) or _FEMALE.search(one.tissue)]
    latest = max((one.time for one in found if one.time is not None), default=None)
    return [one for one in found if one.time == latest]


def _is_positive(result: TissueResult) -> bool:
    if result.positive and result.positive.strip().startswith("0"):
        return False
    return bool(result.result) and not _NEGATIVE.match(result.result or "")


def _germline_is_addressed(product: MedicinalProduct) -> bool:
    asked, assessed = "germline_transmission", product.clinical.risk_and_benefit
    answered = studies_on(product, asked) or justified_omissions(product, asked)
    return bool(answered or (assessed and assessed.contraception))


@check
def distribution_is_followed_over_time(subject: Subject) -> Iterator[Observation]:
    """At least one study of biodistribution has results at several times."""
    path = studies_path(subject.of_product)
    studies = [one for one in studies_on(subject.product, *BIODISTRIBUTION) if one.distribution]
    times = {one.id: sorted({line.time for line in one.distribution if line.time is not None}) for one in studies}
    followed = [f"{name} from {found[0]} to {found[-1]}" for name, found in times.items() if len(found) > 1]
    if followed:
        yield holds(path, "; ".join(followed))
    else:
        yield falls_short(path, "no study with results at several times", "results at several times")
