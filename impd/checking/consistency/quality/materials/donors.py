"""Donors: procurement, infection tests, repeat tests, risk assessment, traceability, and what the label says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import names_the_same
from impd.checking.consistency.quality.materials.donor_markers import (
    htlv_test,
    is_positive,
    mandatory_tests,
    viruses_without_nucleic_acid_test,
)
from impd.checking.lookups.kinds_of_product import donor_relation, is_autologous
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import Batch
from impd.dossier.quality.materials import Donor, DonorTest

_CORE = "hepatitis B core antibodies (anti-HBc)"
_SURFACE = "hepatitis B surface antigen (HBsAg)"
_AT_RISK = re.compile(r"\s*(?:yes|at risk|high|present)\b", re.IGNORECASE)
_DAYS = re.compile(r"(\d+)\s*(days?|d\b|months?|mo\b|weeks?|wk\b)", re.IGNORECASE)
_REFUSED = re.compile(r"\s*(?:not?|none)\b", re.IGNORECASE)
_INACTIVATION = re.compile(r"inactivat", re.IGNORECASE)
_ASSESSED = re.compile(r"assess|evaluat|\bNAT\b|HBV[- ]DNA|nucleic|anti-HBs\b", re.I)
_NOT_DIAGNOSTIC = re.compile(r"research use|\bRUO\b|not validated|unvalidated", re.IGNORECASE)
_LABORATORY, _KIT = "the authorisation of the laboratory", "that the kit is CE-marked or validated"
_REPEATED = 180


@check
def procurement_is_authorised(subject: Subject) -> Iterator[Observation]:
    """Each donor names where the material is procured, and each of these sites states an authorisation."""
    donor, path = subject.entry(Donor), subject.at("procurement_sites")
    if not donor.procurement_sites:
        yield falls_short(path, "no site is stated", "the site of procurement", what="site")
    for identifier in donor.procurement_sites:
        site = subject.of_product.site(identifier)
        given = [one for one in (site.authorisations if site else ()) if one.number or one.kind]
        where = f"{subject.of_product.path_of(identifier)}.authorisations"
        if given:
            yield holds(where, given[0].number or given[0].kind or "")
        else:
            found = f"no authorisation of {subject.of_product.called(identifier)} is stated"
            yield falls_short(where, found, "the authorisation to procure", what=donor.id)


@check
def donor_relation_agrees(subject: Subject) -> Iterator[Observation]:
    """Donors for human use stand in the relation that the classification states."""
    donors, wanted = subject.product.quality.donors, donor_relation(subject.product)
    if wanted is None:
        yield untold(build_path(subject.path, "atmp.donor_relation"), "the donor relation is not stated")
        return
    for index, donor in enumerate(donors):
        path = build_path(subject.path, f"quality.donors[{item_key(donor, index)}].relation")
        if donor.relation is None:
            yield untold(path, "the relation of the donor is not stated")
        elif donor.relation == wanted:
            yield holds(path, donor.relation)
        elif any("clinical" in one.uses for one in _batches_of(subject, donor)) or len(donors) == 1:
            yield falls_short(path, donor.relation, wanted, donor=called(donor))
        else:
            yield no_concern(path, f"no clinical batch is made from {donor.id}")


def _batches_of(subject: Subject, donor: Donor) -> list[Batch]:
    return [one for one in subject.product.quality.batches if donor.id in one.made_from]


@check
def label_fits_donor_relation(subject: Subject) -> Iterator[Observation]:
    """The label says "for autologous use only" where, and only where, the product is autologous."""
    product = subject.product
    autologous = is_autologous(product)
    stated = product.label.autologous_use_only if product.label else None
    path = build_path(subject.path, "label.autologous_use_only")
    if stated is None:
        if autologous:
            yield untold(path, 'it is not stated whether the label says "for autologous use only"')
        else:
            yield no_concern(path, "the product is not autologous")
    elif stated == autologous:
        yield holds(path, "yes" if stated else "no")
    else:
        found, expected = ("bears", "does not bear") if stated else ("does not bear", "bears")
        yield falls_short(path, found, expected, relation="autologous" if autologous else "not autologous")


@check
def mandatory_markers_are_tested(subject: Subject) -> Iterator[Observation]:
    """Tests for HIV 1 and 2, HBsAg, anti-HBc, anti-HCV and syphilis are stated."""
    donor = subject.entry(Donor)
    found = mandatory_tests(donor)
    if not donor.tests:
        yield falls_short(subject.at("tests"), "not stated", "; ".join(found), marker=", ".join(found))
        return
    for marker, test in found.items():
        path = _test_path(subject, test)
        yield holds(path, marker) if test else falls_short(path, "not stated", marker, what=marker, marker=marker)


@check
def mandatory_markers_state_their_test(subject: Subject) -> Iterator[Observation]:
    """The tests for the mandatory markers state method, laboratory, and when the sample is taken."""
    for test in _mandatory(subject):
        path = _test_path(subject, test)
        stated = {"method": test.method, "laboratory": test.laboratory, "date": test.date or test.sample_time}
        for field, value in stated.items():
            label = "date or time of the sample" if field == "date" else field
            where = f"{path}.{field}"
            yield given(where, value, f"the {label}", marker=test.marker, lacking=label)


@check
def donor_tests_are_fit(subject: Subject) -> Iterator[Observation]:
    """The mandatory tests are done by an authorised laboratory, with kits that are CE-marked or validated."""
    for test in _mandatory(subject):
        kit = test.kit if test.kit and not _NOT_DIAGNOSTIC.search(test.kit) else None
        for field, evidence, lacking in (
            ("laboratory_authorisation", test.laboratory_authorisation or _authorised(subject, test), _LABORATORY),
            ("kit", kit, _KIT),
        ):
            path, stated = f"{_test_path(subject, test)}.{field}", getattr(test, field) or "not stated"
            if evidence:
                yield holds(path, evidence)
            else:
                yield falls_short(path, stated, lacking, marker=test.marker, lacking=lacking)


def _authorised(subject: Subject, test: DonorTest) -> str:
    """The authorisation of the registered site for donor tests that bears the laboratory's name."""
    for site in subject.product.quality.sites:
        named = test.laboratory and site.name and names_the_same(site.name, test.laboratory)
        if "donor_testing" in site.roles and (named or test.laboratory == site.id):
            return next((one.number or one.kind or "" for one in site.authorisations), "")
    return ""


