"""The materials of a product by category and by origin."""

from __future__ import annotations

from collections.abc import Collection

from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.materials import Material

RUMINANT = frozenset({"bovine", "ovine_caprine"})
"""Origins that can carry agents of transmissible spongiform encephalopathies."""
EXCIPIENTS = ("excipient", "capsule_shell")


def materials_of(product: MedicinalProduct, *categories: str) -> list[Material]:
    """The materials of these categories, in use or not."""
    return [one for one in product.quality.materials if one.category in categories]


def used_materials(product: MedicinalProduct, *categories: str) -> list[Material]:
    """The materials of these categories, those left out that are stated not to be used."""
    return [one for one in materials_of(product, *categories) if not one.not_used_reason]


def materials_from(product: MedicinalProduct, origins: Collection[str]) -> list[Material]:
    """The materials of one of these origins."""
    return [one for one in product.quality.materials if set(origins).intersection(one.origin)]
