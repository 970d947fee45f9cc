"""The last step of a PDF: bookmarks shown on opening, linearised, an identifier that follows from the content."""

from __future__ import annotations

import io
from itertools import pairwise, zip_longest

import pikepdf

# Only between the two steps; its name puts it before the page tree.
_MIXED = "/Links"
_TREE = ("/Parent", "/First", "/Last", "/Next", "/Prev")


def finished(data: bytes) -> bytes:
    """The same PDF, opening with its bookmarks, readable while it loads, its identifier computed from its bytes."""
    with pikepdf.open(io.BytesIO(_packed(data))) as pdf:
        del pdf.Root[_MIXED]
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        if "/Outlines" in pdf.Root:
            pdf.Root.Outlines = _copied(pdf, pdf.Root.Outlines)
        return _saved(pdf, pikepdf.ObjectStreamMode.preserve, linearize=True)


def _packed(data: bytes) -> bytes:
    """The PDF with its small objects in compressed groups, where the renderer makes one group of all.

    Groups follow the order in which objects are met from the root. Links are met first, those of all pages mixed:
    a group with the links of a single page is another thing that releases 11 and 12 of qpdf count differently.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        by_page = [list(page.get("/Annots", [])) for page in pdf.pages]
        pdf.Root[_MIXED] = pikepdf.Array(link for links in zip_longest(*by_page) for link in links if link is not None)
        return _saved(pdf, pikepdf.ObjectStreamMode.generate, linearize=False)


def _saved(pdf: pikepdf.Pdf, grouping: pikepdf.ObjectStreamMode, linearize: bool) -> bytes:
    output = io.BytesIO()
    pdf.save(output, linearize=linearize, deterministic_id=True, object_stream_mode=grouping)
    return output.getvalue()


def _copied(pdf: pikepdf.Pdf, bookmark: pikepdf.Object) -> pikepdf.Object:
    """The bookmark and those below it as new objects, which stay outside the compressed groups.

    Releases 11 and 12 of qpdf count grouped bookmarks differently, and the one calls the other's file damaged.
    """
    copy = pdf.make_indirect(pikepdf.Dictionary({key: part for key, part in bookmark.items() if key not in _TREE}))
    below = [_copied(pdf, one) for one in _below(bookmark)]
    for one in below:
        one.Parent = copy
    for one, following in pairwise(below):
        one.Next, following.Prev = following, one
    if below:
        copy.First, copy.Last = below[0], below[-1]
    return copy


def _below(bookmark: pikepdf.Object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    one = bookmark.get("/First")
    while one is not None:
        found.append(one)
        one = one.get("/Next")
    return found
