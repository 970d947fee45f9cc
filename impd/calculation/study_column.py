"""Which column of the matrix of expected non-clinical studies a product belongs to."""

from __future__ import annotations

from collections.abc import Callable

from impd.dossier.medicinal_product import MedicinalProduct

_VIRAL = {
    "aav": "aav",
    "adenovirus": "adenovirus_pox_herpes",
    "poxvirus": "adenovirus_pox_herpes",
    "herpesvirus": "adenovirus_pox_herpes",
    "lentivirus": "integrating_in_vivo",
    "gammaretrovirus": "integrating_in_vivo",
    "other_virus": None,
}
_NON_VIRAL = {
    "mrna": "mrna_lipid_nanoparticle",
    "lipid_nanoparticle": "mrna_lipid_nanoparticle",
    "plasmid": "plasmid",
    "polymer": "plasmid",
    "transposon": None,
    "other": None,
}
_MODIFIED = {
    "t_cell": "modified_immune_cells",
    "nk_cell": "modified_immune_cells",
    "other_immune_cell": "modified_immune_cells",
    "haematopoietic_stem_cell": "modified_haematopoietic_stem_cells",
}
_SOMATIC = {
    "mesenchymal_stromal_cell": "mesenchymal_cells",
    "pluripotent_derived_cell": "pluripotent_derived_cells",
}
_TISSUE = {
    "pluripotent_derived_cell": "pluripotent_derived_cells",
    "chondrocyte": "chondrocytes",
}


def study_column(product: MedicinalProduct) -> str | None:
    """The column of ``study_types.yaml`` for a product.

    None where the facts do not tell, or where the matrix has no column: bacterial vectors, and allogeneic or
    xenogeneic somatic cells that are neither mesenchymal nor derived from pluripotent cells.
    """
    known = _BY_CLASS.get(product.product_class or "")
    return known(product) if callable(known) else known


def _non_viral(product: MedicinalProduct) -> str | None:
    """By the vectors; by the plasmids only where no vector is registered."""
    if not product.quality.vectors and product.quality.plasmids:
        return "plasmid"
    return _by_vectors(product, _NON_VIRAL)


def _by_vectors(product: MedicinalProduct, columns: dict[str, str | None]) -> str | None:
    """The one column that all vectors of the active substance share; vectors of another kind do not count."""
    found = {
        columns[vector.family]
        for vector in product.quality.vectors
        if vector.role != "starting_material" and vector.family in columns
    }
    return found.pop() if len(found) == 1 else None


def _somatic(product: MedicinalProduct) -> str | None:
    cells = _cells(product)
    if cells is None or cells in _SOMATIC:
        return _SOMATIC.get(cells or "")
    return "autologous_somatic_cells" if product.atmp and product.atmp.donor_relation == "autologous" else None


def _tissue(product: MedicinalProduct) -> str | None:
    cells = _cells(product)
    return _TISSUE.get(cells, "tissue_engineered") if cells else None


def _cells(product: MedicinalProduct) -> str | None:
    return product.atmp.cells if product.atmp else None


_BY_CLASS: dict[str, str | Callable[[MedicinalProduct], str | None]] = {
    "chemical": "chemical",
    "biological": "biological",
    "gtmp_in_vivo_viral": lambda product: _by_vectors(product, _VIRAL),
    "gtmp_in_vivo_non_viral": _non_viral,
    "gtmp_in_vivo_editing": "editing_in_vivo",
    "gtmp_oncolytic": "oncolytic",
    "gtmp_ex_vivo": lambda product: _MODIFIED.get(_cells(product) or ""),
    "gtmp_ex_vivo_editing": "edited_cells",
    "sctmp": _somatic,
    "tep": _tissue,
}
