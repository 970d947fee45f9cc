"""The values of those fields of the CTIS form that are not a fact as it stands: trial and sponsors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from impd.calculation.ctis_product_values import PRODUCT_VALUES
from impd.calculation.ctis_subject import FieldValue, FormSubject, texts
from impd.dossier.ctis import ContactPoint, MedicalCondition, SponsorForm, ThirdParty, TrialForm
from impd.dossier.path import item_key
from impd.dossier.trial import CoSponsor
from impd.dossier.trial_site import TrialSite
from impd.dossier.vocabulary import CtisChange, SponsorDuty

Value: TypeAlias = Callable[[FormSubject], FieldValue]
_VULNERABLE = ("minors", "incapacitated", "pregnant_or_breastfeeding", "emergency")
ADVICE = frozenset({
    "innovation_task_force", "scientific_advice", "protocol_assistance", "joint_scientific_consultation",
    "parallel_fda_advice", "national_advice", "simultaneous_national_advice", "pre_application_advice",
})  # fmt: skip
"""Procedures in which an authority gives scientific advice."""


def form_of(subject: FormSubject) -> TrialForm:
    """What is stated about the trial for the form only."""
    return subject.application.trial.ctis or TrialForm()


def sponsor_form(subject: FormSubject) -> SponsorForm:
    """What is stated about the sponsor for the form only."""
    return subject.application.sponsor.ctis or SponsorForm()


def value_of(value: object, path: str, note: str = "") -> FieldValue:
    """A value of the form made of a fact or of what follows from it."""
    return FieldValue(tuple(texts(value)), path, note)


def phase(subject: FormSubject) -> FieldValue:
    """The phase, and for a phase I part what kind of trial it is."""
    trial = subject.application.trial
    if trial.phase not in ("I", "I/II"):
        return value_of(trial.phase, "trial.phase")
    kind, path, note = form_of(subject).phase_kind, "trial.ctis.phase_kind", ""
    first = next((one for one in subject.application.products if one.clinical.first_in_human), None)
    if kind is None and first is not None:
        kind, path = "first_administration", f"products[{item_key(first, 0)}].clinical.first_in_human"
        note = "from the phase and the first trial in humans"
    return value_of(f"{trial.phase} {kind}" if kind else None, path, note)


def male_subjects(subject: FormSubject) -> FieldValue:
    """Whether men or boys take part."""
    stated, includes = form_of(subject).male_subjects, subject.application.trial.includes
    if stated is None and includes is not None and includes.men is not None:
        return value_of(includes.men, "trial.includes.men")
    return value_of(stated, "trial.ctis.male_subjects")


def female_subjects(subject: FormSubject) -> FieldValue:
    """Whether women or girls take part; that no woman of childbearing potential does is no answer."""
    stated, includes = form_of(subject).female_subjects, subject.application.trial.includes
    if stated is None and includes is not None and includes.women_of_childbearing_potential:
        return value_of(True, "trial.includes.women_of_childbearing_potential")
    return value_of(stated, "trial.ctis.female_subjects")


def trial_group(subject: FormSubject) -> FieldValue:
    """Whether most subjects are patients or healthy volunteers."""
    includes = subject.application.trial.includes
    healthy = includes.healthy_volunteers if includes else None
    group = None if healthy is None else "healthy_volunteers" if healthy else "patients"
    return value_of(group, "trial.includes.healthy_volunteers", "from the subjects included" if group else "")


def vulnerable_groups(subject: FormSubject) -> FieldValue:
    """The vulnerable groups: as stated for the form, else those that the included subjects name."""
    stated = form_of(subject).vulnerable_groups
    includes = subject.application.trial.includes
    if stated or includes is None:
        return value_of(stated, "trial.ctis.vulnerable_groups")
    found = [
        group
        for group, holds in (
            ("not_able_to_consent", includes.incapacitated),
            ("emergency_situation", includes.emergency),
        )
        if holds
    ]
    return value_of(tuple(found), "trial.ctis.vulnerable_groups", "from the subjects included" if found else "")


def vulnerable_population(subject: FormSubject) -> FieldValue:
    """Whether a vulnerable population takes part: any group stated, or none of the four asked about."""
    if form_of(subject).vulnerable_groups:
        return value_of(True, "trial.ctis.vulnerable_groups", "from the groups")
    includes = subject.application.trial.includes
    if includes is None:
        return value_of(None, "trial.includes")
    answers = {name: getattr(includes, name) for name in _VULNERABLE}
    for wanted in (True, None):
        if name := next((one for one, answer in answers.items() if answer is wanted), ""):
            return value_of(wanted, f"trial.includes.{name}", "from the subjects included" if wanted else "")
    return value_of(False, "trial.includes", "from the subjects included")


def meddra_term(subject: FormSubject) -> FieldValue:
    """The MedDRA term of a condition with version, level and code."""
    one = subject.nearest(MedicalCondition)
    if one is None or one.meddra_term is None:
        return value_of(None, subject.at("meddra_term"))
    parts = [f"MedDRA {one.meddra_version}" if one.meddra_version else "", one.meddra_level, one.meddra_code]
    return value_of(", ".join(filter(None, (one.meddra_term, *parts))), subject.at("meddra_term"))


def advice_authorities(subject: FormSubject) -> FieldValue:
    """The bodies that gave scientific advice on any product."""
    for product in subject.application.products:
        bodies = tuple(dict.fromkeys(one.body for one in product.interactions if one.procedure in ADVICE and one.body))
        if bodies:
            return value_of(bodies, f"products[{item_key(product, 0)}].interactions")
    return value_of(None, "products")


def other_sponsor(subject: FormSubject) -> FieldValue:
    """The sponsor of the associated trial, which CTIS knows."""
    referred = subject.application.referred_application
    number = referred.eu_ct_number if referred and referred.of_other_sponsor else None
    words = f"filled in by CTIS for {number}" if number else None
    return value_of(words, "referred_application.eu_ct_number")


def third_country_subjects(subject: FormSubject) -> FieldValue:
    """The subjects outside the European Economic Area, when every country states its number."""
    counts = [one.planned_participants for one in form_of(subject).third_countries]
    known = [one for one in counts if one is not None]
    whole = sum(known) if counts and len(known) == len(counts) else None
    return value_of(whole, "trial.ctis.third_countries", "sum of the countries" if whole is not None else "")


def change_of(section: CtisChange, subject: FormSubject) -> FieldValue:
    """What a modification changed in a section of the form."""
    changes = {one.section: one.description for one in form_of(subject).section_changes}
    return value_of(changes.get(section), f"trial.ctis.section_changes[{section}]")


def organisation(name: str | None, number: str | None, place: str | None) -> str | None:
    """An organisation as it is looked up: its name with the numbers of OMS."""
    return ", ".join(filter(None, (name, number, place))) or None


def sponsor_organisation(subject: FormSubject) -> FieldValue:
    """The sponsor with its OMS numbers; the name alone does not find it."""
    sponsor, form = subject.application.sponsor, sponsor_form(subject)
    if form.organisation_id is None:
        return value_of(None, "sponsor.ctis.organisation_id")
    return value_of(organisation(sponsor.name, form.organisation_id, form.location_id), "sponsor.ctis.organisation_id")


def contact_organisation(contact: str, subject: FormSubject) -> FieldValue:
    """The organisation of a contact point: as stated, else the sponsor, once the contact point is stated."""
    point: ContactPoint | None = getattr(sponsor_form(subject), contact)
    if point is None or point.organisation:
        return value_of(point.organisation if point else None, f"sponsor.ctis.{contact}.organisation")
    return value_of(subject.application.sponsor.name, "sponsor.name", "the sponsor itself")


def same_contact(subject: FormSubject) -> FieldValue:
    """Whether scientific and public contact point are one."""
    form = sponsor_form(subject)
    same = form.scientific_contact == form.public_contact if form.scientific_contact and form.public_contact else None
    return value_of(same, "sponsor.ctis.scientific_contact", "the two compared" if same is not None else "")


def union_address(line: int, subject: FormSubject) -> FieldValue:
    """One line of the address of the contact point for the Union."""
    point = sponsor_form(subject).union_contact
    lines = point.address if point else ()
    return value_of(lines[line - 1] if len(lines) >= line else None, "sponsor.ctis.union_contact.address")


def third_party_organisation(subject: FormSubject) -> FieldValue:
    """A third party with its OMS numbers."""
    one = subject.nearest(ThirdParty)
    return value_of(organisation(one.name, one.organisation_id, one.location_id) if one else None, subject.at("name"))


def co_sponsor_organisation(subject: FormSubject) -> FieldValue:
    """A co-sponsor with its OMS numbers."""
    one = subject.nearest(CoSponsor)
    form = one.ctis if one and one.ctis else SponsorForm()
    words = organisation(one.name, form.organisation_id, form.location_id) if one else None
    return value_of(words, subject.at("name"))


def responsible(duty: SponsorDuty, subject: FormSubject) -> FieldValue:
    """The sponsors that took over one of the obligations of Article 72."""
    application = subject.application
    names = [
        (application.sponsor.name, application.sponsor.ctis),
        *((one.name, one.ctis) for one in application.co_sponsors),
    ]
    found = tuple(name for name, form in names if name and form and duty in form.responsible_for)
    return value_of(found, "sponsor.ctis.responsible_for")


def site_organisation(subject: FormSubject) -> FieldValue:
    """A trial site with its OMS numbers."""
    site = subject.nearest(TrialSite)
    form = site.ctis if site else None
    if site is None or form is None or form.organisation_id is None:
        return value_of(None, subject.at("ctis.organisation_id"))
    return value_of(organisation(site.name, form.organisation_id, form.location_id), subject.at("ctis.organisation_id"))


_CHANGES: tuple[CtisChange, ...] = (
    "identifiers_section", "trial_information_section", "protocol_section", "advice_section", "associated_section",
    "references_section", "sponsors_section", "products_section",
)  # fmt: skip
VALUES: Mapping[str, Value] = {
    **{f"change_of_{section}": partial(change_of, section) for section in _CHANGES},
    **{f"union_address_{line}": partial(union_address, line) for line in range(1, 5)},
    **{f"{name}_organisation": partial(contact_organisation, f"{name}_contact")
       for name in ("scientific", "public", "union")},
    **{one.__name__: one for one in (
        phase, male_subjects, female_subjects, trial_group, vulnerable_groups, vulnerable_population, meddra_term,
        advice_authorities, other_sponsor, third_country_subjects, sponsor_organisation, same_contact,
        third_party_organisation, co_sponsor_organisation, site_organisation,
    )},
    "responsible_for_authorisation": partial(responsible, "authorisation_procedures"),
    "responsible_as_contact": partial(responsible, "contact_for_questions"),
    "responsible_for_measures": partial(responsible, "corrective_measures"),
    **PRODUCT_VALUES,
}  # fmt: skip
"""The named functions of ``ctis_fields.yaml``."""
