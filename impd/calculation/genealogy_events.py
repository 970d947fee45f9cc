"""What happened to a batch, bank or study and when, and the finding on two such events."""

from __future__ import annotations

from dataclasses import dataclass

from impd.calculation.genealogy_dates import Verdict, date_order, last_day
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.quality.control import Batch
from impd.dossier.quality.materials import Bank
from impd.dossier.quality.stability import StabilityStudy


@dataclass(frozen=True, slots=True)
class OrderFinding:
    """Two dates that must be in order, by fact path, whether they are, and a sentence that says so with its reason."""

    earlier: str
    later: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in words, the path of its date, and that date; an expiry holds until the end of its month."""

    words: str
    path: str
    date: str | None
    expiry: bool = False


def batch_event(path: str, batch: Batch, stage: str) -> Event:
    """A batch was manufactured, filled, tested or released, or expired."""
    words = "expired" if stage == "expiry" else f"was {stage}"
    return Event(f"batch {batch.id} {words}", f"{path}.{stage}", getattr(batch, stage), expiry=stage == "expiry")


def made_event(path: str, made: Batch | Bank) -> Event:
    """A batch was manufactured or a bank was laid down."""
    if isinstance(made, Batch):
        return batch_event(path, made, "manufactured")
    return Event(f"bank {made.id} was laid down", f"{path}.date", made.date)


def study_event(path: str, study: NonClinicalStudy | StabilityStudy, field: str) -> Event:
    """A study began, gave its first dose or ended."""
    words = {"started": "began", "first_dose": "gave its first dose", "ended": "ended"}[field]
    return Event(f"study {study.id} {words}", f"{path}.{field}", getattr(study, field))


def order_of(earlier: Event, later: Event) -> OrderFinding:
    """The finding on two events of which the first must not come after the second."""
    missing = [event.words for event in (earlier, later) if not event.date]
    if missing or not (earlier.date and later.date):
        return open_order(earlier, later, f"when {' and when '.join(missing)} is not stated")
    verdict = date_order(earlier.date, last_day(later.date) if later.expiry else later.date)
    if verdict == "cannot tell":
        return open_order(earlier, later, f"{earlier.date} against {later.date} leaves it open")
    first, second = (earlier, later) if verdict == "in order" else (later, earlier)
    how = "on the day on which" if earlier.date == later.date else "before"
    sentence = f"{first.words} ({first.date}) {how} {second.words} ({second.date})"
    expected = "" if verdict == "in order" else "; it must not"
    return OrderFinding(earlier.path, later.path, verdict, f"{_capital(sentence)}{expected}.")


def open_order(earlier: Event, later: Event, reason: str) -> OrderFinding:
    """The finding that cannot tell, with its reason."""
    sentence = f"cannot tell whether {earlier.words} before {later.words}: {reason}."
    return OrderFinding(earlier.path, later.path, "cannot tell", _capital(sentence))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
