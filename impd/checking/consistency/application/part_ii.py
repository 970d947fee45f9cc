"""Part II, member state by member state: information, consent, sites, insurance, samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from impd.checking.lookups.national import alike, national_practice
from impd.checking.lookups.registered import NOT_REGISTERED, Covering, covering, path_of_document, registered
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.trial_site import MemberState, TrialSite
from impd.dossier.vocabulary import DocumentKind, Reader

CONSENT: tuple[DocumentKind, ...] = ("informed_consent",)
INFORMATION: tuple[DocumentKind, ...] = ("subject_information", "informed_consent")
"""A consent form often holds the information; an information sheet never holds the consent."""
DUTIES = (
    "nature_and_objectives", "benefits_and_risks", "right_to_withdraw", "conditions_and_duration", "alternatives",
    "damage_compensation", "eu_ct_number", "availability_of_results", "contact_point", "future_use_of_data",
)  # fmt: skip
"""Contents of the information under Article 28 and Article 29(2)."""
_READERS: dict[str, tuple[Reader, ...]] = {
    "minors": ("minors", "legal_representatives"),
    "incapacitated": ("legal_representatives",),
    "emergency": ("emergency_participants",),
}


@check
def consent_form_is_registered(subject: Subject) -> Iterator[Observation]:
    """A consent form for the member state."""
    found = registered(subject.application, CONSENT, covering(subject))
    if found:
        yield holds(path_of_document(found[0]), found[0].title or found[0].id)
    else:
        other = registered(subject.application, ("subject_information",), covering(subject))
        yield falls_short(subject.path, f"only {other[0].id}" if other else NOT_REGISTERED, "a consent form")


@check
def information_is_in_each_language(subject: Subject) -> Iterator[Observation]:
    """Information and consent in each language in which subjects of the member state are informed."""
    state = subject.entry(MemberState)
    if not state.languages:
        yield untold(subject.at("languages"), "the languages in which subjects are informed are not stated")
    texts = registered(subject.application, CONSENT, covering(subject))
    for language in state.languages:
        fitting = [one for one in texts if one.language == language]
        unknown = [one for one in texts if not one.language]
        path = subject.at("languages")
        if fitting:
            yield holds(path, fitting[0].id)
        elif unknown:
            yield untold(f"{path_of_document(unknown[0])}.language", f"the language of {unknown[0].id} is not stated")
        else:
            found = ", ".join(sorted({one.language or "" for one in texts})) or NOT_REGISTERED
            yield falls_short(path, found, language, language)


_GROUPS = {"minors": "minors", "incapacitated": "adults without capacity", "emergency": "subjects in emergencies"}


@check
def information_is_for_each_reader(subject: Subject) -> Iterator[Observation]:
    """Information for minors, representatives and subjects in emergencies, where they take part."""
    includes = subject.application.trial.includes
    for group, readers in _READERS.items():
        answer = getattr(includes, group) if includes else None
        if answer is None:
            yield untold(f"trial.includes.{group}", f"it is not stated whether {_GROUPS[group]} take part")
        for reader in readers if answer else ():
            about = Covering(member_state=getattr(subject.this, "country", ""), reader=reader)
            found = registered(subject.application, INFORMATION, about)
            words = reader.replace("_", " ")
            missing = falls_short(subject.path, NOT_REGISTERED, words, reader, reader=words)
            yield holds(subject.path, found[0].id) if found else missing
        if answer is False:
            yield no_concern(f"trial.includes.{group}", f"no {_GROUPS[group]} take part")


@check
def information_covers_its_contents(subject: Subject) -> Iterator[Observation]:
    """Every content of Article 29(2), and the contact point and later use of data of Article 28."""
    yield from information_covers(subject, DUTIES)


def information_covers(subject: Subject, contents: Iterable[str]) -> Iterator[Observation]:
    """Whether the information for subjects covers these contents, one by one."""
    consent, path = subject.application.trial.consent, "trial.consent.covers"
    if consent is None or not consent.covers:
        yield untold(path, "the contents of the information for subjects are not stated")
        return
    for item in contents:
        words = item.replace("_", " ")
        found = item in consent.covers
        yield holds(path, words) if found else falls_short(path, "not covered", words, item, item=words)


@check
def member_state_has_a_site(subject: Subject) -> Iterator[Observation]:
    """At least one trial site lies in the member state."""
    state = subject.entry(MemberState)
    wanted = alike(state.country)
    found = [one for one in subject.application.trial.sites if one.country and alike(one.country) == wanted]
    yield holds(subject.path, found[0].id) if found else falls_short(subject.path, "no site", "a trial site")


@check
def site_lies_in_a_member_state(subject: Subject) -> Iterator[Observation]:
    """The country of a trial site is a member state concerned."""
    site = subject.entry(TrialSite)
    countries = [one.country for one in subject.application.member_states]
    path = subject.at("country")
    if site.country is None:
        yield untold(path, f"the country of {called(site)} is not stated")
    elif not countries:
        yield untold("member_states", "no Member State concerned is stated")
    elif alike(site.country) in map(alike, countries):
        yield holds(path, site.country)
    else:
        yield falls_short(path, site.country, ", ".join(countries))


@check
def insurance_is_proven_or_waived(subject: Subject) -> Iterator[Observation]:
    """Proof of insurance for the member state, or the reason why none is needed (Article 76)."""
    state = subject.entry(MemberState)
    found = registered(subject.application, ("insurance",), covering(subject))
    reason = state.insurance_exemption
    path = subject.at("insurance_exemption")
    if found or reason:
        yield holds(path_of_document(found[0]) if found else path, found[0].id if found else reason)
    else:
        yield falls_short(path, NOT_REGISTERED, "proof of insurance, or why none is needed")


@check
def fee_is_proven(subject: Subject) -> Iterator[Observation]:
    """Proof of payment, except for a member state whose authority asks for none."""
    state = subject.entry(MemberState)
    practice = national_practice(state.country)
    found = registered(subject.application, ("fee",), covering(subject))
    if practice is not None and not practice.proof_of_payment:
        yield no_concern(subject.at("fee_due"), f"{state.country} asks for no proof of payment")
    elif found:
        yield holds(path_of_document(found[0]), found[0].id)
    else:
        yield falls_short(subject.path, NOT_REGISTERED, "proof of payment")


@check
def samples_are_covered(subject: Subject) -> Iterator[Observation]:
    """A statement on biological samples for the member state, or a section of the protocol."""
    protocol = subject.application.trial.protocol
    section = protocol.biological_samples_section if protocol else None
    found = registered(subject.application, ("biological_samples_statement",), covering(subject))
    if found or section:
        yield holds(subject.path, found[0].id if found else section)
    else:
        yield falls_short(subject.path, NOT_REGISTERED, "a statement, or the section of the protocol")


@check
def investigator_is_trained(subject: Subject) -> Iterator[Observation]:
    """The curriculum vitae of the investigator shows training in good clinical practice."""
    site = subject.entry(TrialSite)
    trained, path = site.good_clinical_practice_trained, subject.at("good_clinical_practice_trained")
    yield holds(path, "yes") if trained else falls_short(path, "not stated" if trained is None else "no", "yes")
