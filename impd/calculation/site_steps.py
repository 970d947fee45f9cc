"""Which kinds of step the sites of a product carry out, from their roles."""

from __future__ import annotations

from collections.abc import Mapping

from impd.dossier.quality.manufacture import Site
from impd.dossier.vocabulary import SiteRole

STEPS: Mapping[str, frozenset[SiteRole]] = {
    "starting materials": frozenset({
        "procurement", "apheresis", "donor_testing", "plasmid_manufacture", "vector_manufacture",
        "starting_material_manufacture", "cell_bank_manufacture", "bank_storage",
    }),
    "substance": frozenset({"substance_manufacture"}),
    "product": frozenset({"product_manufacture", "fill_finish", "sterilisation"}),
    "packaging": frozenset({"packaging", "labelling"}),
    "testing": frozenset({
        "release_testing", "stability_testing", "characterisation_testing", "starting_material_testing",
        "in_process_testing",
    }),
    "release": frozenset({"import", "batch_release"}),
    "other": frozenset({"storage", "distribution", "device_manufacture", "administration_site_preparation"}),
}  # fmt: skip
"""Each role belongs to one kind of step."""


def steps_of(site: Site) -> tuple[str, ...]:
    """The kinds of step of a site, in the order of manufacture; none where no role is stated."""
    return tuple(step for step, roles in STEPS.items() if roles.intersection(site.roles))
