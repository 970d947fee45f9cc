"""The box of open findings: the same words in Word and PDF, one box around them, tagged as a list."""

from __future__ import annotations

import io

import pikepdf

from impd.document import FindingBox, Paragraph, Strong, Text
from impd.writing.docx_file import write_docx
from impd.writing.pdf_file import write_pdf
from impd.writing.xhtml_block import block_xhtml
from tests.writing.docx_sample import REFERENCE, find, in_style, of_blocks, part, with_part

BOX = FindingBox(
    (Text("Open findings: 2"),),
    ((Strong((Text("Error:"),)), Text(" No limit for <potency> & identity.")), (Text("To review: is it so?"),)),
)
DOCUMENT = of_blocks(BOX, Paragraph((Text("After."),)))


def styles(data: bytes) -> dict[str, dict[str, list[str]]]:
    """Borders, shading and indents of the two styles of the box."""
    root = part(data, "word/styles.xml")
    kinds = {"edges": "pBdr/*/@w:color", "fill": "shd/@w:fill", "left": "ind/@w:left", "hanging": "ind/@w:hanging"}
    return {
        name: {kind: find(root, f'.//w:style[@w:styleId="{name}"]/w:pPr/w:{path}') for kind, path in kinds.items()}
        for name in ("FindingBox", "FindingList")
    }


def test_word_prints_title_and_items_in_styles_of_their_own():
    body = part(write_docx(DOCUMENT))
    assert in_style(body, "FindingBox") == ["Open findings: 2"]
    assert in_style(body, "FindingList") == ["Error: No limit for <potency> & identity.", "To review: is it so?"]


def test_word_draws_one_box_around_title_and_items():
    found = styles(write_docx(DOCUMENT))
    assert found["FindingBox"] == found["FindingList"]
    assert set(found["FindingBox"]["edges"]) == {"B00020"}


def test_a_reference_document_without_these_styles_is_still_accepted():
    older = REFERENCE
    for name in ("Finding Box", "Finding List"):
        older = with_part(older, "word/styles.xml", f'<w:name w:val="{name}"/>', '<w:name w:val="other"/>')
    assert in_style(part(write_docx(DOCUMENT, older)), "GapBox")[0] == "Open findings: 2"


def test_the_page_holds_a_box_with_a_list():
    assert block_xhtml(BOX, 1) == (
        '<div class="finding-box"><p>Open findings: 2</p><ul>'
        "<li><strong>Error:</strong> No limit for &lt;potency&gt; &amp; identity.</li><li>To review: is it so?</li>"
        "</ul></div>"
    )


def tags(element: pikepdf.Object) -> list[str]:
    """The structure types of an element and those below it, in reading order."""
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    below = element.get("/K", [])
    kids = below if isinstance(below, pikepdf.Array) else [below]
    return [str(element.S), *(tag for kid in kids for tag in tags(kid))]


def test_the_pdf_tags_the_findings_as_a_list():
    made = write_pdf(DOCUMENT, "pdf/ua-1", None)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        root = pdf.Root.StructTreeRoot.K
        found = tags(root[0] if isinstance(root, pikepdf.Array) else root)
    assert found.count("/L") == 1
    assert found.count("/LI") == found.count("/LBody") == 2
