"""Sites and composition of a dossier that contradicts itself; where sites are named and where they lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from impd.checking.checker import Selection, check
from impd.checking.known import Known
from impd.checking.lookups.site_uses import site_uses
from impd.gaps import Outcome
from impd.importing.folder import read_folder
from impd.rules.packs import read_pack

DOSSIER = Path(__file__).resolve().parents[4] / "data" / "dx_pq_product"


@cache
def application():
    return read_folder(DOSSIER).application


@cache
def gaps():
    pack = read_pack()
    rules = frozenset(one for one in pack.rules if one.startswith(("Q-GMP-", "Q-CMP-")))
    found, _ = check(Known(application()), pack, lambda path: None, Selection(rules=rules))
    return [one for one in found if one.outcome == Outcome.GAP]


def findings(rule):
    return [one for one in gaps() if one.rule == rule]


def test_three_batches_were_made_at_a_site_that_is_not_among_the_manufacturers():
    found = findings("Q-GMP-13")
    assert [one.path.rpartition("batches")[2] for one in found] == ["[33445].site", "[33446].site", "[33447].site"]
    assert "Smolecule Pharma (Facility 8), which is not among the manufacturers of P.3.1" in found[0].message


def test_sites_that_are_only_named_have_no_role():
    assert [one.path.rpartition("sites")[2] for one in findings("Q-GMP-01-ROLE")] == [
        "[SMOLECULE].roles",
        "[MYSITE].roles",
    ]


def test_the_country_tells_which_sites_lie_outside_the_union():
    assert len(findings("Q-GMP-05")) == 4
    assert findings("Q-GMP-04") == []


def test_no_certificate_is_asked_for():
    assert findings("Q-GMP-07") == []


def test_batch_formula_adds_up_to_more_than_its_total():
    (only,) = findings("Q-CMP-03-TOTAL")
    assert (only.found, only.expected) == ("127.12 kg", "130.02 kg")
    assert findings("Q-CMP-03-LINE") == []


def test_no_percentage_follows_from_its_amount():
    found = findings("Q-CMP-02")
    assert [(one.found, one.expected) for one in found[:2]] == [("97.9", "8.44 %"), ("1", "80.56 %")]
    assert len(found) == 5


def test_base_cannot_come_from_less_salt():
    (only,) = findings("Q-CMP-06-STRENGTH")
    assert "20 mg of base cannot come from 15.2 mg of salt" in only.message


def test_film_coat_has_no_components():
    (only,) = findings("Q-CMP-05")
    assert "film coat" in only.message


def test_uses_of_a_site_are_found_in_lists_and_groups():
    product = application().products[0]
    uses = site_uses(product, "products[STELBAT-20]")
    assert "products[STELBAT-20].quality.batches[33445].site" in uses["SMOLECULE"]
    assert uses["AAA-LUMBERTON"][0] == "products[STELBAT-20].quality.drug_products[TAB-20].manufacturers[0]"
    assert "MYSITE" not in uses
