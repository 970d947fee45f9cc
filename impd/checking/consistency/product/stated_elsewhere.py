"""What protocol, brochure, pharmacy manual, consent and label say of a product, against its own data."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.agreement import agrees_with_one
from impd.checking.comparison import agrees, names_the_same, plain, same_period, same_quantity, same_storage, same_terms
from impd.checking.lookups.texts import quoted
from impd.checking.observation import Observation, falls_short, for_review, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.product_statements import DocumentStatement
from impd.dossier.quality.product import Dose, DrugProduct
from impd.dossier.quantity import Quantity


def _where(subject: Subject) -> str:
    """The document, with the section that is compared."""
    statement = subject.entry(DocumentStatement)
    section = f", section {statement.section}" if statement.section else ""
    return f"{statement.document.replace('_', ' ')}{section}"


def _products(subject: Subject) -> tuple[DrugProduct, ...]:
    return subject.product.quality.drug_products


@check
def dose_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The lowest and the highest dose of another document are those of the dossier."""
    statement = subject.entry(DocumentStatement)
    doses = [one.dose for one in _products(subject) if one.dose]
    for field, end in (("minimum_dose", "lowest"), ("maximum_dose", "highest")):
        stated: Quantity | None = getattr(statement, field)
        if stated is not None:
            own = [dose for one in doses if (dose := _end(one, end)) is not None]
            unclear = f"the dose of the product is not stated in a unit comparable with {stated}"
            yield agrees_with_one(subject.at(field), stated, own, same_quantity, unclear, where=_where(subject))


def _end(dose: Dose, end: str) -> Quantity | None:
    """The lowest or the highest dose; a single dose is both."""
    own = dose.minimum if end == "lowest" else dose.maximum
    return own or dose.target


@check
def route_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The route of administration of another document is that of the dossier."""
    statement, own = subject.entry(DocumentStatement), subject.product.route
    path = subject.at("route")
    if not statement.route:
        yield no_concern(path, "the document states no route")
    elif not own:
        yield untold(f"{subject.of_product.path}.route", "the route of the product is not stated")
    elif same_terms(statement.route, own):
        yield holds(path, ", ".join(statement.route))
    else:
        yield falls_short(path, ", ".join(statement.route), ", ".join(own), where=_where(subject))


@check
def form_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The pharmaceutical form of another document is that of the dossier."""
    statement = subject.entry(DocumentStatement)
    own = [one for one in (subject.product.pharmaceutical_form, *(p.pharmaceutical_form for p in _products(subject)))
           if one]  # fmt: skip
    yield from _compared_text(subject, "pharmaceutical_form", statement.pharmaceutical_form, own)


def _compared_text(subject: Subject, field: str, stated: str | None, own: list[str]) -> Iterator[Observation]:
    path = subject.at(field)
    if stated is None:
        yield no_concern(path, "the document does not state it")
    elif not own:
        yield untold(subject.of_product.path, f"the {field.replace('_', ' ')} of the product is not stated")
    elif plain(stated) in map(plain, own):
        yield holds(path, stated)
    else:
        yield falls_short(path, stated, own[0], where=_where(subject))


@check
def storage_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The storage that another document states is that of the dossier."""
    statement, path = subject.entry(DocumentStatement), subject.at("storage")
    own = [one.storage for one in _products(subject) if one.storage]
    if statement.storage is None:
        yield no_concern(path, "the document does not state it")
        return
    if not own:
        yield untold(f"{subject.of_product.path}.quality.drug_products", "the storage of the product is not stated")
        return
    unclear = f'"{statement.storage}" and "{own[0]}" name no temperatures to compare'
    yield agrees_with_one(path, statement.storage, own, same_storage, unclear, where=_where(subject))


@check
def handling_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """Volume and time of administration of another document are those of the dossier."""
    statement = subject.entry(DocumentStatement)
    doses = [one.dose for one in _products(subject) if one.dose]
    for field in ("volume", "administration_time"):
        stated: Quantity | None = getattr(statement, field)
        if stated is None:
            continue
        path, own = subject.at(field), [value for one in doses if (value := getattr(one, field)) is not None]
        yield agrees_with_one(path, stated, own, agrees, _not_comparable(field), where=_where(subject))


def _not_comparable(field: str) -> str:
    return f"the {field.replace('_', ' ')} of the product is not stated in a comparable unit"


@check
def shelf_life_elsewhere_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """Shelf life and time in use of another document are those of the dossier."""
    for field in ("shelf_life", "in_use_shelf_life"):
        stated: Quantity | None = getattr(subject.entry(DocumentStatement), field)
        if stated is not None:
            own = [value for one in _products(subject) if (value := getattr(one, field)) is not None]
            unclear, where = _not_comparable(field), _where(subject)
            yield agrees_with_one(subject.at(field), stated, own, same_period, unclear, where=where)


@check
def vector_in_gmo_application_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The application for genetically modified organisms names the vector and transgene of the dossier."""
    statement, quality = subject.entry(DocumentStatement), subject.product.quality
    names = [name for one in quality.vectors for name in (one.name, one.id) if name]
    names += [name for one in quality.substances for name in (one.name, one.code) if name]
    transgenes = [one.transgene for one in quality.vectors if one.transgene]
    transgenes += [part.name for one in quality.vectors for part in one.elements]
    for field, stated, own in (("vector", statement.vector, names), ("transgene", statement.transgene, transgenes)):
        path = subject.at(field)
        if stated is None:
            yield untold(path, f"the {field} that the application names is not stated")
        elif not own:
            yield untold(f"{subject.of_product.path}.quality.vectors", f"the {field} of the product is not stated")
        elif any(names_the_same(stated, one) for one in own):
            yield holds(path, stated)
        else:
            yield falls_short(path, stated, own[0], where=_where(subject))


@check
def device_elsewhere_is_described(subject: Subject) -> Iterator[Observation]:
    """The device with which another document has the product given is one of the dossier."""
    statement, path = subject.entry(DocumentStatement), subject.at("device")
    own = [one.name for one in subject.product.quality.devices if one.name]
    if statement.device is None:
        yield no_concern(path, "the document names no device")
    elif any(names_the_same(statement.device, one) for one in own):
        yield holds(path, statement.device)
    else:
        yield falls_short(path, statement.device, ", ".join(own) or "a device in the dossier", where=_where(subject))


@check
def out_of_specification_policy_is_stated_alike(subject: Subject) -> Iterator[Observation]:
    """What happens with a batch outside its specification stands in the dossier, the protocol and the consent."""
    own = [one.out_of_specification_policy for one in subject.product.quality.specifications]
    if not any(own):
        yield falls_short(subject.at("quality.specifications"), "nothing", "a policy", where="the dossier")
    for document in ("protocol", "informed_consent"):
        said = quoted(subject.product, document)
        where = document.replace("_", " ")
        if said is None:
            yield untold(subject.at("stated_elsewhere"), f"the {where} is not quoted")
        elif said.out_of_specification_policy:
            yield for_review(f"{subject.at('stated_elsewhere')}[{document}].out_of_specification_policy",
                             said.out_of_specification_policy, where=f"the {where}")  # fmt: skip
        else:
            yield falls_short(f"{subject.at('stated_elsewhere')}[{document}].out_of_specification_policy",
                              "nothing", "a policy", where=f"the {where}")  # fmt: skip
