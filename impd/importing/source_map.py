"""From a fact to the place where the sponsor states it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.path import Step, build_path, parse_path
from impd.dossier.shape import Location, as_key, fields_of, key_of
from impd.importing.source import Group, Listing, Source

# The last step of a path whose key needs no quotes: splits most paths without parsing them.
_LAST = re.compile(r"(?:(?P<before>.*)\.)?(?P<name>[A-Za-z_]\w*)(?:\[(?P<key>[^\[\]\"\\]+)\])?")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a path led to: the value as read, the kind of group it is, its place; ``whole`` if to the end."""

    value: Any
    model: type[Facts] | None
    source: Source | None
    whole: bool = True


class SourceMap:
    """Leads from a fact to the file and line, or cell, where the sponsor states it. Works out each place when asked."""

    def __init__(self, root: Group) -> None:
        self._root = root
        self._groups = {"": _Found(root, ClinicalTrialApplication, None)}
        self._positions: dict[int, dict[tuple[str, ...], int]] = {}

    def locate(self, path: str) -> Source | None:
        """The place of that fact, else of the nearest group around it; None if the dossier states nothing of it.

        Raises UsageFault for what is no fact path.
        """
        before, step = _split(path)
        return self._enter(self._group(before), step).source

    def at(self, location: Location) -> Source:
        """The place of the value at these field names and list positions, or of what lies nearest around it."""
        value: Any = self._root
        source = self._root.source()
        for step in location:
            if isinstance(value, Group) and step in value:
                source = value.source(str(step))
            elif isinstance(value, Listing) and isinstance(step, int) and step < len(value):
                source = value.source(step)
            else:
                break
            value = value[step]
        return source

    def _group(self, path: str) -> _Found:
        """A group that others lie in; remembered, as many facts lie in one."""
        found = self._groups.get(path)
        if found is None:
            before, step = _split(path)
            found = self._groups[path] = self._enter(self._group(before), step)
        return found

    def _enter(self, found: _Found, step: Step) -> _Found:
        """One step further, or the same place where the dossier states no more."""
        group = found.value
        if not found.whole or not isinstance(group, Group) or step.name not in group:
            return _Found(None, None, found.source, whole=False)
        source = group.source(step.name)
        value = group[step.name]
        field = fields_of(found.model).get(step.name) if found.model else None
        model = field.group if field else None
        if not step.key or not isinstance(value, Listing):
            return _Found(value, model, source)
        index = self._position(value, model, step.key)
        if index is None:
            return _Found(None, None, source, whole=False)
        return _Found(value[index], model, value.source(index))

    def _position(self, listing: Listing, model: type[Facts] | None, key: tuple[str, ...]) -> int | None:
        if model is None or not model.key:
            return int(key[0]) if key[0].isdigit() and int(key[0]) < len(listing) else None
        positions = self._positions.get(id(listing))
        if positions is None:
            keys = ((key_of(item, model), index) for index, item in enumerate(listing) if isinstance(item, Group))
            positions = self._positions[id(listing)] = {key: index for key, index in keys if key}
        return positions.get(as_key(key, model))


def _split(path: str) -> tuple[str, Step]:
    """All but the last step, and the last step."""
    match = _LAST.fullmatch(path)
    if match is None:
        steps = parse_path(path)
        return build_path(*steps[:-1]), steps[-1]
    key = tuple(value.strip() for value in match["key"].split(",")) if match["key"] else ()
    return match["before"] or "", Step(match["name"], key)
