"""Several files to one dossier."""

from __future__ import annotations

import pytest

from impd.dossier.quality.quality import Quality
from impd.importing.merging import merge
from impd.importing.source import Group
from impd.importing.yaml_text import compose_yaml


def merged(*texts: str) -> tuple[Group, list[str]]:
    problems = []
    root = Group("none", 0)
    for number, text in enumerate(texts, 1):
        root = merge(root, compose_yaml(text, f"{number}.yaml")[0], Quality, problems)
    return root, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["sites: [{id: A}]", "batches: [{id: b}]"], "sites: [{id: A}]\nbatches: [{id: b}]"),
        (["sites: [{id: A}, {id: B}]", "sites: [{id: C}, {id: A, name: x}]"],
         "sites: [{id: A, name: x}, {id: B}, {id: C}]"),
        (["sites: [{id: A, roles: storage}]", "sites: [{id: A, roles: [storage]}]"],
         "sites: [{id: A, roles: storage}]"),
        (["boundary: {description: x}", "boundary: {continuous_process: true}"],
         "boundary: {description: x, continuous_process: true}"),
        (["batches: [{id: b, results: [{test: t}]}]", "batches: [{id: b, results: [{test: u}, {test: t, unit: g}]}]"],
         "batches: [{id: b, results: [{test: t, unit: g}, {test: u}]}]"),
        (["sites: [{id: A}]", "sites: [{id: A}, {id: A}]"], "sites: [{id: A}, {id: A}]"),
    ],
)  # fmt: skip
def test_files_are_joined_by_key(texts, whole):
    assert merged(*texts) == (compose_yaml(whole, "whole.yaml")[0], [])


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["sites: [{id: A, name: x}]", "sites:\n  - id: A\n    name: y"],
         '2.yaml:3: name: states "y", but 1.yaml:1 states "x". State it in one place only'),
        (["sites: [{id: A, roles: [storage]}]", "sites: [{id: A, roles: [import]}]"],
         "2.yaml:1: roles: states another value, but 1.yaml:1 states another value"),
        (["boundary: x", "boundary: {description: y}"],
         '2.yaml:1: boundary: states another value, but 1.yaml:1 states "x"'),
        (["sites: [{id: A, authorisations: [{number: x}]}]", "sites: [{id: A, authorisations: [{number: y}]}]"],
         "2.yaml:1: authorisations: states another value"),
    ],
)  # fmt: skip
def test_two_files_that_state_one_fact_differently_are_both_named(texts, line):
    _, problems = merged(*texts)
    assert len(problems) == 1
    assert problems[0].startswith(line)


def test_each_key_keeps_its_place():
    root, _ = merged("sites: [{id: A}]", "\nsites:\n  - id: A\n    name: x\n", "\n\nsites: [{id: A, country: NO}]")
    site = root["sites"][0]
    places = [str(site.source(key)) for key in ("id", "name", "country", "")]
    assert places == ["1.yaml:1", "2.yaml:4", "3.yaml:3", "1.yaml:1"]
