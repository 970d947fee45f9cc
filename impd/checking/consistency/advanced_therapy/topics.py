"""Topics that a dossier of an advanced therapy must speak of, by the table ``schemas/eu_ctr_atmp/topics.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from impd.checking.lookups.statements import find, register_path
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.registry import check_of_table
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.resources import folder, well_formed
from impd.rules.yaml_lines import read_yaml


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must be said: how a finding names it, and the words that show it is said."""

    asks: str
    words: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Where a topic may be spoken of, its parts, and whether only a test with a limit counts."""

    places: tuple[str, ...]
    parts: tuple[Part, ...]
    limit: bool = False


def read_topics() -> dict[str, Topic]:
    """The topics by name. Raises TemplateFault when the table is unreadable."""
    file = folder("schemas") / "eu_ctr_atmp" / "topics.yaml"
    value, _ = read_yaml(file)
    with well_formed(file, "the table"):
        return {name: _topic(row, value["places"]) for name, row in value["topics"].items()}


def _topic(row: dict[str, Any], named: dict[str, list[str]]) -> Topic:
    """One row; a place that the table names stands for several registers."""
    places = tuple(one for place in row["in"] for one in named.get(place, [place]))
    parts = row.get("parts") or [row]
    return Topic(places, tuple(Part(one["asks"], one["words"]) for one in parts), bool(row.get("limit")))


def _is_spoken_of(subject: Subject, topic: Topic) -> Iterator[Observation]:
    """Every part of a topic is spoken of at one of its places."""
    for part in topic.parts:
        yield _seen(subject, topic, part)


def _seen(subject: Subject, topic: Topic, part: Part) -> Observation:
    known = subject.of_product
    found = find(known, topic.places, part.words, topic.limit)
    if found is not None:
        return holds(found.path, found.name)
    path = build_path(known.path, register_path(topic.places[0]))
    return falls_short(path, "not stated", part.asks, what=part.asks)


for _name, _topic_of in read_topics().items():
    _asked = ", ".join(part.asks for part in _topic_of.parts)
    check_of_table(_name, _is_spoken_of, _topic_of, told=f"The dossier states {_asked}.")
