"""Sites: what each does, whether it is used, and whether batches were made where the dossier says."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.lookups.site_roles import MAKING_PRODUCT, TESTING, roles_in_words, sites_that
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.control import AnalyticalProcedure, Batch
from impd.dossier.quality.manufacture import Site, Step
from impd.dossier.quality.product import DrugProduct, Substance

_NAMED_BY_FACTS = (
    TESTING | MAKING_PRODUCT | {"substance_manufacture", "vector_manufacture", "plasmid_manufacture"}
) - {"donor_testing"}
_RELEASE_CRITICAL = frozenset({"potency", "replication_competent_virus", "off_target_editing"})


@check
def site_has_a_role(subject: Subject) -> Iterator[Observation]:
    """A site that the dossier lists or names says what it does."""
    site, path = subject.entry(Site), subject.at("roles")
    uses = subject.of_product.site_uses.get(site.id, [])
    if site.roles:
        yield holds(path, roles_in_words(site.roles))
    else:
        where = f"named at {uses[0]}" if uses else "named nowhere else"
        yield falls_short(path, "not stated", "its roles in manufacture and control", where=where)


@check
def site_is_used(subject: Subject) -> Iterator[Observation]:
    """A site for manufacture or testing is named by a step, procedure, batch, bank or other fact."""
    site = subject.entry(Site)
    uses = subject.of_product.site_uses.get(site.id, [])
    if uses:
        yield holds(subject.path, uses[0])
    elif _NAMED_BY_FACTS.intersection(site.roles):
        yield falls_short(subject.path, roles_in_words(site.roles), "a step, procedure or batch that names it")
    else:
        yield no_concern(subject.at("roles"), "what it does is told by its roles alone")


@check
def step_is_at_a_site_that_manufactures(subject: Subject) -> Iterator[Observation]:
    """The site of a manufacturing step has a role other than testing."""
    step = subject.entry(Step)
    if step.site is not None:
        site = subject.of_product.site(step.site)
        roles = site.roles if site else ()
        yield from _suits(subject.at("site"), step.site, bool(set(roles) - TESTING), "a role in manufacture", roles)


@check
def procedure_is_at_a_site_that_tests(subject: Subject) -> Iterator[Observation]:
    """The site of an analytical procedure has a role in testing."""
    method = subject.entry(AnalyticalProcedure)
    if method.site is not None:
        site = subject.of_product.site(method.site)
        roles = site.roles if site else ()
        tests = bool(TESTING.intersection(roles)) or bool({"plasmid_manufacture", "vector_manufacture"} & set(roles))
        yield from _suits(subject.at("site"), method.site, tests, "a role in testing", roles)


def _suits(path: str, site: str, fits: bool, expected: str, roles: tuple[str, ...]) -> Iterator[Observation]:
    stated = roles_in_words(roles) or "no role"
    yield holds(path, site) if fits else falls_short(path, stated, expected, where=site)


@check
def batch_was_made_at_a_listed_site(subject: Subject) -> Iterator[Observation]:
    """A batch of substance or product was made at one of its manufacturers, or comparability covers it."""
    batch, path, known = subject.entry(Batch), subject.at("site"), subject.of_product
    made = known.entry(DrugProduct, batch.subject) or known.entry(Substance, batch.subject)
    if made is None:
        yield no_concern(path, "the batch is of neither substance nor product")
        return
    section = "P.3.1" if isinstance(made, DrugProduct) else "S.2.1"
    listed = _manufacturers(subject, made)
    if batch.site is None:
        yield untold(path, f"the site where batch {called(batch)} was made is not stated")
    elif batch.site in listed:
        yield holds(path, batch.site)
    elif study := _comparability(subject, batch):
        yield holds(path, f"{batch.site}, compared in {study}")
    else:
        expected = ", ".join(dict.fromkeys(map(subject.of_product.called, listed))) or "a manufacturer that is listed"
        yield falls_short(path, subject.of_product.called(batch.site), expected, where=section, batch=called(batch))


def _manufacturers(subject: Subject, entry: Substance | DrugProduct) -> list[str]:
    """The sites listed for making the substance or product, by its own list and by the roles of sites."""
    quality = subject.product.quality
    continuous = quality.boundary is not None and quality.boundary.continuous_process is True
    roles = MAKING_PRODUCT if isinstance(entry, DrugProduct) else frozenset({"substance_manufacture"})
    roles = MAKING_PRODUCT | {"substance_manufacture"} if continuous else roles
    makers = [one.id for one in sites_that(subject.product, roles)]
    stated = [one for one in entry.manufacturers if (site := subject.of_product.site(one)) and site.roles]
    return list(dict.fromkeys([*makers, *stated]))


def _comparability(subject: Subject, batch: Batch) -> str:
    """The study that compares the batch with others."""
    studies = subject.product.quality.comparability_studies
    return next((one.id for one in studies if batch.id in (*one.batches_before, *one.batches_after)), "")


@check
def laboratory_of_release_critical_test_is_named(subject: Subject) -> Iterator[Observation]:
    """The laboratory that tests potency, replication-competent virus or off-target editing is named."""
    method, path = subject.entry(AnalyticalProcedure), subject.at("site")
    quality = subject.product.quality
    lines = [test for one in quality.specifications for test in one.tests if test.method == method.id]
    tests = {str(one.category) for one in lines if one.category in _RELEASE_CRITICAL}
    if method.potency:
        tests.add("potency")
    if not tests:
        yield no_concern(subject.path, "it tests neither potency, nor competent virus, nor editing elsewhere")
    elif method.site is None:
        yield falls_short(path, "not stated", "a site", tests=roles_in_words(frozenset(tests)))
    else:
        yield holds(path, method.site)
