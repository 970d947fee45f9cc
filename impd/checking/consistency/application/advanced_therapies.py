"""Advanced therapies in the application: GMO procedures, traceability, device part, site equipment."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.consistency.application.part_ii import information_covers
from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS, integral_devices, is_autologous
from impd.checking.lookups.national import national_practice
from impd.checking.lookups.registered import covering, registered
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, for_review, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.trial_site import MemberState, TrialSite


@check
def gmo_procedure_is_stated(subject: Subject) -> Iterator[Observation]:
    """Route and status of the procedure, and its dates as the status asks."""
    state = subject.entry(MemberState)
    procedure, path = state.gmo, subject.at("gmo")
    if procedure is None or procedure.route is None:
        yield falls_short(f"{path}.route", "not stated", "the route, or that none is required", fact="route")
        return
    if procedure.route == "not_required":
        yield holds(f"{path}.route", "not required")
        return
    wanted: dict[str, str | None] = {"status": procedure.status}
    if procedure.status in ("submitted", "approved", "refused"):
        wanted["submitted"] = procedure.submitted
    if procedure.status == "approved":
        wanted["approved"] = procedure.approved
    for fact, value in wanted.items():
        yield given(f"{path}.{fact}", value, fact, fact=fact)


@check
def gmo_comes_first_where_it_must(subject: Subject) -> Iterator[Observation]:
    """Approval before the application in the member states that are known to want it in this order."""
    state = subject.entry(MemberState)
    procedure, practice = state.gmo, national_practice(state.country)
    path = subject.at("gmo.status")
    if practice is None or not practice.gmo_before_application:
        yield no_concern(subject.at("country"), f"no such order is known of {state.country}")
    elif procedure is None or procedure.status is None:
        yield untold(path, "the status of the procedure is not stated")
    elif procedure.status == "approved" or procedure.route == "not_required":
        yield holds(path, procedure.status)
    else:
        yield falls_short(path, procedure.status.replace("_", " "), "approved")


@check
def gmo_route_is_usual(subject: Subject) -> Iterator[Observation]:
    """The route is one that the member state is known to use."""
    state = subject.entry(MemberState)
    procedure, practice = state.gmo, national_practice(state.country)
    path = subject.at("gmo.route")
    if practice is None or not practice.gmo_routes:
        yield no_concern(subject.at("country"), f"nothing is known of the routes of {state.country}")
    elif procedure is None or procedure.route is None:
        yield untold(path, "the route is not stated")
    elif procedure.route in practice.gmo_routes:
        yield holds(path, procedure.route)
    else:
        usual = " or ".join(one.replace("_", " ") for one in practice.gmo_routes)
        yield falls_short(path, procedure.route.replace("_", " "), usual)


@check
def traceability_is_described(subject: Subject) -> Iterator[Observation]:
    """The protocol says how product, donor and patient can be traced, or which section does."""
    said = [one.traceability for one in subject.product.stated_elsewhere if one.traceability]
    protocol = subject.application.trial.protocol
    section = next((one.section for one in protocol.points if one.point == "t"), None) if protocol else None
    path = subject.at("stated_elsewhere")
    if said or section:
        yield holds(path, said[0] if said else section)
    else:
        yield falls_short(path, "not stated", "how product, donor and patient are traced")


@check
def device_part_is_described(subject: Subject) -> Iterator[Observation]:
    """A device of the dossier is the integral part that makes the product a combined one."""
    devices = integral_devices(subject.product)
    path = subject.at("quality.devices")
    if devices:
        yield holds(path, called(devices[0]))
    else:
        yield falls_short(path, "no integral device", "a description of the device part")


@check
def site_can_handle_cells(subject: Subject) -> Iterator[Observation]:
    """The trial site is equipped for thawing, preparing and storing cells."""
    if any(one.product_class in CLASSES_OF_CELLS for one in subject.application.products):
        yield _equipped(subject, "cell_processing", "thawing, preparing and storing cells")


@check
def site_can_procure(subject: Subject) -> Iterator[Observation]:
    """It is stated whether tissue or cells of the patient are procured at the trial site."""
    site = subject.entry(TrialSite)
    if any(map(is_autologous, subject.application.products)):
        path = subject.at("procurement")
        if site.procurement is None:
            yield falls_short(path, "not stated", "yes or no", purpose="procurement of cells or tissue")
        elif site.procurement:
            yield holds(path, "yes")
        else:
            yield for_review(path, "no", purpose="procurement of cells or tissue")


@check
def site_can_contain_organisms(subject: Subject) -> Iterator[Observation]:
    """The trial site is equipped and notified for genetically modified organisms."""
    if any(one.atmp and one.atmp.genetically_modified_organism for one in subject.application.products):
        yield _equipped(subject, "gmo_containment", "genetically modified organisms")


def _equipped(subject: Subject, field: str, purpose: str) -> Observation:
    path, value = subject.at(field), getattr(subject.this, field)
    if value:
        return holds(path, "yes")
    return falls_short(path, "not stated" if value is None else "no", "yes", purpose=purpose)


@check
def consent_tells_of_advanced_therapy(subject: Subject) -> Iterator[Observation]:
    """What subjects must also know of an advanced therapy, as the class of the products asks."""
    yield from information_covers(subject, _wanted(subject.application.products))


def _wanted(products: tuple[MedicinalProduct, ...]) -> tuple[str, ...]:
    classes = {one.product_class or "" for one in products}
    gene = any(one.startswith("gtmp") for one in classes)
    cells = bool(classes.intersection(CLASSES_OF_CELLS))
    autologous = any(map(is_autologous, products))
    asked = {
        "irreversibility": True,
        "long_term_follow_up": gene or cells,
        "traceability_records": cells,
        "tissue_procurement": autologous,
        "shedding_and_contraception": any(one.startswith("gtmp_in_vivo") or one == "gtmp_oncolytic" for one in classes),
    }
    return tuple(item for item, wanted in asked.items() if wanted)


@check
def gmo_papers_are_kept(subject: Subject) -> Iterator[Observation]:
    """The application or decision on the organism is registered for the member state."""
    state = subject.entry(MemberState)
    procedure = state.gmo
    if procedure is None or procedure.status in (None, "not_submitted") or procedure.route == "not_required":
        return
    found = registered(subject.application, ("gmo_application", "gmo_decision"), covering(subject))
    path = subject.at("gmo.reference")
    yield holds(path, found[0].id) if found else falls_short(path, "not registered", "application or decision")
