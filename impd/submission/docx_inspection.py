"""A Word file read in parts: protection and relations first, then the text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from impd.submission.docx_archive import UNREADABLE, DocxArchive
from impd.submission.docx_text import PartText, child, local, read_part, value
from impd.submission.left_marks import find_left_marks
from impd.submission.limits import Bounds
from impd.submission.safe_xml import read_xml
from impd.submission.stages import Seen, Stage, reason, run_stages

DOCUMENT = "word/document.xml"
_WITH_TEXT = ("word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml", "word/glossary/document.xml")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".emf", ".wmf", ".svg")
_PROPERTIES = {
    "creator": "Author", "lastModifiedBy": "LastModifiedBy", "revision": "Revision", "created": "CreationDate",
    "modified": "ModDate", "contentStatus": "Status", "subject": "Subject", "keywords": "Keywords",
}  # fmt: skip
_FALSE = ("0", "false", "off")


def inspect_docx(path: Path, bounds: Bounds) -> Iterator[Seen]:
    """The parts of a Word file as they are read."""
    try:
        archive = DocxArchive(path, bounds)
    except UNREADABLE as fault:
        yield {"opens": False, "unread": [f"the file: {reason(fault)}"]}
        return
    with archive:
        if archive.encrypted:
            yield {"opens": False, "encrypted": True, "restricted": True}
            return
        yield {"opens": True, "encrypted": False}
        yield from run_stages(_stages(archive, bounds))


def _stages(archive: DocxArchive, bounds: Bounds) -> list[Stage]:
    return [
        ("the protection", lambda: _protection(archive)),
        ("the properties", lambda: _properties(archive)),
        ("the relations", lambda: _relations(archive)),
        ("the parts", lambda: _parts(archive)),
        ("the comments", lambda: _comments(archive)),
        ("the text", lambda: _text(archive, bounds)),
    ]


def _protection(archive: DocxArchive) -> Seen:
    denied = []
    if archive.has("word/settings.xml"):
        for element in read_xml(archive.read("word/settings.xml")):
            name = local(element)
            enforced = value(element, "enforcement").lower()
            if name == "documentProtection" and enforced and enforced not in _FALSE:
                denied.append("changing")
            if name == "writeProtection":
                denied.append("writing to the same file")
    return {"restricted": bool(denied), "denied": denied}


def _properties(archive: DocxArchive) -> Seen:
    if not archive.has("docProps/core.xml"):
        return {}
    known = {local(one): (one.text or "").strip()[:1000] for one in read_xml(archive.read("docProps/core.xml"))}
    metadata = [[words, known[name]] for name, words in _PROPERTIES.items() if known.get(name)]
    return {"title": known.get("title", ""), "language": known.get("language", ""), "metadata": metadata}


def _relations(archive: DocxArchive) -> Seen:
    """What leads out of the file: addresses, and whatever Word would fetch on opening."""
    links, actions = [], []
    for name in archive.names:
        if not name.endswith(".rels"):
            continue
        for relation in read_xml(archive.read(name)):
            if value(relation, "TargetMode") != "External":
                continue
            kind, target = posixpath.basename(value(relation, "Type")), value(relation, "Target")[:500]
            if kind == "hyperlink":
                links.append(target)
            else:
                actions.append(f"{kind} from {target}")
    return {"external_links": links, "external_actions": actions}


def _parts(archive: DocxArchive) -> Seen:
    names = archive.names
    scripts = [name for name in names if posixpath.basename(name) == "vbaProject.bin" or "/activeX/" in name]
    attachments = [name for name in names if "/embeddings/" in name or posixpath.basename(name).startswith("afchunk")]
    return {
        "scripts": scripts,
        "attachments": attachments,
        "images": sum(name.startswith("word/media/") and name.lower().endswith(_PICTURES) for name in names),
        "signed": any(name.startswith("_xmlsignatures/") for name in names),
    }


def _comments(archive: DocxArchive) -> Seen:
    if not archive.has("word/comments.xml"):
        return {"comments": 0}
    return {"comments": sum(local(one) == "comment" for one in read_xml(archive.read("word/comments.xml")))}


def _text(archive: DocxArchive, bounds: Bounds) -> Seen:
    """The text of the document, its headers, footers and notes."""
    styles = _heading_styles(archive)
    body = read_part(archive.read(DOCUMENT), styles)
    others = [read_part(archive.read(name)) for name in archive.names if name.startswith(_WITH_TEXT)]
    every = [body, *others]
    marks = find_left_marks([part.text for part in every], bounds.most_listed)
    rows = [[mark.code, mark.text, mark.is_draft, 0, mark.count] for mark in marks]
    unfilled = sum(part.unfilled for part in every)
    rows += [["content_control", "content control", False, 0, unfilled]] if unfilled else []
    characters = sum(len("".join(part.text.split())) for part in every)
    return {
        "text_chars": characters,
        "searchable": _searchable(body.pictures, characters, bounds),
        "text_sample": body.text[: bounds.text_sample],
        "left_marks": rows,
        "bookmarks": body.headings,
        **_left_behind(every),
    }


def _left_behind(every: list[PartText]) -> Seen:
    return {
        "tracked_changes": sum(part.tracked_changes for part in every),
        "hidden_text": sum(part.hidden_text for part in every),
        "forms": sum(part.forms for part in every),
        "scripts": [one for part in every for one in part.scripts],
        "external_links": [one for part in every for one in part.links],
        "external_actions": [f"content from {one}" for part in every for one in part.included],
    }


def _searchable(pictures: int, characters: int, bounds: Bounds) -> bool | None:
    """A Word file that holds a picture and next to no text is a scan."""
    if not characters:
        return False if pictures else None
    return not (pictures and characters < bounds.thin_text)


def _heading_styles(archive: DocxArchive) -> set[str]:
    """The styles with a level of the outline."""
    if not archive.has("word/styles.xml"):
        return set()
    found = set()
    for style in read_xml(archive.read("word/styles.xml")):
        name, properties = child(style, "name"), child(style, "pPr")
        level = None if properties is None else child(properties, "outlineLvl")
        if level is not None or (name is not None and value(name).lower().startswith("heading ")):
            found.add(value(style, "styleId"))
    return found
