"""The kinds of step of a site: each role belongs to one."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from impd.calculation.site_steps import STEPS, steps_of
from impd.dossier.quality.manufacture import Site
from impd.dossier.vocabulary import SiteRole


def test_each_role_belongs_to_one_kind_of_step():
    assert Counter(role for roles in STEPS.values() for role in roles) == Counter(get_args(SiteRole))


def test_steps_stand_in_the_order_of_manufacture():
    assert steps_of(Site(id="S", roles=("batch_release", "apheresis", "labelling", "packaging"))) == (
        "starting materials", "packaging", "release",
    )  # fmt: skip
    assert steps_of(Site(id="S")) == ()
