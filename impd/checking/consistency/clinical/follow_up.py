"""Long-term follow-up: planned, long enough for the kind of product, the same in protocol and consent."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.comparison import is_within, same_period
from impd.checking.lookups.kinds_of_product import INTEGRATING, kind_of_cells
from impd.checking.lookups.texts import quoted
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.human_experience import LongTermFollowUp
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quantity import Quantity


def usual_follow_up(product: MedicinalProduct) -> tuple[int, str] | None:
    """The usual years of follow-up of this kind of product, and what makes it that kind; None where none is usual."""
    families = {one.family for one in product.quality.vectors}
    kind, cells = product.product_class, kind_of_cells(product)
    if kind in ("gtmp_in_vivo_editing", "gtmp_ex_vivo_editing"):
        return 15, "genome editing"
    if kind and kind.startswith("gtmp") and families.intersection(INTEGRATING):
        return 15, "an integrating vector"
    if kind == "gtmp_in_vivo_viral" and "aav" in families:
        return 5, "a vector derived from adeno-associated virus"
    if cells == "pluripotent_derived_cell":
        return 5, "cells derived from pluripotent cells"
    return (1, "living cells") if kind in ("sctmp", "tep") else None


@check
def long_term_follow_up_is_planned(subject: Subject) -> Iterator[Observation]:
    """How long subjects are followed after the trial."""
    plan = subject.product.clinical.long_term_follow_up
    path = subject.at("clinical.long_term_follow_up.duration")
    if plan and plan.duration is not None:
        yield holds(path, plan.duration)
    else:
        yield falls_short(path, "not stated", "how long subjects are followed")


@check
def follow_up_lasts_as_usual(subject: Subject) -> Iterator[Observation]:
    """The follow-up is not shorter than usual for the kind of product."""
    plan, usual = subject.entry(LongTermFollowUp), usual_follow_up(subject.product)
    path = subject.at("duration")
    if plan.duration is None:
        return
    if usual is None:
        yield no_concern(path, "no usual length is known for this kind of product")
        return
    years, reason = usual
    fits = is_within(Quantity(value=str(years), unit="a"), plan.duration)
    if fits is None:
        yield untold(path, f"{plan.duration} cannot be compared with {years} years")
    elif fits:
        yield holds(path, plan.duration)
    else:
        yield falls_short(path, plan.duration, f"{years} {'year' if years == 1 else 'years'}", reason=reason)


@check
def follow_up_is_stated_alike(subject: Subject) -> Iterator[Observation]:
    """Protocol and consent state the length of the follow-up as the dossier does."""
    plan = subject.entry(LongTermFollowUp)
    if plan.duration is None:
        return
    below = f"{subject.of_product.path}.stated_elsewhere"
    for document in ("protocol", "informed_consent"):
        where = document.replace("_", " ")
        said = quoted(subject.product, document)
        stated = said.long_term_follow_up if said else None
        path = f"{below}[{document}].long_term_follow_up"
        same = same_period(stated, plan.duration) if stated else None
        if stated is None:
            yield untold(path, f"the length of the follow-up in the {where} is not quoted")
        elif same is None:
            yield untold(path, f"{stated} and {plan.duration} cannot be compared")
        else:
            yield holds(path, stated) if same else falls_short(path, stated, plan.duration, where=where)
