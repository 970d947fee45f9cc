"""Which group of subjects the name of a population means."""

import pytest

from impd.checking.consistency.clinical.populations import group_of


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Healthy adults", "healthy_volunteers"),
        ("Women of childbearing potential", "women_of_childbearing_potential"),
        ("Women not of childbearing potential", ""),
        ("Women who cannot become pregnant", ""),
        ("Pregnant or breast-feeding women", "pregnant_or_breastfeeding"),
        ("Children from 1 year", "minors"),
        ("Minors", "minors"),
        ("Adults who cannot consent", "incapacitated"),
        ("Adults who lack capacity", "incapacitated"),
        ("Incapacitated adults", "incapacitated"),
        ("Adults with relapsed B-ALL", ""),
        ("Minority of fast metabolisers", ""),
        (None, ""),
    ],
)
def test_group_of_a_population(name, group):
    assert group_of(name) == group
