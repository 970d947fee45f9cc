"""Part II, member state by member state: information, consent, sites, insurance, samples."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from impd.checking.national import alike, national_practice
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registered import NOT_REGISTERED, Covering, covering, path_of_document, registered
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
    if not isinstance(subject.this, MemberState):
        return
    if not subject.this.languages:
        yield untold(subject.at("languages"), "the languages in which subjects are informed are not stated")
    texts = registered(subject.application, CONSENT, covering(subject))
    for language in subject.this.languages:
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


@check
def information_is_for_each_reader(subject: Subject) -> Iterator[Observation]:
    """Information for minors, representatives and subjects in emergencies, where they take part."""
    includes = subject.application.trial.includes
    for group, readers in _READERS.items():
        answer = getattr(includes, group) if includes else None
        if answer is None:
            yield untold(f"trial.includes.{group}", f"it is not stated whether {group} subjects take part")
        for reader in readers if answer else ():
            about = Covering(member_state=getattr(subject.this, "country", ""), reader=reader)
            found = registered(subject.application, INFORMATION, about)
            words = reader.replace("_", " ")
            missing = falls_short(subject.path, NOT_REGISTERED, words, reader, reader=words)
            yield holds(subject.path, found[0].id) if found else missing
        if answer is False:
            yield no_concern(f"trial.includes.{group}", f"no {group} subjects take part")


@check
def information_covers_its_contents(subject: Subject) -> Iterator[Observation]:
    """Every content of Article 29(2), and the contact point and later use of data of Article 28."""
    consent = subject.application.trial.consent
    if consent is None or not consent.covers:
        yield untold("trial.consent.covers", "the contents of the information for subjects are not stated")
        return
    for item in DUTIES:
        yield covered(item, consent.covers)


def covered(item: str, covers: Collection[str]) -> Observation:
    """Whether the information for subjects covers one content."""
    words, path = item.replace("_", " "), "trial.consent.covers"
    return holds(path, words) if item in covers else falls_short(path, "not covered", words, item, item=words)


@check
def member_state_has_a_site(subject: Subject) -> Iterator[Observation]:
    """At least one trial site lies in the member state."""
    if isinstance(subject.this, MemberState):
        wanted = alike(subject.this.country)
        found = [one for one in subject.application.trial.sites if one.country and alike(one.country) == wanted]
        yield holds(subject.path, found[0].id) if found else falls_short(subject.path, "no site", "a trial site")


@check
def site_lies_in_a_member_state(subject: Subject) -> Iterator[Observation]:
    """The country of a trial site is a member state concerned."""
    if not isinstance(subject.this, TrialSite):
        return
    countries = [one.country for one in subject.application.member_states]
    path = subject.at("country")
    if subject.this.country is None:
        yield untold(path, f"the country of {subject.this.name or subject.this.id} is not stated")
    elif alike(subject.this.country) in map(alike, countries):
        yield holds(path, subject.this.country)
    else:
        yield falls_short(path, subject.this.country, ", ".join(countries) or "no member state is stated")


@check
def insurance_is_proven_or_waived(subject: Subject) -> Iterator[Observation]:
    """Proof of insurance for the member state, or the reason why none is needed (Article 76)."""
    if not isinstance(subject.this, MemberState):
        return
    found = registered(subject.application, ("insurance",), covering(subject))
    reason = subject.this.insurance_exemption
    path = subject.at("insurance_exemption")
    if found or reason:
        yield holds(path_of_document(found[0]) if found else path, found[0].id if found else reason)
    else:
        yield falls_short(path, NOT_REGISTERED, "proof of insurance, or why none is needed")


@check
def fee_is_proven(subject: Subject) -> Iterator[Observation]:
    """Proof of payment, except for a member state whose authority asks for none."""
    if not isinstance(subject.this, MemberState):
        return
    practice = national_practice(subject.this.country)
    found = registered(subject.application, ("fee",), covering(subject))
    if practice is not None and not practice.proof_of_payment:
        yield no_concern(subject.at("fee_due"), f"{subject.this.country} asks for no proof of payment")
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
    if isinstance(subject.this, TrialSite):
        trained, path = subject.this.good_clinical_practice_trained, subject.at("good_clinical_practice_trained")
        yield holds(path, "yes") if trained else falls_short(path, "not stated" if trained is None else "no", "yes")
