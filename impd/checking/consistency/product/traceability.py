"""How long records that link donor, product and patient are kept, by the dossier and by other documents."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.lookups.texts import years_named
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.product_statements import DocumentStatement
from impd.dossier.quality.materials import Donor

_KEPT = 30
"""Years after the expiry date (Regulation (EC) No 1394/2007, Article 15)."""


@check
def traceability_lasts_thirty_years(subject: Subject) -> Iterator[Observation]:
    """Data that link donor, product and patient are kept for at least 30 years after the expiry date."""
    years, path = years_named(subject.entry(Donor).traceability), subject.at("traceability")
    yield _kept(path, max(years)) if years else falls_short(path, "not stated", f"at least {_KEPT} years")


@check
def quoted_traceability_lasts_thirty_years(subject: Subject) -> Iterator[Observation]:
    """Where another document names how long records of traceability are kept, it is at least 30 years."""
    if years := years_named(subject.entry(DocumentStatement).traceability):
        yield _kept(subject.at("traceability"), max(years))


def _kept(path: str, years: int) -> Observation:
    found = f"{years} years"
    return holds(path, found) if years >= _KEPT else falls_short(path, found, f"at least {_KEPT} years")


@check
def traceability_is_stated_alike(subject: Subject) -> Iterator[Observation]:
    """Other documents keep traceability records as many years as the dossier says of the donation."""
    own = [years for one in subject.product.quality.donors for years in years_named(one.traceability)]
    if not own:
        yield no_concern(subject.at("quality.donors"), "the dossier states no years")
        return
    for one in subject.product.stated_elsewhere:
        stated, path = years_named(one.traceability), subject.at(f"stated_elsewhere[{one.document}].traceability")
        if set(stated) & set(own):
            yield holds(path, f"{stated[0]} years")
        elif stated:
            yield falls_short(path, f"{stated[0]} years", f"{own[0]} years", where=one.document.replace("_", " "))
