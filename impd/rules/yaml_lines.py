"""YAML of ours with the line of each value, so that a fault in a rule names file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import yaml

from impd.errors import TemplateFault

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN = "tag:yaml.org,2002:bool"
Location: TypeAlias = tuple[str | int, ...]


class Lines:
    """The line of each value of one file, by keys and list positions."""

    def __init__(self, file: Path, lines: dict[Location, int]) -> None:
        self.file = file
        self._lines = lines

    def at(self, location: Location) -> int:
        """The line of the value, or of what lies nearest around it."""
        while location not in self._lines and location:
            location = location[:-1]
        return self._lines.get(location, 1)

    def has(self, location: Location) -> bool:
        """Whether the file holds a value there."""
        return location in self._lines

    def fault(self, location: Location, what: str, remedy: str = "Correct the entry") -> TemplateFault:
        """A fault of this file at the line of a value."""
        return TemplateFault(f"{self.file.name}:{self.at(location)}: {what}", f"{remedy}.")


def read_yaml(file: Path) -> tuple[Any, Lines]:
    """The value of a YAML file and the lines of its parts. Raises TemplateFault, duplicate keys included."""
    try:
        loader = _LOADER(file.read_text(encoding="utf-8"))
        node = loader.get_single_node()
    except (OSError, UnicodeDecodeError) as fault:
        raise TemplateFault(f"{file.name}: cannot be read: {fault}", "Restore the file.") from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        reason = " ".join(str(getattr(fault, "problem", fault)).split())
        raise TemplateFault(f"{file.name}{line}: no readable YAML: {reason}", "Correct the file.") from None
    lines: dict[Location, int] = {}
    value = _value(node, loader, (), Lines(file, lines), lines) if node else None
    return value, Lines(file, lines)


def _value(node: Any, loader: Any, location: Location, where: Lines, lines: dict[Location, int]) -> Any:
    lines[location] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, loader, (*location, index), where, lines) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, item in node.value:
            key = _scalar(key_node, loader)
            lines[(*location, key)] = key_node.start_mark.line + 1
            if key in found:
                raise where.fault((*location, key), f'the key "{key}" is given twice', "Remove one")
            found[key] = _value(item, loader, (*location, key), where, lines)
            lines[(*location, key)] = key_node.start_mark.line + 1
        return found
    return _scalar(node, loader)


def _scalar(node: Any, loader: Any) -> Any:
    """A scalar as YAML 1.2 reads it: only true and false are yes and no, so that NO is Norway and off is a word."""
    if node.tag == _BOOLEAN and node.value.lower() not in ("true", "false"):
        return node.value
    return loader.construct_object(node, deep=True)
