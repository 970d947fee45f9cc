"""Evidence of good manufacturing practice: the documents of Annex I, 31 to 35, site by site."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.gmp_evidence import lies_in_union
from impd.checking.comparison import is_earlier
from impd.checking.lookups.registered import NOT_REGISTERED, Covering, path_of_document, registered
from impd.checking.lookups.site_roles import AUTHORISED_IN_UNION, sites_that
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.manufacture import Site

_EVIDENCE = ("manufacturing_authorisation", "qp_declaration", "gmp_national_evidence")


def _covered(subject: Subject, site: Site, *kinds: str) -> bool:
    about = Covering(product=subject.product.code, manufacturing_site=site.id)
    return bool(registered(subject.application, kinds, about))


def _path(subject: Subject, site: Site) -> str:
    return subject.of_product.path_of(site.id)


@check
def sites_in_union_are_authorised(subject: Subject) -> Iterator[Observation]:
    """A manufacturing authorisation for each site in the Union that makes, labels, imports or releases the product."""
    sites = sites_that(subject.product, AUTHORISED_IN_UNION)
    for site in sites:
        inside = lies_in_union(site)
        if inside is None:
            words = f"it is not stated whether {called(site)} lies in the Union"
            yield untold(f"{_path(subject, site)}.in_eea", words)
            continue
        if not inside:
            yield no_concern(f"{_path(subject, site)}.in_eea", f"{called(site)} lies outside the Union")
            continue
        if _covered(subject, site, "manufacturing_authorisation", "gmp_national_evidence"):
            yield holds(_path(subject, site), called(site))
        else:
            yield falls_short(_path(subject, site), NOT_REGISTERED, "a manufacturing authorisation",
                              site=called(site))  # fmt: skip
    if not sites:
        yield untold(subject.at("quality.sites"), "no site that makes, imports or releases the product is stated")


@check
def declaration_is_signed_and_dated(subject: Subject) -> Iterator[Observation]:
    """A registered declaration of the qualified person bears date and signature."""
    for one in registered(subject.application, ("qp_declaration",), Covering(product=subject.product.code)):
        path = path_of_document(one)
        for fact, given in (("date", one.date), ("signed", one.signed)):
            words = "a date" if fact == "date" else "a signature"
            yield (holds(f"{path}.{fact}", one.date or "signed") if given
                   else falls_short(f"{path}.{fact}", "not stated", words, document=one.id))  # fmt: skip


@check
def releasing_laboratory_has_evidence(subject: Subject) -> Iterator[Observation]:
    """A site that only tests for release appears in a registered authorisation, or states its own."""
    site = subject.entry(Site)
    if "release_testing" not in site.roles:
        return
    if AUTHORISED_IN_UNION.intersection(site.roles) or "substance_manufacture" in site.roles:
        return
    numbers = [one.number for one in site.authorisations if one.number]
    if numbers or site.qualified_person_declaration or _covered(subject, site, *_EVIDENCE):
        yield holds(subject.path, numbers[0] if numbers else called(site))
    else:
        yield falls_short(subject.path, "no authorisation", "an authorisation or a declaration that covers the site")


@check
def labelling_site_is_named(subject: Subject) -> Iterator[Observation]:
    """Labelling for the trial is a manufacturing step: a site does it."""
    named = sites_that(subject.product, ("labelling",))
    path = subject.at("quality.sites")
    yield holds(path, called(named[0])) if named else falls_short(path, "no site", "a site that labels")


@check
def authorisations_are_in_force(subject: Subject) -> Iterator[Observation]:
    """No authorisation of a site ends before the date of the cover letter."""
    site = subject.entry(Site)
    letters = [one.date for one in registered(subject.application, ("cover_letter",)) if one.date]
    for index, one in enumerate(site.authorisations):
        if not one.valid_until:
            continue
        path = subject.at(f"authorisations[{index}].valid_until")
        if not letters:
            yield untold(path, "the date of the cover letter is not stated")
        elif is_earlier(one.valid_until, letters[0]):
            yield falls_short(path, one.valid_until, letters[0], number=one.number or one.kind or "")
        else:
            yield holds(path, one.valid_until)
