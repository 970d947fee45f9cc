"""Containers and devices: whether they are those of the product, fit its sterility, strength and dose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.checking.comparison import names_the_same
from impd.checking.consistency.quality.stability.studies import container_words
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.product import Component, Container, Device, DrugProduct
from impd.dossier.quantity import Quantity

_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mg|µg|microgram|g)\b")
_PACK = re.compile(
    r"(?P<before>\d+(?:\.\d+)?)\s*mL\s+(?:glass |plastic |polypropylene |cryo(?:preservation |genic )?)?"
    r"(?:vial|bag|bottle|syringe|ampoule|cryobag|cryovial)", re.IGNORECASE,
)  # fmt: skip
_DEAD_VOLUME = re.compile(
    r"dead[- ]volume|hold[- ]?up|residual volume|flush|rins|prim(?:e|ing)|overfill", re.IGNORECASE
)


def _used(subject: Subject) -> set[str]:
    """The containers in which substances and products are kept."""
    quality = subject.product.quality
    stored = [one.container for one in quality.substances] + [one.container for one in quality.drug_products]
    return {one for one in stored if one}


@check
def batches_use_the_container(subject: Subject) -> Iterator[Observation]:
    """The batches of a drug product are filled in the container of that product."""
    product, path = subject.entry(DrugProduct), subject.at("container")
    filled = [one for one in subject.product.quality.batches if one.subject == product.id and one.container]
    if not filled:
        yield no_concern(path, "no batch states a container of its own")
        return
    if product.container is None:
        yield untold(path, "the container of the product is not stated")
        return
    expected = container_words(subject, product.container)
    for container in dict.fromkeys(one.container for one in filled if one.container):
        numbers = ", ".join(called(one) for one in filled if one.container == container)
        yield (
            holds(path, expected)
            if container == product.container
            else falls_short(path, container_words(subject, container), expected, container, batches=numbers)
        )


@check
def presentation_agrees_with_container(subject: Subject) -> Iterator[Observation]:
    """The volume of the container in the words of the presentation is that of the container, and holds the fill."""
    product = subject.entry(DrugProduct)
    container = subject.of_product.entry(Container, product.container)
    if container is None:
        yield untold(subject.at("container"), "the container of the product is not stated")
        return
    if container.volume is None:
        yield no_concern(subject.at("container"), "the container is described without a volume")
        return
    yield from _volumes(subject, product, container.volume)


def _volumes(subject: Subject, product: DrugProduct, volume: Quantity) -> Iterator[Observation]:
    stated = [Decimal(match["before"]) for match in _PACK.finditer(product.presentation or "")]
    own = _in_millilitres(volume)
    path = subject.at("presentation")
    if stated and own is not None:
        said = ", ".join(f"{one:f} mL" for one in stated)
        yield holds(path, said) if own in stated else falls_short(path, said, volume)
    fill = _in_millilitres(product.fill_volume) if product.fill_volume else None
    if fill is not None and own is not None and fill > own * 2:
        yield falls_short(subject.at("fill_volume"), product.fill_volume, f"no more than {volume} holds")
    else:
        yield holds(subject.at("container"), volume)


def _in_millilitres(volume: Quantity) -> Decimal | None:
    factor = conversion_factor(volume.unit, "mL")
    return EXACT.multiply(volume.number.low, factor) if factor and volume.number.high is None else None


@check
def container_parts_comply(subject: Subject) -> Iterator[Observation]:
    """Each part of a container that keeps a substance or product states what it complies with."""
    container = subject.entry(Container)
    if container.id not in _used(subject):
        yield no_concern(subject.path, "no substance or product is kept in it")
        return
    if not container.parts:
        yield falls_short(subject.at("parts"), "not stated", "the parts with their materials", "parts", part="any part")
    for part in container.parts:
        path = subject.at(f"parts[{part.name}].compliance")
        yield given(path, part.compliance, "a standard or a statement", part=part.name)


@check
def container_is_tight(subject: Subject) -> Iterator[Observation]:
    """The container of a sterile drug product has data on its integrity."""
    container = subject.entry(Container)
    keeps = [one for one in subject.product.quality.drug_products if one.container == container.id]
    path = subject.at("integrity")
    if not any(one.sterile for one in keeps):
        yield no_concern(path, "no sterile product is kept in it")
    else:
        yield given(path, container.integrity, "data on container closure integrity")


@check
def container_is_for_the_strength(subject: Subject) -> Iterator[Observation]:
    """The strengths that a container is described for are those of the product."""
    container = subject.entry(Container)
    words = f"{container.name or ''} {container.description or ''}"
    stated = set(_STRENGTH.findall(words)) if "strength" in words.lower() else set()
    own_words = " ".join(filter(None, (subject.product.strength,
                                       *(one.strength for one in subject.product.quality.drug_products))))  # fmt: skip
    own = set(_STRENGTH.findall(own_words))
    path = subject.at("description")
    if not stated or not own:
        yield no_concern(path, "the container is described for no strength, or the product has none in mass")
    elif stated & own:
        yield holds(path, ", ".join(map(" ".join, sorted(stated))))
    else:
        yield falls_short(path, ", ".join(map(" ".join, sorted(stated))), ", ".join(map(" ".join, sorted(own))))


@check
def dead_volume_is_accounted_for(subject: Subject) -> Iterator[Observation]:
    """Where a device gives a vector, the dossier says how much stays in it."""
    devices = [one for one in subject.product.quality.devices if one.role == "administration"]
    path = subject.at("quality.devices")
    if not devices:
        yield untold(path, "no device for administration is stated")
        return
    texts = [text for one in devices for text in (one.description, one.interaction, one.dimensions) if text]
    for one in subject.product.quality.drug_products:
        texts += [text for step in one.handling for text in (step.instruction, step.limit) if text]
        texts += [text for each in one.compatibility for text in (each.condition, each.result) if text]
        texts += [one.overfill] if one.overfill else []
    found = next((match[0] for text in texts if (match := _DEAD_VOLUME.search(text))), "")
    yield given(path, found, "the dead volume, or how it is flushed", name=called(devices[0]))


@check
def device_shows_conformity(subject: Subject) -> Iterator[Observation]:
    """An integral device has a manufacturer, and a certificate, evidence of the requirements or a notified body."""
    device = subject.entry(Device)
    yield given(subject.at("manufacturer"), device.manufacturer, "the manufacturer of the device")
    shown = device.ce_certificate or device.requirements_evidence or device.notified_body
    path = subject.at("ce_certificate" if device.ce_certificate else "requirements_evidence")
    yield given(path, shown, "a CE certificate, evidence of the general requirements or an opinion of a notified body")


@check
def device_is_used_as_intended(subject: Subject) -> Iterator[Observation]:
    """A device is used within its intended purpose, or the requirements are shown for this use."""
    device, path = subject.entry(Device), subject.at("within_intended_purpose")
    if device.within_intended_purpose:
        yield holds(path, "yes")
    elif device.requirements_evidence:
        yield holds(subject.at("requirements_evidence"), device.requirements_evidence)
    elif device.within_intended_purpose is None:
        yield untold(path, "it is not stated whether the device is used within its intended purpose")
    else:
        yield falls_short(path, "no", "evidence of the general requirements for this use")


@check
def device_is_in_the_composition(subject: Subject) -> Iterator[Observation]:
    """An integral device is named in the composition of the product, or among its devices."""
    device, quality = subject.entry(Device), subject.product.quality
    lines = [line for one in quality.drug_products for line in one.composition if _is_line_of(line, device)]
    path = f"{subject.of_product.path}.quality.drug_products"
    if lines:
        yield holds(path, lines[0].name)
    elif not any(one.composition for one in quality.drug_products):
        yield untold(path, "the composition of the product is not stated")
    else:
        yield falls_short(subject.path, "in no line of the composition", "a line with the device and its amount")


def _is_line_of(line: Component, device: Device) -> bool:
    """By reference, by function (carrier; integral medical device) or by name."""
    words = f"{line.function or ''} {line.part or ''}".lower()
    return line.material == device.id or "device" in words or names_the_same(line.name, called(device))


@check
def administration_device_states_its_status(subject: Subject) -> Iterator[Observation]:
    """A device for administration states its class or CE marking."""
    device = subject.entry(Device)
    stated = device.classification or device.ce_certificate
    path = subject.at("classification")
    yield given(path, stated, "class and CE marking")
