"""Where the sites of a product are named: by steps, procedures, batches, manufacturers, banks, donors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path, item_key
from impd.dossier.shape import Field, fields_of

_SITES = "sites"


def site_uses(product: MedicinalProduct, path: str) -> dict[str, list[str]]:
    """The fact paths that name each site, by the id of the site, in the order of the model."""
    found: dict[str, list[str]] = {}
    for place, site in _uses(product, path):
        found.setdefault(site, []).append(place)
    return found


@cache
def _leading(model: type[Facts]) -> tuple[Field, ...]:
    """The fields that name sites, or hold groups that do."""
    fields = fields_of(model).values()
    return tuple(one for one in fields if _SITES in one.registers or (one.group and _leading(one.group)))


def _uses(group: Facts, path: str) -> Iterator[tuple[str, str]]:
    for field in _leading(type(group)):
        value = getattr(group, field.name)
        if field.group is None:
            yield from _named(value, build_path(path, field.name))
        elif field.many:
            for index, item in enumerate(value):
                yield from _uses(item, build_path(path, f"{field.name}[{item_key(item, index)}]"))
        elif value is not None:
            yield from _uses(value, build_path(path, field.name))


def _named(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The sites that one field names, each with its path."""
    if isinstance(value, tuple):
        yield from ((f"{path}[{index}]", str(one)) for index, one in enumerate(value))
    elif value is not None:
        yield path, str(value)
