"""Sites and the evidence of good manufacturing practice (Regulation (EU) No 536/2014, Articles 61 to 63, Annex I)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.gmp_evidence import MANUFACTURE, gmp_evidence, lies_in_union
from impd.checking.comparison import is_earlier, years_after
from impd.checking.lookups.registered import Covering, registered
from impd.checking.lookups.site_roles import AUTHORISED_IN_UNION, DECLARED_OUTSIDE_UNION, roles_in_words, sites_that
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.quality.manufacture import Authorisation, Site

_MANUFACTURING = re.compile(r"manufactur|import|\bMIA\b|\bMIAH?\(IMP\)", re.IGNORECASE)
_CERTIFICATE = re.compile(r"\bGMP\b.*certificat|certificat.*\bGMP\b|good manufacturing practice", re.IGNORECASE)
_GMP_DOCUMENTS = ("manufacturing_authorisation", "qp_declaration", "gmp_national_evidence")
_OLDEST_AUDIT = 3


@check
def batch_release_is_in_the_union(subject: Subject) -> Iterator[Observation]:
    """A site in the Union or the European Economic Area releases the batches."""
    path = subject.at("quality.sites")
    releasing = sites_that(subject.product, ("batch_release",))
    inside = next((one for one in releasing if lies_in_union(one)), None)
    open_one = next((one for one in releasing if lies_in_union(one) is None), None)
    if inside is not None:
        yield holds(f"{path}[{inside.id}].roles", called(inside))
    elif open_one is not None:
        yield untold(f"{path}[{open_one.id}].in_eea", f"it is not stated whether {open_one.id} lies in the Union")
    else:
        found = ", ".join(called(one) for one in releasing) or "none"
        yield falls_short(path, found, "a site of batch release in the Union")


@check
def site_in_union_has_an_authorisation(subject: Subject) -> Iterator[Observation]:
    """A site in the Union that makes, packs, imports or releases the product has a numbered authorisation."""
    site, path = subject.entry(Site), subject.at("authorisations")
    roles = AUTHORISED_IN_UNION.intersection(site.roles)
    if (out := _outside(subject, roles)) is not None:
        yield out
    elif found := _authorisation(site):
        yield holds(path, found.number)
    else:
        given = ", ".join(filter(None, (one.kind for one in site.authorisations)))
        yield falls_short(path, given or "not stated", "a manufacturing authorisation with its number",
                          roles=roles_in_words(roles))  # fmt: skip


@check
def authorisation_of_site_states_its_scope(subject: Subject) -> Iterator[Observation]:
    """The manufacturing authorisation of a site in the Union says which operations and products it covers."""
    site = subject.entry(Site)
    roles = AUTHORISED_IN_UNION.intersection(site.roles)
    found = _authorisation(site)
    if not roles or not lies_in_union(site):
        yield no_concern(subject.at("roles"), "it does not make, import or release the product in the Union")
    elif found is None:
        yield no_concern(subject.at("authorisations"), "it has no numbered authorisation, which another rule asks for")
    else:
        path = subject.at(f"authorisations[{site.authorisations.index(found)}].scope")
        yield given(path, found.scope, f"operations and products: {roles_in_words(roles)}", number=found.number)


def _outside(subject: Subject, roles: frozenset[str]) -> Observation | None:
    """Why a rule on sites in the Union does not bear on a site, or cannot be told; None where it bears on it."""
    site = subject.entry(Site)
    if not roles:
        return no_concern(subject.at("roles"), "it neither makes, imports nor releases the product")
    if lies_in_union(site) is None:
        return untold(subject.at("in_eea"), f"it is not stated whether {called(site)} lies in the Union")
    return None if lies_in_union(site) else no_concern(subject.at("in_eea"), "it lies outside the Union")


def _authorisation(site: Site) -> Authorisation | None:
    return next((one for one in site.authorisations if one.number and _MANUFACTURING.search(one.kind or "")), None)


@check
def third_country_manufacturer_has_a_declaration(subject: Subject) -> Iterator[Observation]:
    """A site outside the Union that makes the product is covered by a declaration of the qualified person."""
    yield from _declared(subject, MANUFACTURE)


@check
def third_country_laboratory_has_a_declaration(subject: Subject) -> Iterator[Observation]:
    """A site outside the Union that only tests for release is covered by a declaration of the qualified person."""
    if MANUFACTURE.intersection(subject.entry(Site).roles):
        yield no_concern(subject.at("roles"), "it also makes the product, which another rule asks about")
    else:
        yield from _declared(subject, frozenset({"release_testing"}))


def _declared(subject: Subject, wanted: frozenset[str]) -> Iterator[Observation]:
    site, path = subject.entry(Site), subject.at("qualified_person_declaration")
    roles = wanted.intersection(site.roles)
    covering = [one for one in _declarations(subject) if not one.manufacturing_sites or site.id in
                one.manufacturing_sites]  # fmt: skip
    if not roles:
        yield no_concern(subject.at("roles"), "it does nothing that needs a declaration")
    elif lies_in_union(site) is None:
        yield untold(subject.at("in_eea"), f"it is not stated whether {called(site)} lies in the Union")
    elif lies_in_union(site):
        yield no_concern(subject.at("in_eea"), "it lies in the Union")
    elif site.qualified_person_declaration or covering:
        yield holds(path, site.qualified_person_declaration or covering[0].id)
    else:
        yield falls_short(path, "not stated", "a declaration of the qualified person", roles=roles_in_words(roles))


def _declarations(subject: Subject) -> list[RegisteredDocument]:
    """The registered declarations of the qualified person that cover the product."""
    return registered(subject.application, ("qp_declaration",), Covering(product=subject.product.code))


@check
def declaration_covers_the_sites_of_manufacture(subject: Subject) -> Iterator[Observation]:
    """The registered declarations name every site outside the Union that makes or tests the product for release."""
    declarations = _declarations(subject)
    named = {site for one in declarations for site in one.manufacturing_sites}
    if not declarations:
        yield no_concern("documents", "no declaration is registered; whether one is due is asked by other rules")
        return
    if any(not one.manufacturing_sites for one in declarations):
        yield holds(f"documents[{declarations[0].id}]", "it covers all sites")
        return
    path = f"documents[{declarations[0].id}].manufacturing_sites"
    for site in subject.product.quality.sites:
        if lies_in_union(site) is False and DECLARED_OUTSIDE_UNION.intersection(site.roles):
            name = called(site)
            if site.id in named:
                yield holds(path, name)
            else:
                found = ", ".join(sorted(named))
                yield falls_short(path, found, name, site.id, declaration=declarations[0].title or declarations[0].id)


@check
def importer_is_listed(subject: Subject) -> Iterator[Observation]:
    """Where the product is made outside the Union, a site in the Union imports it."""
    path, sites = subject.at("quality.sites"), subject.product.quality.sites
    makers = sites_that(subject.product, MANUFACTURE)
    abroad = [one for one in makers if lies_in_union(one) is False]
    unknown = next((one for one in makers if lies_in_union(one) is None), None)
    if not abroad and unknown is not None:
        yield untold(f"{path}[{unknown.id}].in_eea", f"it is not stated whether {unknown.id} lies in the Union")
    elif not abroad and not makers:
        yield untold(path, "no site that manufactures the product is stated")
    elif not abroad:
        yield no_concern(path, "every site that makes the product lies in the Union")
    elif importer := next((one for one in sites if "import" in one.roles and lies_in_union(one) is not False), None):
        yield holds(f"{path}[{importer.id}].roles", called(importer))
    else:
        yield falls_short(path, "none", "a site of import in the Union", where=called(abroad[0]))


@check
def given_certificate_is_valid(subject: Subject) -> Iterator[Observation]:
    """A GMP certificate that is given has a term beyond the date of the dossier. None is ever asked for."""
    site, dated = subject.entry(Site), subject.product.document
    given = [(index, one) for index, one in enumerate(site.authorisations) if _CERTIFICATE.search(one.kind or "")]
    if not given:
        yield no_concern(subject.at("authorisations"), "no GMP certificate is given, and none is due")
    for index, one in given:
        path = subject.at(f"authorisations[{index}].valid_until")
        day = dated.date if dated else None
        if one.valid_until is None:
            yield falls_short(path, "not stated", "the end of its validity", number=one.number or "without number")
        elif day is not None and is_earlier(one.valid_until, day):
            yield falls_short(path, one.valid_until, f"a day after {day}", number=one.number or "without number")
        else:
            yield holds(path, one.valid_until)


@check
def exempt_product_needs_no_gmp_documents(subject: Subject) -> Iterator[Observation]:
    """For a product authorised in the Union and not modified, no GMP document is registered."""
    code, needless = subject.product.code, set(_GMP_DOCUMENTS).difference(gmp_evidence(subject.product).advisable)
    given = [one for one in subject.application.documents if one.kind in needless and code in one.products]
    for one in given:
        yield falls_short(f"documents[{one.id}]", called(one), "no document", one.id)
    if not given:
        yield holds("documents", "none is registered")


@check
def starting_material_site_states_gmp_principles(subject: Subject) -> Iterator[Observation]:
    """A maker of plasmids, vectors or templates that are starting materials works under the principles of GMP."""
    site, path = subject.entry(Site), subject.at("gmp_principles_statement")
    vectors = [one for one in subject.product.quality.vectors if site.id in one.manufacturers]
    starting = {"plasmid_manufacture", "starting_material_manufacture"}.intersection(site.roles)
    if "vector_manufacture" in site.roles and any(one.role == "starting_material" for one in vectors):
        starting.add("vector_manufacture")
    if not starting:
        yield no_concern(subject.at("roles"), "it makes no starting material of genetic kind")
    elif site.gmp_principles_statement or _authorisation(site):
        yield holds(path, site.gmp_principles_statement or "manufacturing authorisation")
    else:
        yield falls_short(
            path, "not stated", "a statement on the principles of GMP", roles=roles_in_words(frozenset(starting))
        )


@check
def procurement_site_is_authorised(subject: Subject) -> Iterator[Observation]:
    """A site that collects blood, cells or tissues has an authorisation, or its equivalent in a third country."""
    site, path = subject.entry(Site), subject.at("authorisations")
    if not {"procurement", "apheresis"}.intersection(site.roles):
        yield no_concern(subject.at("roles"), "it collects no blood, cells or tissues")
    elif number := next((one.number for one in site.authorisations if one.number), None):
        yield holds(path, number)
    elif lies_in_union(site) is False and (site.authorisations or site.remark):
        yield holds(path, "equivalent standards of a third country are stated")
    else:
        abroad = lies_in_union(site) is False
        expected = "the equivalent authorisation" if abroad else "an authorisation for procurement"
        yield falls_short(path, "not stated", expected)


@check
def third_country_site_was_audited(subject: Subject) -> Iterator[Observation]:
    """A site outside the Union that makes or tests the product was audited within three years before the dossier."""
    site, path = subject.entry(Site), subject.at("last_audit")
    day = subject.product.document.date if subject.product.document else None
    if not DECLARED_OUTSIDE_UNION.intersection(site.roles) or lies_in_union(site) is not False:
        yield no_concern(subject.at("in_eea"), "it makes and releases nothing outside the Union")
    elif site.last_audit is None and site.remark:
        yield holds(subject.at("remark"), site.remark)
    elif site.last_audit is None:
        yield falls_short(path, "not stated", "the date of the audit, or why there is none")
    elif day is not None and not site.remark and is_earlier(site.last_audit, years_after(day, -_OLDEST_AUDIT)):
        yield falls_short(path, site.last_audit, f"an audit within {_OLDEST_AUDIT} years before {day}")
    else:
        yield holds(path, site.last_audit)
