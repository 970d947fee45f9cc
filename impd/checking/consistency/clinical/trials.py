"""Clinical trials as the dossier lists them: register, dates, numbers of subjects, and this trial."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import is_earlier, names_the_same
from impd.checking.lookups.kinds_of_product import tested_products
from impd.checking.lookups.studies import earlier_trials
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.trial_summary import TrialSummary

REGISTER_BEFORE_START = "2022-01-31"
"""From here on a trial must be in a register before it starts (Regulation (EU) No 536/2014, Articles 25(6) and 99)."""
_NUMBER = len("2026-599901-42")  # what follows counts the applications
_REPEATED = re.compile(r"cross-?over|(?<!no )intra-?(?:subject|patient) escalation", re.IGNORECASE)
_NO_TRIALS = ("non_interventional", "compassionate_use")


@check
def trial_is_in_a_register(subject: Subject) -> Iterator[Observation]:
    """A public register or, for a trial begun before the Regulation applied, a publication (Article 25(6))."""
    trial, path = subject.entry(TrialSummary), subject.at("registrations")
    if trial.phase in _NO_TRIALS:
        yield no_concern(subject.at("phase"), f"{(trial.phase or '').replace('_', ' ')}; it is no clinical trial")
    elif trial.registrations:
        yield holds(path, ", ".join(one.number for one in trial.registrations))
    elif trial.started is None:
        yield falls_short(path, "not stated", "the number in a public register")
    elif is_earlier(trial.started, REGISTER_BEFORE_START) and trial.literature:
        yield holds(subject.at("literature"), ", ".join(trial.literature))
    else:
        yield falls_short(path, "not stated", "the number in a public register, or for a trial begun before "
                                              "2022-01-31 its publication")  # fmt: skip


@check
def trial_was_registered_before_it_began(subject: Subject) -> Iterator[Observation]:
    """The entry in the register lies before the start of the trial, by its dates or by statement."""
    trial, path = subject.entry(TrialSummary), subject.at("registered_before_start")
    dates = [one.registered for one in trial.registrations if one.registered]
    late = bool(dates and trial.started and all(is_earlier(trial.started, one) for one in dates))
    if trial.phase in _NO_TRIALS:
        yield no_concern(subject.at("phase"), f"{(trial.phase or '').replace('_', ' ')}; it is no clinical trial")
    elif late and trial.registered_before_start:
        yield falls_short(path, f"registered on {dates[0]}", f"a date before the start on {trial.started}", "dates")
    elif trial.started and is_earlier(trial.started, REGISTER_BEFORE_START):
        yield no_concern(subject.at("started"), f"begun on {trial.started}, before the Regulation applied")
    elif trial.registered_before_start or (dates and trial.started and any(
            is_earlier(one, trial.started) for one in dates)):  # fmt: skip
        yield holds(path, dates[0] if dates else "yes")
    elif trial.registered_before_start is None and not late:
        yield falls_short(path, "not stated", "that it was registered before it began")
    else:
        yield falls_short(path, f"registered on {dates[0]}" if late else "no", "before it began")


@check
def dates_of_trial_are_in_order(subject: Subject) -> Iterator[Observation]:
    """A trial ends, and its data are cut off, after it has begun."""
    trial = subject.entry(TrialSummary)
    for fact in ("ended", "data_cut_off"):
        date = getattr(trial, fact)
        if date is None or trial.started is None:
            continue
        path = subject.at(fact)
        if is_earlier(date, trial.started):
            yield falls_short(path, date, trial.started)
        else:
            yield holds(path, date)


@check
def subjects_flow_downwards(subject: Subject) -> Iterator[Observation]:
    """Not more subjects are given the product than enrolled, nor complete the trial than were given it."""
    trial = subject.entry(TrialSummary)
    for fact, above in (("exposed", "enrolled"), ("completed", "exposed"), ("exposed_out_of_specification", "exposed")):
        number, limit = getattr(trial, fact), getattr(trial, above)
        if number is None or limit is None:
            continue
        path = subject.at(fact)
        if number > limit:
            yield falls_short(path, number, limit, above=above)
        else:
            yield holds(path, number)


@check
def enrolment_is_as_planned(subject: Subject) -> Iterator[Observation]:
    """Not more subjects are enrolled than planned."""
    trial, path = subject.entry(TrialSummary), subject.at("enrolled")
    if trial.enrolled is not None and trial.planned is not None:
        fits = trial.enrolled <= trial.planned
        yield holds(path, trial.enrolled) if fits else falls_short(path, trial.enrolled, trial.planned)


@check
def exposure_adds_up_to_the_trial(subject: Subject) -> Iterator[Observation]:
    """The subjects of the exposure table are those whom the trial exposed."""
    trial, path = subject.entry(TrialSummary), subject.at("exposed")
    lines = [one for one in subject.product.clinical.exposure if one.trial == trial.id]
    if not lines:
        return
    if _REPEATED.search(f"{trial.design or ''} {trial.regimen or ''}"):
        yield no_concern(subject.at("design"), "a subject may have had several doses")
        return
    counted = [one.subjects for one in lines if one.subjects is not None]
    if trial.exposed is None:
        yield untold(path, f"it is not stated how many subjects {trial.id} exposed")
    elif len(counted) < len(lines):
        yield untold(subject.of_product.path + ".clinical.exposure", f"a dose of {trial.id} has no number of subjects")
    elif sum(counted) == trial.exposed:
        yield holds(path, trial.exposed)
    else:
        yield falls_short(path, trial.exposed, sum(counted))


@check
def subgroups_do_not_exceed_the_exposed(subject: Subject) -> Iterator[Observation]:
    """The categories of one trait hold not more subjects than were exposed."""
    clinical, path = subject.product.clinical, subject.at("clinical.subgroups")
    exposed = [one.subjects for one in clinical.exposure]
    totals: dict[str, int] = {}
    for one in clinical.subgroups:
        totals[one.characteristic] = totals.get(one.characteristic, 0) + (one.subjects or 0)
    if totals and (not exposed or None in exposed):
        yield untold(subject.at("clinical.exposure"), "the number of subjects exposed is not stated")
        return
    total = sum(one for one in exposed if one is not None)
    for trait, number in totals.items():
        if number > total:
            yield falls_short(path, number, total, trait, trait=trait)
        else:
            yield holds(path, f"{trait}: {number} of {total}")


@check
def this_trial_bears_the_number_of_the_application(subject: Subject) -> Iterator[Observation]:
    """The trial of this application is listed with its EU CT number."""
    trial, number = subject.entry(TrialSummary), subject.application.trial.eu_ct_number
    path = subject.at("registrations")
    if number is None:
        yield untold("trial.eu_ct_number", "the EU CT number of the trial is not stated")
    elif any(one.number[:_NUMBER] == number[:_NUMBER] for one in trial.registrations):
        yield holds(path, number)
    else:
        yield falls_short(path, ", ".join(one.number for one in trial.registrations) or "not stated", number)


@check
def this_trial_is_as_in_the_application(subject: Subject) -> Iterator[Observation]:
    """Phase, numbers, subjects and countries of this trial are those of the application."""
    trial, applied = subject.entry(TrialSummary), subject.application.trial
    includes = applied.includes
    pairs = {
        "phase": applied.phase,
        "planned": applied.planned_participants,
        "healthy_volunteers": includes.healthy_volunteers if includes else None,
        "minors": includes.minors if includes else None,
    }
    for fact, wanted in pairs.items():
        stated = getattr(trial, fact)
        if stated is not None and wanted is not None:
            path = subject.at(fact)
            yield holds(path, _said(stated)) if stated == wanted else falls_short(path, _said(stated), _said(wanted))
    countries = {one.country for one in subject.application.member_states}
    if trial.countries and countries:
        path, missing = subject.at("countries"), sorted(countries - set(trial.countries))
        given = ", ".join(trial.countries)
        yield falls_short(path, given, f"also {', '.join(missing)}") if missing else holds(path, given)


def _said(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@check
def this_trial_gives_the_product(subject: Subject) -> Iterator[Observation]:
    """The product given in this trial is the one of the dossier, by name, code or another name."""
    trial, product = subject.entry(TrialSummary), subject.product
    path = subject.at("investigational_product")
    others = [part.strip() for part in (product.other_names or "").split(";")]
    names = [product.name or "", product.code, *others]
    names += [name for one in product.quality.substances for name in (one.name, one.inn, one.code) if name]
    if trial.investigational_product is None:
        yield untold(path, "the product given in this trial is not named")
    elif any(names_the_same(trial.investigational_product, one) for one in names if one):
        yield holds(path, trial.investigational_product)
    else:
        yield falls_short(path, trial.investigational_product, product.name or product.code)


@check
def first_in_human_has_no_human_data(subject: Subject) -> Iterator[Observation]:
    """Where the product is said to be new to man, no trial has exposed subjects to it before."""
    clinical, path = subject.product.clinical, subject.at("clinical.first_in_human")
    if not clinical.first_in_human:
        yield no_concern(path, "the product was given to man before" if clinical.first_in_human is False else "")
        return
    before = [one.id for one in earlier_trials(subject.product) if one.exposed]
    before += [one.trial for one in clinical.exposure if one.subjects]
    tables = [name for name in ("adverse_events", "serious_events", "efficacy", "kinetics") if getattr(clinical, name)]
    if found := list(dict.fromkeys((*before, *(one.replace("_", " ") for one in tables)))):
        yield falls_short(path, ", ".join(found), "no data from man")
    else:
        yield holds(path, "no data from man")


@check
def stage_is_that_of_the_products(subject: Subject) -> Iterator[Observation]:
    """A first trial in man has a product that is new to man, and only such a trial has one."""
    stage, path = subject.application.trial.stage, subject.at("clinical.first_in_human")
    tested = tested_products(subject.application)
    stated, first = subject.product.clinical.first_in_human, stage == "exploratory_first_in_human"
    if stated is None or stage is None:
        yield untold(path if stated is None else "trial.stage", "it is not stated whether this is the first use in man")
    elif stated and not first:
        yield falls_short(path, "yes", f"stage = {stage.replace('_', ' ')}")
    elif first and not stated and all(one.clinical.first_in_human is False for one in tested):
        yield falls_short(path, "no", f"stage = {stage.replace('_', ' ')}")
    else:
        yield holds(path, "yes" if stated else "no")
