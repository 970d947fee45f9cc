"""The words for codes and the abbreviations: no misspelt code, no entry that a document would use by chance."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import yaml

from impd.dossier import ClinicalTrialApplication
from impd.dossier.shape import fields_of
from impd.resources import folder


def read(name):
    return yaml.safe_load((folder("templates") / "shared" / name).read_text(encoding="utf-8"))


def codes(model=ClinicalTrialApplication, seen=None):
    """Every coded term that the model knows."""
    seen = set() if seen is None else seen
    if model in seen:
        return set()
    seen.add(model)
    found = set()
    for name, field in fields_of(model).items():
        found |= codes(field.group, seen) if field.group else literals(model.model_fields[name].annotation)
    return found


def literals(annotation):
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {code for part in get_args(annotation) for code in literals(part)}


def test_words_belong_to_codes_of_the_model():
    words = read("words.yaml")
    assert {code for part, entries in words.items() if part != "country" for code in entries} - codes() == set()


def test_a_code_reads_the_same_wherever_it_stands():
    entries = [entry for part in read("words.yaml").values() for entry in part.items()]
    assert len({code for code, _ in entries}) == len(set(entries))


def test_countries_are_two_letter_codes():
    assert {code for code in read("words.yaml")["country"] if not (len(code) == 2 and code.isupper())} == set()


def test_abbreviations_are_no_ordinary_words():
    abbreviations = [short for part in read("abbreviations.yaml").values() for short in part]
    assert {short for short in abbreviations if short.isalpha() and short.islower()} == {"vg", "vp"}
