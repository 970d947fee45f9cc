"""What is known of a product: entries by kind and id, and answers that are worked out once."""

from __future__ import annotations

from impd.checking.known import KnownProduct, once
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Process

PRODUCT = MedicinalProduct.model_validate({
    "code": "P",
    "quality": {
        "sites": [{"id": "SITE", "name": "Works"}],
        "batches": [{"id": "B", "number": "001"}],
        "processes": [{"id": "PR"}],
    },
})  # fmt: skip


def test_an_entry_is_found_by_its_kind_and_id():
    known = KnownProduct(PRODUCT)
    assert known.entry(Batch, "B") == PRODUCT.quality.batches[0]
    assert known.entry(Process, "B") is None
    assert known.entry(Batch, None) is None


def test_an_id_is_told_by_the_name_or_number_of_its_entry():
    known = KnownProduct(PRODUCT)
    assert [known.called(one) for one in ("SITE", "B", "PR", "else")] == ["Works", "001", "PR", "else"]


def test_a_lookup_is_worked_out_once_for_each_product_and_question():
    asked = []

    @once
    def lookup(known, what):
        asked.append((known, what))
        return what

    one, other = KnownProduct(PRODUCT), KnownProduct(PRODUCT)
    assert [lookup(one, "a"), lookup(one, "a"), lookup(one, "b"), lookup(other, "a")] == ["a", "a", "b", "a"]
    assert asked == [(one, "a"), (one, "b"), (other, "a")]


def test_facts_stand_with_their_paths_in_the_application():
    assert ("products[P].quality.sites[SITE].name", "Works") in KnownProduct(PRODUCT).facts
