"""How long the subjects of a kind of product are usually followed."""

import pytest

from impd.checking.consistency.clinical.follow_up import usual_follow_up
from impd.dossier.medicinal_product import MedicinalProduct


@pytest.mark.parametrize(
    ("kind", "family", "cells", "years"),
    [
        ("gtmp_ex_vivo", "lentivirus", "t_cell", 15),
        ("gtmp_in_vivo_editing", "lipid_nanoparticle", None, 15),
        ("gtmp_in_vivo_viral", "aav", None, 5),
        ("gtmp_in_vivo_viral", "adenovirus", None, None),
        ("gtmp_in_vivo_non_viral", "mrna", None, None),
        ("sctmp", None, "pluripotent_derived_cell", 5),
        ("tep", None, "chondrocyte", 1),
        ("biological", "lentivirus", None, None),
    ],
)
def test_usual_years(kind, family, cells, years):
    facts = {"code": "P", "product_class": kind, "atmp": {"cells": cells} if cells else {}}
    if family:
        facts["quality"] = {"vectors": [{"id": "V", "family": family}]}
    found = usual_follow_up(MedicinalProduct.model_validate(facts))
    assert (found[0] if found else None) == years
