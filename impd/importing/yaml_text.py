"""YAML 1.2 with strict strings: every scalar stays text, so that ``NO``, ``010``, ``1.10`` and ``12:30`` survive.

An own composer over libyaml's event stream (PyYAML's parser written in Python where the C library is missing). It knows
the line of each key, refuses duplicate keys, and refuses by name what a dossier does not use: anchors, aliases,
merge keys and tags.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from impd.errors import InputFault, Problem
from impd.importing.source import Group, Listing, Source
from impd.importing.text import unprintable

_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))
_DEEPEST = 40
_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_WORDS = (
    ("mapping values are not allowed", 'a second ": " in one line', "Put the text in double quotes"),
    ("found character '\\t'", "a tab in the indentation", "Indent with spaces"),
    ("cannot start any token", "a text begins with a character that YAML reserves", "Put the text in double quotes"),
    ("could not find expected ':'", 'a key without ":"', 'Write "key: value", and check the line before'),
    ("unexpected end of stream", "a quotation mark or bracket is never closed", "Close it"),
    ("did not find expected key", "the indentation does not fit the lines above", "Align it, and close quotes"),
    ("<block end>", "the indentation does not fit the lines above", "Align it, and close quotes"),
    ("expected ',' or", "a list or group in brackets is not closed or lacks a comma", "Check its brackets and commas"),
    ("unknown escape", "an unknown escape after a backslash", "Write the backslash twice, or use single quotes"),
)


def compose_yaml(text: str, file: str) -> tuple[Group, list[Problem]]:
    """The mapping a YAML text holds, keys without value as None, and what is wrong with it."""
    try:
        return _Composer(text, file).document()
    except yaml.MarkedYAMLError as fault:
        raise InputFault([_in_plain_words(fault, text, file)]) from None
    except yaml.YAMLError as fault:
        raise InputFault([Problem(file, 0, f"no readable YAML: {fault}", "Correct the file")]) from None


def _in_plain_words(fault: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    words = str(fault.problem)
    if "cannot start any token" in words and "\t" in shown:
        return Problem(file, line, "a tab in the indentation", "Indent with spaces")
    for sign, message, remedy in _PLAIN_WORDS:
        if sign in words:
            return Problem(file, line, f"no readable YAML: {message}", remedy)
    return Problem(file, line, f"no readable YAML: {words}", "Correct the line or the one before")


class _Composer:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.next = _PARSER(text).get_event
        self.problems: list[Problem] = []

    def document(self) -> tuple[Group, list[Problem]]:
        """The one document of the stream; an empty one is an empty group."""
        self.next()
        event = self.next()
        if isinstance(event, StreamEndEvent):
            return Group(self.file, 1), []
        event = self.next()
        root = self.value(event, 0)
        self.next()
        event = self.next()
        if isinstance(event, DocumentStartEvent):
            self.refuse(event, "a second document in one file", 'Remove the line "---"')
        if root is None:
            root = Group(self.file, 1)
        if not isinstance(root, Group):
            raise InputFault([*self.problems, Problem(self.file, 1, "expected keys with values", "Write key: value")])
        return root, self.problems

    def refuse(self, event: Any, what: str, remedy: str) -> None:
        """Notes a fault at the line of an event."""
        self.problems.append(Problem(self.file, event.start_mark.line + 1, what, remedy))

    def value(self, event: Any, depth: int) -> Any:
        """Text, Group, Listing, or None for an empty scalar."""
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            text = event.value
            if event.implicit[0]:
                return None if text in _ABSENT else text
            return self.quoted(text, event)
        if kind is AliasEvent:
            self.refuse(event, f"the alias *{event.anchor} is not supported", "Write the value out")
            return None
        if event.anchor is not None:
            self.refuse(event, f"the anchor &{event.anchor} is not supported", "Remove it, and write values out")
        if event.tag is not None:
            self.refuse(event, f"the tag {event.tag} is not supported", "Remove it: every value is read as text")
        if kind is ScalarEvent:
            return self.quoted(event.value, event)
        if depth > _DEEPEST:
            raise InputFault([Problem(self.file, event.start_mark.line + 1, "nested too deeply", "Flatten it")])
        return self.group(event, depth + 1) if kind is MappingStartEvent else self.listing(event, depth + 1)

    def quoted(self, text: str, event: Any) -> str:
        """A text in quotes or as a block; escapes may hide what cannot be printed."""
        if event.style == '"' and (fault := unprintable(text)):
            self.refuse(event, fault, "Remove the escape")
        return text

    def group(self, start: Any, depth: int) -> Group:
        group = Group(self.file, start.start_mark.line + 1)
        lines = group.lines
        following = self.next
        while type(event := following()) is not MappingEndEvent:
            line = event.start_mark.line + 1
            plain = type(event) is ScalarEvent and event.anchor is None and event.tag is None
            key = event.value if plain and event.value != "<<" else self.key(event, depth)
            value = self.value(following(), depth)
            if key is None:
                continue
            if key in lines:
                message = f'the key "{key}" stands twice, first in line {lines[key]}'
                self.problems.append(Problem(self.file, line, message, "Remove one of them, or join the two"))
            else:
                group[key] = value
                lines[key] = line
        return group

    def key(self, event: Any, depth: int) -> str | None:
        """The key, or None for one that cannot be used, which is noted."""
        if not isinstance(event, ScalarEvent):
            self.refuse(event, "a key must be a word", "Write key: value; texts with { or [ need quotes")
            self.value(event, depth)
            return None
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self.refuse(event, "the merge key << is not supported", "Write the values out")
            return None
        if event.anchor is not None or event.tag is not None:
            self.value(event, depth)
        return key

    def listing(self, start: Any, depth: int) -> Listing:
        line = start.start_mark.line + 1
        listing = Listing(Source(self.file, line))
        while type(event := self.next()) is not SequenceEndEvent:
            listing.lines.append(event.start_mark.line + 1)
            listing.append(self.value(event, depth))
        return listing
