"""The page of the documents that an application asks for, made from the table of slots itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impd.checking.condition import Conditions
from impd.checking.slots import ready_slots
from impd.gaps.slot import PARTS
from impd.rules.language import When
from impd.rules.rule import RulePack
from impd.rules.slots import Slot, basis_of

_SCOPES = {"trial": "trial", "product": "each product", "member_state": "each member state", "site": "each site"}
_LANGUAGES = {
    "english_and_member_states": "English, and an official language of each member state",
    "member_states": "an official language of each member state",
    "subjects": "each language in which subjects are informed",
}
_SUBMITTED = {"part_i": "Part I", "part_ii": "Part II", "modification": "a substantial modification"}
_HEAD = """# Documents of an application

The slots of Annex I to Regulation (EU) No 536/2014, with their places in CTIS. This page is made from
`schemas/eu_ctr/slots.yaml` by `python scripts/write_slot_page.py`.

```sh
impd slots my-trial                  # which documents this application needs, and what fills each
impd slots my-trial --format csv     # or json
```

Each slot is looked at for the trial, each product, member state or site. **Need**: *required*; *conditional*, because
of the facts named; *not applicable*, with the fact that makes it so; *cannot tell*, with the fact that is missing.
**State**:

| state | means |
|---|---|
| missing | no document of the register fills it, and nothing stands instead |
| draft | a document in it is not final, or its status is not stated, or the tool writes it |
| final | every document in it is final |
| excluded | no file, for a reason that the facts give: a reference, another document, an exemption |
| duplicate | one file stands twice in the register, or two documents cover the same in the same version |
| wrong version | two versions of one document, or a version that another fact contradicts |
| wrong language | a language is expected and no document is in it |
| not needed | not applicable, or data that are typed into CTIS |

An initial application holds Annex I, B to R; of Part I only, B to J and Q; a later Part II and an additional member
state K to R. A modification holds what it changes: only what it always needs is asked for. Nothing here is stored:
change a fact, and the states change. The gap report holds the same overview.

Numbers of types are those of CTIS as the Swedish agencies exchange them: for publication / not for publication /
without a pair. A title code marked * stands in a real title or on a page of an authority; the others are from memory
of the guide.

## Publication

"""


def slot_page(pack: RulePack) -> str:
    """The page in Markdown. Raises TemplateFault."""
    slots, conditions = ready_slots(pack)
    parts = (_publication(slots), _overview(slots), _details(slots, conditions))
    return _HEAD + "\n".join("\n".join(part) for part in parts).rstrip("\n") + "\n"


def _publication(slots: Sequence[Slot]) -> Iterator[str]:
    """The rules of publication, with the slots that follow each."""
    yield "| rule | since | slots | law | how sure |"
    yield "|---|---|---|---|---|"
    for name in dict.fromkeys(slot.entry.publication for slot in slots):
        own = [slot for slot in slots if slot.entry.publication == name]
        rule = own[0].publication
        titles = ", ".join(slot.entry.title for slot in own)
        acts = ", ".join(cite.act for cite in rule.cites)
        yield f"| {rule.says} | {rule.in_force} | {titles} | {acts} | {basis_of(rule.basis)} |"


def _overview(slots: Sequence[Slot]) -> Iterator[str]:
    yield ""
    yield "## All slots"
    yield ""
    yield "| section | slot | place in CTIS | for | CTIS types | title code |"
    yield "|---|---|---|---|---|---|"
    for slot in slots:
        entry = slot.entry
        anchor = f"[{entry.title}](#{slot.id})"
        place, scope = PARTS[entry.part], _SCOPES[entry.scope]
        yield f"| {entry.letter or '–'} | {anchor} | {place} | {scope} | {_types(slot)} | {_code(slot)} |"


def _types(slot: Slot) -> str:
    given = slot.entry.types
    numbers = (given.public, given.other, given.plain)
    if not any(numbers):
        return "–"
    shown = [str(one) if one else "–" for one in numbers[:2]]
    return " / ".join([*shown, *([str(given.plain)] if given.plain else [])])


def _code(slot: Slot) -> str:
    given = slot.entry.title_code
    if given is None:
        return "–"
    return f"{given.code}{'*' if given.basis.seen else ''}" + "".join(f", {one}" for one in given.also)


def _details(slots: Sequence[Slot], conditions: Conditions) -> Iterator[str]:
    for slot in slots:
        entry = slot.entry
        yield ""
        yield f"## {slot.id}"
        yield ""
        scope = ("the " if entry.scope == "trial" else "") + _SCOPES[entry.scope]
        yield f"**{entry.title}**, {PARTS[entry.part]}, for {scope}."
        yield ""
        yield from (f"- {label}: {words}" for label, words in _lines(slot, conditions) if words)


def _lines(slot: Slot, conditions: Conditions) -> Iterator[tuple[str, str]]:
    entry, title = slot.entry, slot.entry.title_code
    yield "submitted with", ", ".join(_SUBMITTED[one] for one in entry.belongs_to)
    yield "needed", _needed(entry.when, conditions)
    yield "kinds of the register", ", ".join(f"`{one}`" for one in entry.kinds) or "none, the data are typed into CTIS"
    yield "filed here too", ", ".join(f"`{one}`" for one in entry.also_holds)
    yield "written by `make-dossier`", f"`{entry.written}`" if entry.written else ""
    yield "languages", _LANGUAGES[entry.languages] if entry.languages else ""
    yield "version compared with", ", ".join(f"`{one}`" for one in entry.versions)
    for one in entry.alternatives:
        conditional = " and ".join(conditions.says(when) for when in one.when)
        yield "instead of a file", f"{one.says}, if {conditional}"
    yield "title code", f"{title.code}; {basis_of(title.basis)}" if title else ""
    yield "publication", slot.publication.says
    yield "law", "; ".join(map(str, slot.cites))
    yield "how sure", str(slot.basis)
    yield "remark", entry.remark or ""


def _needed(when: Sequence[When], conditions: Conditions) -> str:
    return "if " + "; and if ".join(conditions.says(one) for one in when) if when else "always"
