"""What the structure of a PDF shows: protection, pages, outline, form, attachments, title, tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from impd.submission.stages import Seen

_PERMISSIONS = {
    "extract": "copying text", "print_lowres": "printing", "print_highres": "printing in full quality",
    "modify_annotation": "comments", "modify_assembly": "joining of pages", "modify_form": "filling in",
    "modify_other": "changing",
}  # fmt: skip
COMMENT_KINDS = {
    "/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Stamp",
}  # fmt: skip
_METADATA = ("/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate")
_MOST_ENTRIES = 1_000_000
_LONGEST = 1000


def read_protection(pdf: pikepdf.Pdf) -> Seen:
    """Whether the file is encrypted, and what its permissions deny."""
    allow = pdf.allow
    denied = [words for name, words in _PERMISSIONS.items() if not getattr(allow, name)] if pdf.is_encrypted else []
    return {"encrypted": pdf.is_encrypted, "restricted": bool(denied), "denied": denied}


def read_pages(pdf: pikepdf.Pdf) -> Seen:
    """How many pages there are."""
    return {"pages": len(pdf.pages)}


def read_outline(pdf: pikepdf.Pdf) -> Seen:
    """How many entries the outline has. An outline that runs in a circle ends where it meets itself."""
    outlines = pdf.Root.get("/Outlines")
    ahead = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    met: set[tuple[int, int]] = set()
    count = 0
    while ahead and count < _MOST_ENTRIES:
        entry = ahead.pop()
        if not isinstance(entry, pikepdf.Dictionary) or entry.objgen in met:
            continue
        if entry.objgen != (0, 0):
            met.add(entry.objgen)
        count += 1
        ahead += [entry.get("/Next"), entry.get("/First")]
    return {"bookmarks": count}


def read_catalog(pdf: pikepdf.Pdf) -> Seen:
    """Title, language, tags and the other entries of the information dictionary."""
    information = pdf.trailer.get("/Info")
    information = information if isinstance(information, pikepdf.Dictionary) else pikepdf.Dictionary()
    marks = pdf.Root.get("/MarkInfo")
    tagged = isinstance(marks, pikepdf.Dictionary) and bool(marks.get("/Marked"))
    metadata = [[name[1:], _words(information.get(name))] for name in _METADATA if name in information]
    return {
        "tagged": tagged and "/StructTreeRoot" in pdf.Root,
        "language": _words(pdf.Root.get("/Lang")),
        "title": _words(information.get("/Title")),
        "metadata": metadata,
    }


def _words(value: Any) -> str:
    return str(value)[:_LONGEST] if isinstance(value, pikepdf.String) else ""


def read_form(pdf: pikepdf.Pdf) -> Seen:
    """Fields to fill in, without signatures; an XFA form; whether a signature is there."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return {"forms": 0, "xfa": False, "signed": False}
    kinds = [_field_kind(field) for field in _fields(form)]
    return {
        "forms": sum(kind not in ("", "/Sig", "signature") for kind in kinds),
        "xfa": "/XFA" in form,
        "signed": "signature" in kinds,
    }


def _fields(form: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """The fields at the ends of the tree, each with its kind inherited; a tree in a circle ends."""
    top = form.get("/Fields")
    ahead = list(top) if isinstance(top, pikepdf.Array) else []
    met: set[tuple[int, int]] = set()
    while ahead and len(met) < _MOST_ENTRIES:
        field = ahead.pop()
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in met:
            continue
        met.add(field.objgen)
        kids = field.get("/Kids")
        named = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)] if isinstance(kids, pikepdf.Array) else []
        if any("/T" in kid for kid in named):
            ahead += named
        else:
            yield field


def _field_kind(field: pikepdf.Dictionary) -> str:
    above: Any = field
    for _ in range(50):
        if not isinstance(above, pikepdf.Dictionary):
            break
        if "/FT" in above:
            kind = str(above["/FT"])
            return "signature" if kind == "/Sig" and "/V" in field else kind
        above = above.get("/Parent")
    return ""


def read_attachments(pdf: pikepdf.Pdf) -> Seen:
    """The names of the files that lie in the PDF."""
    return {"attachments": [str(name)[:_LONGEST] for name in pdf.attachments]}


def read_annotations(pdf: pikepdf.Pdf) -> Seen:
    """Comments left on the pages, files pinned to them, and sound, film or 3D."""
    comments, attachments, actions = 0, [], []
    for number, page in enumerate(pdf.pages, 1):
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            kind = str(note.get("/Subtype")) if isinstance(note, pikepdf.Dictionary) else ""
            comments += kind in COMMENT_KINDS
            if kind == "/FileAttachment":
                attachments.append(f"pinned to page {number}")
            if kind in ("/RichMedia", "/Movie", "/Sound", "/3D", "/Screen"):
                actions.append(f"{kind[1:]} on page {number}")
    return {"comments": comments, "attachments": attachments, "external_actions": actions}