def _mandatory(subject: Subject) -> Iterator[DonorTest]:
    """Each test of the donor that covers a mandatory marker, once."""
    donor = subject.entry(Donor)
    found = mandatory_tests(donor).values()
    seen: list[str] = []
    for test in found:
        if test is not None and test.marker not in seen:
            seen.append(test.marker)
            yield test


def _test_path(subject: Subject, test: DonorTest | None) -> str:
    return subject.at("tests" if test is None else f"tests[{item_key(test, 0)}]")


@check
def htlv_is_addressed(subject: Subject) -> Iterator[Observation]:
    """HTLV is tested, or the risk by origin is stated and none; a donor at risk is tested."""
    donor, path = subject.entry(Donor), subject.at("htlv_risk")
    test = htlv_test(donor)
    if test:
        yield holds(_test_path(subject, test), test.marker)
    elif donor.htlv_risk and not _AT_RISK.match(donor.htlv_risk):
        yield holds(path, donor.htlv_risk)
    else:
        yield falls_short(path, donor.htlv_risk or "not stated", "a test for HTLV, or that no donor is at risk")


@check
def donation_is_retested(subject: Subject) -> Iterator[Observation]:
    """A repeat test after 180 days, nucleic acid tests for HIV, HBV and HCV, or a validated inactivation."""
    donor, path = subject.entry(Donor), subject.at("retest")
    lacking = viruses_without_nucleic_acid_test(donor)
    if not lacking:
        yield holds(subject.at("tests"), "nucleic acid tests for HIV, HBV and HCV")
    elif donor.retest and (_INACTIVATION.search(donor.retest) or _long_enough(donor.retest)):
        yield holds(path, donor.retest)
    else:
        expected = f"a repeat test after at least {_REPEATED} days, or nucleic acid tests for {', '.join(lacking)}"
        yield falls_short(path, donor.retest or "not stated", expected)


def _long_enough(retest: str) -> bool:
    """Whether a repeat test comes at least 180 days after donation; words without a number are taken as they are."""
    if _REFUSED.match(retest):
        return False
    days = {"d": 1, "w": 7, "m": 31}
    found = [int(match[1]) * days[match[2][0].lower()] for match in _DAYS.finditer(retest)]
    return not found or max(found) >= _REPEATED


@check
def core_antibody_is_assessed(subject: Subject) -> Iterator[Observation]:
    """What follows where core antibodies are found and surface antigen is not: a documented risk assessment."""
    donor = subject.entry(Donor)
    found = mandatory_tests(donor)
    core, surface = found.get(_CORE), found.get(_SURFACE)
    if core is None:
        return
    path, positive = subject.at("positive_result_policy"), is_positive(core.result)
    policy = "; ".join(text for text in (donor.positive_result_policy, core.acceptance) if text)
    if positive and surface and not is_positive(surface.result):
        assessed = _ASSESSED.search(policy)
        expected = "a risk assessment"
        yield holds(path, policy) if assessed else falls_short(path, core.result, expected)
    elif positive is False:
        yield no_concern(_test_path(subject, core), f"{core.marker}: {core.result}")
    elif policy:
        yield holds(path, policy)
    else:
        yield untold(path, "what follows from a positive result is not stated")
