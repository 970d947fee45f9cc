"""YAML 1.2 with strict strings."""

from __future__ import annotations

import pytest
import yaml

from impd.errors import InputFault
from impd.importing import yaml_text
from impd.importing.yaml_text import compose_yaml


@pytest.fixture(params=["CBaseLoader", "BaseLoader"], autouse=True)
def parser(request, monkeypatch):
    """Each test with the C library and without."""
    monkeypatch.setattr(yaml_text, "_PARSER", getattr(yaml, request.param))


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "010", "1.10", "12:30", "1e3", "0x1F", "2026-01-01",
     "<= -60 Cel", "-", "=", ".inf", "1_000", "null x"],
)  # fmt: skip
def test_a_scalar_stays_text(written):
    group, problems = compose_yaml(f"a: {written}\n" if written != "-" else "a: '-'\n", "f.yaml")
    assert (dict(group), problems) == ({"a": written}, [])


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_absent(written):
    assert dict(compose_yaml(f"a: {written}\n", "f.yaml")[0]) == {"a": None}


@pytest.mark.parametrize("written", ["''", "'null'", '"~"'])
def test_a_quoted_null_is_text(written):
    assert dict(compose_yaml(f"a: {written}\n", "f.yaml")[0]) == {"a": written[1:-1]}


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "~\n"])
def test_an_empty_file_states_nothing(text):
    assert compose_yaml(text, "f.yaml") == ({}, [])


def test_blocks_lists_and_lines():
    group, problems = compose_yaml("a: |\n  one\n  two\nb:\n  - x\n  - c: y\n    d: [p, q]\n", "f.yaml")
    assert problems == []
    assert group == {"a": "one\ntwo\n", "b": ["x", {"c": "y", "d": ["p", "q"]}]}
    assert [group.source("a").line, group.source("b").line] == [1, 4]
    assert [group["b"].source(0).line, group["b"].source(1).line, group["b"][1].source("d").line] == [5, 6, 7]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", 'f.yaml:3: the key "a" stands twice, first in line 1. Remove one of them'),
        ("a: &x 1\n", "f.yaml:1: the anchor &x is not supported"),
        ("a: &x 1\nb: *x\n", "f.yaml:2: the alias *x is not supported"),
        ("a: 1\nb:\n  <<: {c: 1}\n", "f.yaml:3: the merge key << is not supported"),
        ("a: !!int 5\n", "f.yaml:1: the tag tag:yaml.org,2002:int is not supported"),
        ("a: !python/object x\n", "f.yaml:1: the tag !python/object is not supported"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2: a second document in one file"),
        ("? {a: b}\n: c\n", "f.yaml:1: a key must be a word"),
        ('a: "\\x01"\n', "f.yaml:1: contains the control character U+0001"),
    ],
)
def test_what_a_dossier_does_not_use_is_refused_by_name(text, line):
    _, problems = compose_yaml(text, "f.yaml")
    assert any(str(problem).startswith(line) for problem in problems), problems


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("a:\n\t- b\n", "f.yaml:2: ", "Indent with spaces"),
        ("a: b: c\n", "f.yaml:1: ", "Put the text in double quotes"),
        ("a: @x\n", "f.yaml:1: ", "Put the text in double quotes"),
        ("a: 'b\n", "f.yaml:", "Close it"),
        ("a: [b, c\nd: e\n", "f.yaml:", "Check its brackets and commas"),
        ("a: 1\n  b: 2\n", "f.yaml:2: ", "Put the text in double quotes"),
        ("a:\n   - b\n  - c\n", "f.yaml:3: ", "Align it"),
        ("- a\n", "f.yaml:1: ", "Write key: value"),
        ("just words\n", "f.yaml:1: ", "Write key: value"),
        ("a: " + "[" * 100 + "]" * 100, "f.yaml:1: nested too deeply", "Flatten it"),
    ],
)
def test_broken_yaml_is_reported_with_its_line(text, place, remedy):
    with pytest.raises(InputFault) as fault:
        compose_yaml(text, "f.yaml")
    assert str(fault.value).startswith(place)
    assert remedy in str(fault.value)
