"""JSON with the line of each key."""

from __future__ import annotations

import pytest

from impd.errors import InputFault
from impd.importing.json_text import compose_json


def test_values_and_their_lines():
    text = '{\n "a": 1.10,\n "b": [true, null,\n  {"c": "x\\u00e9\\n"}],\n "d": -2E+3\n}\n'
    group, problems = compose_json(text, "f.json")
    assert problems == []
    assert group == {"a": "1.10", "b": ["true", None, {"c": "xé\n"}], "d": "-2E+3"}
    assert [group.source(key).line for key in "abd"] == [2, 3, 5]
    assert [group["b"].source(1).line, group["b"].source(2).line] == [3, 4]


@pytest.mark.parametrize("text", ["", " \n", "{}"])
def test_an_empty_file_states_nothing(text):
    assert compose_json(text, "f.json") == ({}, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,\n"a": 2}', 'f.json:2: the key "a" stands twice, first in line 1'),
        ('{"a": "\\ud800"}', "f.json:1: contains the control character U+D800"),
        ('{"a": "\\u0000"}', "f.json:1: contains the control character U+0000"),
    ],
)
def test_what_a_document_cannot_hold_is_named(text, line):
    _, problems = compose_json(text, "f.json")
    assert [str(problem).startswith(line) for problem in problems] == [True]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1\n', "f.json:2: "),
        ('{"a": 1,\n}', "f.json:2: "),
        ('{"a" 1}', "f.json:1: "),
        ("{a: 1}", "f.json:1: "),
        ('{"a": NaN}', "f.json:1: "),
        ('{"a": 01}', "f.json:1: "),
        ('{"a": [1 2]}', "f.json:1: "),
        ('{"a": "x\n"}', "f.json:1: "),
        ("[]", "f.json:1: "),
        ('"a"', "f.json:1: "),
        ('{"a": 1} x', "f.json:1: "),
        ('{"a": ' + "[" * 100, "f.json:1: nested too deeply"),
    ],
)
def test_broken_json_is_reported_with_its_line(text, place):
    with pytest.raises(InputFault) as fault:
        compose_json(text, "f.json")
    assert str(fault.value).startswith(place)
