"""The panels of the table are those that have a check, and name only categories that there are."""

from __future__ import annotations

from typing import get_args

from impd.checking.consistency.quality.control.release_panels import PANELS, panels
from impd.dossier.vocabulary import TestCategory


def test_every_panel_has_a_check():
    assert set(panels()) == set(PANELS)


def test_panels_name_categories_of_the_vocabulary():
    named = {category for rows in panels().values() for owed in rows for category in owed.categories}
    assert named <= set(get_args(TestCategory))
