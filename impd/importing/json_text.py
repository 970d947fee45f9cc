"""JSON with the line of each key; numbers keep their text, duplicate keys are refused."""

from __future__ import annotations

import bisect
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from impd.errors import InputFault, Problem
from impd.importing.source import Group, Listing, Source
from impd.importing.text import unprintable

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_DEEPEST = 40


def compose_json(text: str, file: str) -> tuple[Group, list[Problem]]:
    """The object a JSON text holds, null as None, and what is wrong with it. Raises InputFault where it is no JSON."""
    if not text.strip():
        return Group(file, 1), []
    reader = _Reader(text, file)
    try:
        root, end = reader.value(reader.skip(0), 0)
    except JSONDecodeError as fault:
        raise InputFault([reader.problem(fault.pos, f"no readable JSON: {fault.msg.lower()}")]) from None
    if reader.skip(end) != len(text):
        raise InputFault([reader.problem(reader.skip(end), "no readable JSON: text behind the end")])
    if not isinstance(root, Group):
        raise InputFault([Problem(file, 1, "expected an object", 'Write {"key": value}')])
    return root, reader.problems


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def line(self, position: int) -> int:
        return bisect.bisect_left(self.breaks, position) + 1

    def problem(self, position: int, message: str) -> Problem:
        return Problem(self.file, self.line(position), message, "Correct the line or the one before")

    def skip(self, position: int) -> int:
        return _SPACE.match(self.text, position).end()  # type: ignore[union-attr]

    def value(self, position: int, depth: int) -> tuple[Any, int]:
        """Text, Group, Listing or None, and the position behind it."""
        sign = self.text[position : position + 1]
        if sign == '"':
            return self.string(position)
        if depth > _DEEPEST:
            raise InputFault([self.problem(position, "nested too deeply")])
        if sign == "{":
            return self.group(position, depth + 1)
        if sign == "[":
            return self.listing(position, depth + 1)
        if match := _WORD.match(self.text, position):
            return (None if match[0] == "null" else match[0]), match.end()
        raise JSONDecodeError("expecting a value", self.text, position)

    def string(self, position: int) -> tuple[str, int]:
        text, end = scanstring(self.text, position + 1, True)
        if "\\" in self.text[position:end] and (fault := unprintable(text)):
            self.problems.append(self.problem(position, fault))
        return text, end

    def group(self, position: int, depth: int) -> tuple[Group, int]:
        group = Group(self.file, self.line(position))
        position = self.skip(position + 1)
        if self.text[position : position + 1] == "}":
            return group, position + 1
        while True:
            if self.text[position : position + 1] != '"':
                raise JSONDecodeError("expecting a key in double quotes", self.text, position)
            start = position
            key, position = self.string(position)
            position = self.skip(self.expect(":", self.skip(position)))
            value, position = self.value(position, depth)
            if key in group.lines:
                first = group.lines[key]
                self.problems.append(self.problem(start, f'the key "{key}" stands twice, first in line {first}'))
            else:
                group[key] = value
                group.lines[key] = self.line(start)
            position = self.skip(position)
            if self.text[position : position + 1] == "}":
                return group, position + 1
            position = self.skip(self.expect(",", position))

    def listing(self, position: int, depth: int) -> tuple[Listing, int]:
        listing = Listing(Source(self.file, self.line(position)))
        position = self.skip(position + 1)
        if self.text[position : position + 1] == "]":
            return listing, position + 1
        while True:
            listing.lines.append(self.line(position))
            value, position = self.value(position, depth)
            listing.append(value)
            position = self.skip(position)
            if self.text[position : position + 1] == "]":
                return listing, position + 1
            position = self.skip(self.expect(",", position))

    def expect(self, sign: str, position: int) -> int:
        if self.text[position : position + 1] != sign:
            raise JSONDecodeError(f'expecting "{sign}"', self.text, position)
        return position + 1
