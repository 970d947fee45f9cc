"""When a conditional field of the CTIS form must be filled: proven, disproved, or open with the missing fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from impd.calculation.authorisation_region import country_in_union
from impd.calculation.ctis_product_conditions import PRODUCT_CONDITIONS
from impd.calculation.ctis_subject import FormSubject
from impd.calculation.ctis_values import ADVICE, form_of, sponsor_form, vulnerable_groups, vulnerable_population
from impd.calculation.proof import Proof, all_of, stated
from impd.dossier.ctis import ContactPoint, SiteForm, ThirdParty, TrialPeriod
from impd.dossier.trial_site import MemberState, TrialSite

Condition: TypeAlias = Callable[[FormSubject], Proof]


def always(_subject: FormSubject) -> Proof:
    """Every application."""
    return Proof(True, "always")


def is_modification(subject: FormSubject) -> Proof:
    """The application is a modification."""
    kind = subject.application.application_type
    if kind is None:
        return Proof(None, "the type of application is not stated", "application_type")
    return Proof(kind.endswith("modification"), f"the application is {kind.replace('_', ' ')}", "application_type")


def _trial_answer(name: str, words: str, subject: FormSubject) -> Proof:
    return stated(getattr(subject.application.trial, name), f"trial.{name}", words)


def _included(name: str, words: str, subject: FormSubject) -> Proof:
    includes = subject.application.trial.includes
    return stated(getattr(includes, name) if includes else None, f"trial.includes.{name}", words)


def _protocol_answer(name: str, words: str, subject: FormSubject) -> Proof:
    protocol = subject.application.trial.protocol
    return stated(getattr(protocol, name) if protocol else None, f"trial.protocol.{name}", words)


def _letter_answer(name: str, words: str, subject: FormSubject) -> Proof:
    letter = subject.application.cover_letter
    statement: Any = getattr(letter, name) if letter else None
    return stated(statement.applies if statement else None, f"cover_letter.{name}.applies", words)


def scope_is_other(subject: FormSubject) -> Proof:
    """The scope of the trial is "others"."""
    scopes = form_of(subject).scopes
    holds = "scope_other" in scopes if scopes else None
    words = f'"others" is {"" if holds else "not "}among the scopes' if scopes else "no scope is stated"
    return Proof(holds, words, "trial.ctis.scopes")


def has_third_countries(subject: FormSubject) -> Proof:
    """Subjects are enrolled outside the European Economic Area, as far as countries are stated."""
    countries = form_of(subject).third_countries
    return Proof(
        bool(countries), f"{len(countries) or 'no'} countries outside the EEA are stated", "trial.ctis.third_countries"
    )


def includes_children(subject: FormSubject) -> Proof:
    """Subjects of 0 to 17 years are included."""
    if "0_to_17_years" in form_of(subject).age_ranges:
        return Proof(True, "the age range is 0 to 17 years", "trial.ctis.age_ranges")
    return _included("minors", "minors are included", subject)


def has_vulnerable_population(subject: FormSubject) -> Proof:
    """A vulnerable population is included."""
    value = vulnerable_population(subject)
    if not value.values:
        return Proof(None, "it is not stated whether a vulnerable population is included", value.path)
    return Proof(value.values == ("yes",), f"vulnerable population: {value.values[0]}", value.path)


def has_other_vulnerable_group(subject: FormSubject) -> Proof:
    """The vulnerable group is "others"."""
    value = vulnerable_groups(subject)
    holds = "other_vulnerable_group" in value.values
    return Proof(holds, f'"others" is {"" if holds else "not "}among the vulnerable groups', value.path)


def period_is_blinded(subject: FormSubject) -> Proof:
    """The period is blinded."""
    period = subject.nearest(TrialPeriod)
    blinding = period.blinding if period else None
    if period is None or blinding is None:
        words = "no period is stated" if period is None else "blinding is not stated"
        return Proof(False if period is None else None, words, subject.at("blinding"))
    return Proof(blinding != "no_blinding", blinding.replace("_", " "), subject.at("blinding"))


def has_scientific_advice(subject: FormSubject) -> Proof:
    """Scientific advice was given: by the cover letter, else by the interactions of a product."""
    for product in subject.application.products:
        if any(one.procedure in ADVICE for one in product.interactions):
            return Proof(True, "scientific advice is among the interactions", f"products[{product.code}].interactions")
    return _letter_answer("scientific_advice", "scientific advice was given", subject)


def refers_to_other_sponsor(subject: FormSubject) -> Proof:
    """The application refers to one of another sponsor; silence on any application counts as none."""
    referred, path = subject.application.referred_application, "referred_application.of_other_sponsor"
    if referred is None or (referred.eu_ct_number is None and referred.of_other_sponsor is None):
        return Proof(False, "no associated application is stated", path)
    return stated(referred.of_other_sponsor, path, "the associated application is of another sponsor")


def sponsor_is_outside_union(subject: FormSubject) -> Proof:
    """The sponsor is not established in the Union or the European Economic Area."""
    inside = country_in_union(subject.application.sponsor.country)
    if inside is None:
        return Proof(None, "the country of the sponsor is not stated", "sponsor.country")
    return Proof(not inside, f"the sponsor is {'' if inside else 'not '}established in the Union", "sponsor.country")


def has_co_sponsors(subject: FormSubject) -> Proof:
    """There are several sponsors."""
    if subject.application.co_sponsors:
        return Proof(True, "there are co-sponsors", "co_sponsors")
    return stated(subject.application.sponsor.sole, "sponsor.sole", "the sponsor is the only one", wanted=False)


def fee_is_due(subject: FormSubject) -> Proof:
    """A member state concerned charges a fee."""
    states = subject.application.member_states
    for wanted in (True, None):
        for one in states:
            if one.fee_due is wanted:
                return stated(wanted, f"member_states[{one.country}].fee_due", f"{one.country} charges a fee")
    return Proof(False if states else None, "no member state charges a fee", "member_states")


_WAYS = {"phone": "telephone", "email": "e-mail"}


def _one_of_two(missing: str, other: str, group: Any, place: str) -> Proof:
    """Telephone or e-mail: the one is asked where the other is not given."""
    if group is not None and getattr(group, other) and not getattr(group, missing):
        return Proof(False, f"the {_WAYS[other]} is given", f"{place}.{other}")
    both = group is not None and getattr(group, other)
    return Proof(True, "both are given" if both else f"no {_WAYS[other]} is given", f"{place}.{missing}")


def _contact_needs(contact: str, missing: str, other: str, subject: FormSubject) -> Proof:
    point: ContactPoint | None = getattr(sponsor_form(subject), contact)
    return _one_of_two(missing, other, point, f"sponsor.ctis.{contact}")


def _representative_needs(missing: str, other: str, subject: FormSubject) -> Proof:
    asked = _contact_needs("legal_representative_contact", missing, other, subject)
    return all_of((sponsor_is_outside_union(subject), asked))


def _third_party_needs(missing: str, other: str, subject: FormSubject) -> Proof:
    party = subject.nearest(ThirdParty)
    if party is None:
        return Proof(False, "no third party is stated", subject.path)
    return _one_of_two(missing, other, party, subject.path)


def _site_needs(missing: str, other: str, subject: FormSubject) -> Proof:
    site = subject.nearest(TrialSite)
    return _one_of_two(missing, other, site.ctis or SiteForm() if site else None, f"{subject.path}.ctis")


def is_named(subject: FormSubject) -> Proof:
    """There is an entry that the field is about."""
    return Proof(subject.value is not None, "an entry is stated" if subject.value else "none is stated", subject.path)


def duty_is_other(subject: FormSubject) -> Proof:
    """The duty of a third party is "other"."""
    party = subject.nearest(ThirdParty)
    holds = "other_duty" in (party.duties if party else ())
    return Proof(holds, f'"other" is {"" if holds else "not "}among the duties', subject.at("duties"))


def insurance_is_due(subject: FormSubject) -> Proof:
    """No exemption from insurance is stated for the member state."""
    state = subject.nearest(MemberState)
    reason = state.insurance_exemption if state else None
    return Proof(reason is None, reason or "no exemption is stated", subject.at("insurance_exemption"))


def national_data_protection_is_asked(subject: FormSubject) -> Proof:
    """The member state asks for documents of its own on data protection."""
    state = subject.nearest(MemberState)
    words = "the member state asks for documents of its own on data protection"
    return stated(state.national_data_protection if state else None, subject.at("national_data_protection"), words)


_PAIRS = (("phone", "email"), ("email", "phone"))
CONDITIONS: Mapping[str, Condition] = {
    **{one.__name__: one for one in (
        always, is_modification, scope_is_other, has_third_countries, includes_children, has_vulnerable_population,
        has_other_vulnerable_group, period_is_blinded, has_scientific_advice, refers_to_other_sponsor,
        sponsor_is_outside_union, has_co_sponsors, fee_is_due, is_named, duty_is_other, insurance_is_due,
        national_data_protection_is_asked,
    )},
    **{f"{name}_contact_needs_{one}": partial(_contact_needs, f"{name}_contact", one, other)
       for name in ("scientific", "public", "union") for one, other in _PAIRS},
    **{f"representative_needs_{one}": partial(_representative_needs, one, other) for one, other in _PAIRS},
    **{f"third_party_needs_{one}": partial(_third_party_needs, one, other) for one, other in _PAIRS},
    **{f"site_needs_{one}": partial(_site_needs, one, other) for one, other in _PAIRS},
    "is_low_intervention": partial(_trial_answer, "low_intervention", "the trial is a low-intervention trial"),
    "includes_incapacitated": partial(_included, "incapacitated", "adults who cannot consent are included"),
    "includes_emergency": partial(_included, "emergency", "subjects are included in an emergency"),
    "has_safety_board": partial(_protocol_answer, "data_safety_monitoring_board", "there is a safety monitoring board"),
    "samples_are_collected": partial(_protocol_answer, "biological_samples", "biological samples are collected"),
    "is_part_of_paediatric_plan": partial(_letter_answer, "paediatric_investigation_plan",
                                          "the trial is part of a paediatric investigation plan"),
    **PRODUCT_CONDITIONS,
}  # fmt: skip
"""The named conditions of ``ctis_fields.yaml``."""
