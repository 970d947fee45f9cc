"""What kind of product it is, in the facts of its classification: cells, donors, vectors, devices."""

from __future__ import annotations

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.product import Device
from impd.dossier.vocabulary import CellKind, DonorRelation

CLASSES_OF_CELLS = ("gtmp_ex_vivo", "gtmp_ex_vivo_editing", "sctmp", "tep")
"""The classes of products that contain living cells or tissues."""
VIRUSES = ("aav", "adenovirus", "lentivirus", "gammaretrovirus", "herpesvirus", "poxvirus", "other_virus")
"""The families of vectors that are viruses."""
INTEGRATING = ("lentivirus", "gammaretrovirus", "transposon")
"""The families of vectors that integrate into the genome."""


def donor_relation(product: MedicinalProduct) -> DonorRelation | None:
    """Whose cells they are: the patient's, another person's, an animal's; None where it is not stated."""
    return product.atmp.donor_relation if product.atmp else None


def kind_of_cells(product: MedicinalProduct) -> CellKind | None:
    """The kind of cells; None where it is not stated."""
    return product.atmp.cells if product.atmp else None


def is_autologous(product: MedicinalProduct) -> bool:
    """Whether the cells are stated to be the patient's own."""
    return donor_relation(product) == "autologous"


def integral_devices(product: MedicinalProduct) -> list[Device]:
    """The devices that are an integral part of the product."""
    return [one for one in product.quality.devices if one.role == "integral"]


def tested_products(application: ClinicalTrialApplication) -> list[MedicinalProduct]:
    """The products under test."""
    return [one for one in application.products if one.role == "test"]
