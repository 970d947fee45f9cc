"""Rule packs by id, with what they extend: found in schemas/, in a folder that was named, or brought by a plugin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from impd.errors import TemplateFault, UsageFault
from impd.resources import folder
from impd.rules.act import Act, Citation
from impd.rules.acts import read_acts
from impd.rules.language import ConditionEntry, PackEntry, RuleEntry
from impd.rules.pack_file import read_conditions, read_pack_entry, read_rule_entries
from impd.rules.rule import Rule, RulePack
from impd.rules.yaml_lines import Lines, read_yaml

DEFAULT = "eu-ctr-atmp"
_PLUGINS = "impd.rule_packs"


@cache
def known_packs() -> dict[str, Path]:
    """The folders of the packs that are installed, by id: those of schemas/ and those of plugins.

    A plugin names a folder, as text or path, by an entry point of the group ``impd.rule_packs``.
    """
    found = {read_pack_entry(file.parent).id: file.parent for file in sorted(folder("schemas").glob("*/pack.yaml"))}
    for point in entry_points(group=_PLUGINS):
        place = Path(str(point.load()))
        found[read_pack_entry(place).id] = place
    return found


def read_pack(wanted: str | Path = DEFAULT, version: str = "") -> RulePack:
    """The pack of that id or folder, with all it extends.

    Raises UsageFault for an unknown pack or another version than the one asked for; TemplateFault for a fault in it.
    """
    place = wanted if isinstance(wanted, Path) else known_packs().get(wanted)
    if place is None:
        raise UsageFault(f'there is no rule pack "{wanted}"', f"Installed: {', '.join(sorted(known_packs()))}.")
    pack = _read(place, ())
    if version and version not in (pack.entry.version, *(one.split(" ")[-1] for one in pack.overlays)):
        raise UsageFault(
            f"the dossier asks for version {version} of the rule pack {pack.entry.id}, installed is "
            f"{pack.entry.version}", "Install that version, or change the pin in dossier.yaml."
        )  # fmt: skip
    return pack


def _read(place: Path, above: tuple[str, ...]) -> RulePack:
    """A pack and, first, the one it extends; ``above`` holds the ids that led here."""
    if not (place / "pack.yaml").is_file():
        raise UsageFault(f"{place} is no rule pack", "Name a folder with a pack.yaml.")
    entry = read_pack_entry(place)
    if entry.id in above:
        raise TemplateFault(f"pack.yaml: packs extend each other in a circle: {' → '.join((*above, entry.id))}",
                            "Remove one extends.")  # fmt: skip
    below = None
    if entry.extends:
        lower = known_packs().get(entry.extends)
        if lower is None:
            raise TemplateFault(f'pack.yaml: {entry.id} extends "{entry.extends}", which is not installed',
                                f"Installed: {', '.join(sorted(known_packs()))}.")  # fmt: skip
        below = _read(lower, (*above, entry.id))
    return _joined(place, entry, below)


def _joined(place: Path, entry: PackEntry, below: RulePack | None) -> RulePack:
    acts = {**(below.acts if below else {}), **_acts(place)}
    conditions = {**(below.conditions if below else {}), **_conditions(place)}
    rules, off = _changed(entry, below)
    for rule in _rules(place, entry.id, acts):
        if rule.id in rules:
            raise TemplateFault(f"{rule.place}: the rule {rule.id} stands at {rules[rule.id].place} already",
                                "Give it its own id, or change it under changes:.")  # fmt: skip
        rules[rule.id] = rule
    return RulePack(
        entry=entry,
        rules=rules,
        conditions=conditions,
        acts=acts,
        folders=(*(below.folders if below else ()), place),
        overlays=(*(below.overlays if below else ()), f"{entry.id} {entry.version}"),
        switched_off=off,
        cannot_judge=(*(below.cannot_judge if below else ()), *entry.cannot_judge),
        known_issues=(*(below.known_issues if below else ()), *entry.known_issues),
        documents={**(below.documents if below else {}), **_documents(place)},
    )


def _changed(entry: PackEntry, below: RulePack | None) -> tuple[dict[str, Rule], dict[str, str]]:
    """The rules of the pack below with the changes of this one, and those switched off with the reason."""
    rules = dict(below.rules) if below else {}
    off = dict(below.switched_off) if below else {}
    for change in entry.changes:
        rule = rules.get(change.rule)
        if rule is None:
            raise TemplateFault(f"pack.yaml: {entry.id} changes {change.rule}, which no pack below has",
                                "Correct the id.")  # fmt: skip
        if change.switched_off:
            off[change.rule] = change.reason
            del rules[change.rule]
        elif change.severity:
            rules[change.rule] = replace(rule, severity=change.severity)
    return rules, off


def _acts(place: Path) -> Mapping[str, Act]:
    return read_acts(place) if (place / "acts.yaml").is_file() else {}


def _conditions(place: Path) -> dict[str, ConditionEntry]:
    found: dict[str, ConditionEntry] = {}
    for name, condition, lines in read_conditions(place):
        if name in found:
            raise lines.fault((name,), f'the condition "{name}" is given twice', "Remove one")
        found[name] = condition
    return found


def _documents(place: Path) -> dict[str, Any]:
    file = place / "documents.yaml"
    return dict(read_yaml(file)[0]) if file.is_file() else {}


def _rules(place: Path, pack: str, acts: Mapping[str, Act]) -> Iterable[Rule]:
    for entry, lines, line in read_rule_entries(place):
        yield Rule(entry, _citations(entry, acts, lines, line), entry.severity, lines.file.name, line, pack)


def _citations(entry: RuleEntry, acts: Mapping[str, Act], lines: Lines, line: int) -> tuple[Citation, ...]:
    for cite in entry.cites:
        if cite.act not in acts:
            raise TemplateFault(f'{lines.file.name}:{line}: {entry.id} cites "{cite.act}", which acts.yaml lacks',
                                "Add the act, or correct the id.")  # fmt: skip
    return tuple(Citation(acts[cite.act], cite.at or "") for cite in entry.cites)
