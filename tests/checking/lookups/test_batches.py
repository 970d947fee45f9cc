"""Batches that bear the same number are meant to be one."""

from __future__ import annotations

from impd.checking.known import KnownProduct
from impd.checking.lookups.batches import made_batches, namesakes
from impd.dossier.medicinal_product import MedicinalProduct

KNOWN = KnownProduct(
    MedicinalProduct.model_validate({
        "code": "P",
        "quality": {
            "drug_products": [{"id": "DP"}],
            "vectors": [{"id": "V", "role": "starting_material"}],
            "batches": [
                {"id": "b1", "number": "001", "subject": "DP"},
                {"id": "b2", "number": "001", "subject": "DP"},
                {"id": "b3", "number": "001", "subject": "V"},
                {"id": "b4", "subject": "DP"},
            ],
        },
    })
)  # fmt: skip


def test_batches_of_one_number_and_material_stand_together():
    assert [[one.id for one in entries] for entries in namesakes(KNOWN)] == [["b1", "b2"], ["b3"], ["b4"]]


def test_batches_of_starting_materials_are_not_made():
    assert [one.id for one in made_batches(KNOWN)] == ["b1", "b2", "b4"]
