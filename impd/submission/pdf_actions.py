"""Scripts, and what leads out of a PDF: every object is looked at, whether or not a page leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from impd.submission.stages import Seen

_TELLING = re.compile(rb"/(?:JavaScript|JS|URI|GoToR|GoToE|Launch|SubmitForm|ImportData)\b")
_OUTWARD = {
    "/GoToR": "opens another file", "/GoToE": "opens an attached file", "/Launch": "starts a program",
    "/SubmitForm": "sends the form", "/ImportData": "reads data from a file",
}  # fmt: skip
_LONGEST = 500


def read_actions(pdf: pikepdf.Pdf) -> Seen:
    """Scripts and outward actions by the number of the object that holds them, and the addresses of links."""
    scripts: list[str] = []
    links: list[str] = []
    actions: list[str] = []
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
            continue
        top = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if not _TELLING.search(top.unparse(resolved=True)):
            continue
        for action in _dictionaries(top):
            kind = str(action.get("/S"))
            if kind == "/JavaScript" or "/JS" in action:
                scripts.append(f"object {thing.objgen[0]}")
            elif kind == "/URI":
                links.append(str(action.get("/URI"))[:_LONGEST])
            elif kind in _OUTWARD:
                actions.append(f"{_OUTWARD[kind]} (object {thing.objgen[0]})")
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        scripts.append("at opening")
    return {"scripts": scripts, "external_links": links, "external_actions": actions}


def _dictionaries(top: Any) -> Iterator[pikepdf.Dictionary]:
    """An object and the dictionaries directly in it; what stands in objects of their own is met there."""
    ahead: list[Any] = [top]
    while ahead:
        value = ahead.pop()
        if isinstance(value, pikepdf.Dictionary):
            yield value
            inner: list[Any] = list(value.values())
        else:
            inner = list(value)
        ahead += [one for one in inner if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect]
