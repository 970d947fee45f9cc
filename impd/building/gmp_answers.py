"""What the GMP statement of a product is told besides facts: the documents due, and the steps of each site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from impd.calculation.gmp_evidence import GmpEvidence, gmp_evidence, lies_in_union
from impd.calculation.site_steps import STEPS, steps_of
from impd.composing.answers import CalculatedRow
from impd.dossier import MedicinalProduct
from impd.dossier.quality.manufacture import Site
from impd.dossier.vocabulary import DocumentKind

_KINDS: Mapping[DocumentKind, str] = {
    "manufacturing_authorisation": "Authorisation of manufacture and import (Article 61)",
    "qp_declaration": "Declaration of the qualified person that manufacture follows standards at least equivalent",
    "gmp_national_evidence": "Evidence of compliance with national rules (Article 61(6))",
}
_LOCATION = {True: "EU or EEA", False: "Third country", None: ""}


def gmp_rows(product: MedicinalProduct) -> Iterator[tuple[tuple[str, str], tuple[CalculatedRow, ...]]]:
    """Documents by their kind, those due and those often asked for; sites by their id with their steps.

    Apart from all sites: those in third countries, and those in the Union that import or release.
    """
    path, found, sites = f"products[{product.code}]", gmp_evidence(product), product.quality.sites
    yield (path, "documents due"), tuple(_document(kind, path, found) for kind in found.documents)
    yield (path, "documents often asked for"), tuple(_document(kind, path, found) for kind in found.advisable)
    yield (path, "steps of sites"), tuple(_site(one, path) for one in sites)
    abroad = (one for one in sites if lies_in_union(one) is False)
    yield (path, "sites in third countries"), tuple(_site(one, path) for one in abroad)
    importing = (one for one in sites if lies_in_union(one) and "release" in steps_of(one))
    yield (path, "sites of import and release"), tuple(_site(one, path) for one in importing)


def _document(kind: DocumentKind, path: str, found: GmpEvidence) -> CalculatedRow:
    inputs = (f"{path}.authorisation", f"{path}.quality.sites", f"{path}.manufacturing_evidence")
    return CalculatedRow(kind, {"document": _KINDS[kind]}, inputs, found.reason)


def _site(site: Site, path: str) -> CalculatedRow:
    inputs = tuple(f"{path}.quality.sites[{site.id}].{name}" for name in ("country", "in_eea", "roles"))
    held = steps_of(site)
    cells = {step: "yes" if step in held else "" for step in STEPS}
    return CalculatedRow(site.id, {**cells, "location": _LOCATION[lies_in_union(site)]}, inputs, "roles of the site")
