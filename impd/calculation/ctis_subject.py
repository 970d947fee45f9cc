"""What a field of the CTIS form is about, and the fact that answers it, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from impd.calculation.authorisation_region import country_code
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path, item_key
from impd.dossier.trial_site import MemberState

SITES = "sites_of_member_state"
Around = TypeVar("Around", bound=Facts)


@dataclass(frozen=True, slots=True)
class FormSubject:
    """The group of facts that a field is about. ``value`` is None where the list it would stand in is empty.

    ``around`` are the groups it lies in, the nearest last: a device lies in its product.
    """

    application: ClinicalTrialApplication
    path: str = ""
    value: Facts | None = None
    around: tuple[Facts, ...] = ()

    def at(self, name: str) -> str:
        """The path of a fact below; an empty list is named as a whole."""
        return self.path if self.value is None and self.path else build_path(self.path, name)

    def nearest(self, kind: type[Around]) -> Around | None:
        """The group of that kind: the value itself, or one around it."""
        return next((one for one in (self.value, *reversed(self.around)) if isinstance(one, kind)), None)

    @property
    def product(self) -> MedicinalProduct:
        """The product that the field is about. Raises LookupError for a field about none."""
        found = self.nearest(MedicinalProduct)
        if found is None:
            raise LookupError(f"the field at {self.path or 'the application'} is about no product")
        return found

    @property
    def product_path(self) -> str:
        """The path of that product."""
        return f"products[{item_key(self.product, 0)}]"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What stands in a field: texts, or codes of our vocabulary where it has a code list; empty where nothing is known.

    ``path`` is the fact it comes from, or would; ``note`` says how it follows where it is not the fact itself.
    """

    values: tuple[str, ...]
    path: str
    note: str = ""


def root(application: ClinicalTrialApplication) -> FormSubject:
    """The application as a whole."""
    return FormSubject(application, "", application)


def subjects(around: FormSubject, pattern: str) -> list[FormSubject]:
    """What a pattern of paths leads to below a subject; a subject without value where that is nothing."""
    if not pattern:
        return [around]
    if pattern == SITES:
        return _sites(around)
    found = [around]
    for step in pattern.split("."):
        found = [below for one in found for below in _below(one, step)]
    if found:
        return found
    outer = (*around.around, around.value) if around.value is not None else around.around
    return [FormSubject(around.application, build_path(around.path, pattern.replace("[*]", "")), None, outer)]


def _below(subject: FormSubject, step: str) -> Iterator[FormSubject]:
    name, many = step.removesuffix("[*]"), step.endswith("[*]")
    value = getattr(subject.value, name) if subject.value is not None else None
    outer = (*subject.around, subject.value) if subject.value is not None else subject.around
    if many:
        for index, item in enumerate(value or ()):
            path = build_path(subject.path, f"{name}[{item_key(item, index)}]")
            yield FormSubject(subject.application, path, item, outer)
    elif value is not None:
        yield FormSubject(subject.application, build_path(subject.path, name), value, outer)


def _sites(around: FormSubject) -> list[FormSubject]:
    """The trial sites in the member state around; a site whose country is not stated is in none."""
    state = around.nearest(MemberState)
    outer = (*around.around, around.value) if around.value is not None else around.around
    wanted = country_code(state.country) if state else None
    found = [
        FormSubject(around.application, f"trial.sites[{item_key(site, index)}]", site, outer)
        for index, site in enumerate(around.application.trial.sites)
        if wanted and country_code(site.country) == wanted
    ]
    return found or [FormSubject(around.application, "trial.sites", None, outer)]


def fact_value(subject: FormSubject, fact: str) -> FieldValue:
    """The fact at a path below the subject, or below the application where it begins with a slash.

    Raises AttributeError for a name that the model does not have.
    """
    where = root(subject.application) if fact.startswith("/") else subject
    names = fact.removeprefix("/")
    value: Any = where.value
    for name in names.split("."):
        value = getattr(value, name) if value is not None else None
    return FieldValue(tuple(texts(value)), where.at(names))


def texts(value: Any) -> Iterator[str]:
    """A fact as the texts of a field: yes and no, each item of a list, a quantity with its unit."""
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield str(value)
