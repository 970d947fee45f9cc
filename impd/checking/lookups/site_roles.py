"""What sites do: the roles that belong together, and the sites of a product that have them."""

from __future__ import annotations

from collections.abc import Collection

from impd.calculation.gmp_evidence import MANUFACTURE
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.manufacture import Site

AUTHORISED_IN_UNION = MANUFACTURE | {"import", "batch_release"}
"""Roles for which a site in the Union needs a manufacturing authorisation."""
DECLARED_OUTSIDE_UNION = MANUFACTURE | {"release_testing"}
"""Roles of a site outside the Union that a declaration of the qualified person covers."""
TESTING = frozenset({
    "release_testing", "stability_testing", "characterisation_testing", "starting_material_testing",
    "in_process_testing", "donor_testing",
})  # fmt: skip
MAKING_PRODUCT = frozenset({"product_manufacture", "fill_finish", "sterilisation"})


def sites_that(product: MedicinalProduct, roles: Collection[str]) -> list[Site]:
    """The sites of a product that have one of these roles."""
    return [one for one in product.quality.sites if set(roles).intersection(one.roles)]


def roles_in_words(roles: Collection[str]) -> str:
    """Roles as a reader calls them."""
    return ", ".join(sorted(one.replace("_", " ") for one in roles))
