"""Protection, scripts, forms, attachments, comments and claims of PDF files."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from impd.submission.inspecting import inspect_file
from tests.submission.made import SENTENCE, add_page, changed, pdf_of

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" pdfaid:part="2" pdfaid:conformance="A"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The title</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def inspected(tmp_path, change):
    return inspect_file(changed(tmp_path / "a.pdf", change))


def codes(found):
    return {one.code for one in found.findings}


def at_opening(pdf):
    pdf.Root.OpenAction = SCRIPT


def in_the_tree_of_names(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))


def after_another_action(pdf):
    link = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Array([SCRIPT]))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=link)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def on_a_page(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary({"/S": Name("/Java#53cript"), "/JS": String("x")}))


def in_an_object_by_itself(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=pdf.make_indirect(Dictionary(S=Name.Rendition, JS=pdf.make_stream(b"x"))))


@pytest.mark.parametrize(
    "place", [at_opening, in_the_tree_of_names, after_another_action, on_a_page, in_an_object_by_itself]
)
def test_a_script_is_found_wherever_it_hides(place, tmp_path):
    found = inspected(tmp_path, place)
    assert found.scripts
    assert "script" in codes(found)


@pytest.mark.parametrize("kind", ["Launch", "GoToR", "SubmitForm", "ImportData"])
def test_what_reaches_out(kind, tmp_path):
    def reach(pdf):
        pdf.Root.OpenAction = pdf.make_indirect(Dictionary({"/S": Name("/" + kind), "/F": String("other.pdf")}))

    found = inspected(tmp_path, reach)
    assert len(found.external_actions) == 1
    assert "external_action" in codes(found)


def test_links_are_named_once_each_in_the_message(tmp_path):
    def link(pdf):
        action = Dictionary(S=Name.URI, URI=String("https://example.org/\x1b[31m"))
        notes = [Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action) for _ in range(3)]
        pdf.pages[0].obj.Annots = Array(notes)

    found = inspected(tmp_path, link)
    assert len(found.external_links) == 3
    message = next(one.message for one in found.findings if one.code == "external_link")
    assert message == "Links lead out of the file: https://example.org/�[31m"


def test_comments_and_pinned_files(tmp_path):
    def comment(pdf):
        kinds = ("Text", "Highlight", "Popup", "Link", "FileAttachment", "RichMedia")
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Subtype=Name("/" + kind), Rect=Array([0, 0, 9, 9])) for kind in kinds]
        )

    found = inspected(tmp_path, comment)
    assert (found.comments, found.attachments) == (2, ("pinned to page 1",))
    assert {"comments", "attachment", "external_action"} <= codes(found)


def test_an_attachment_by_name(tmp_path):
    def attach(pdf):
        pdf.attachments["plan.xlsx"] = b"x"

    assert inspected(tmp_path, attach).attachments == ("plan.xlsx",)


def test_fields_to_fill_in_and_a_form_of_xfa(tmp_path):
    def form(pdf):
        parent = pdf.make_indirect(Dictionary(T=String("p"), FT=Name.Tx))
        parent.Kids = Array([pdf.make_indirect(Dictionary(T=String(str(n)), Parent=parent)) for n in range(2)])
        empty = pdf.make_indirect(Dictionary(T=String("s"), FT=Name.Sig))
        pdf.Root.AcroForm = Dictionary(Fields=Array([parent, empty]), XFA=String("x"))

    found = inspected(tmp_path, form)
    assert (found.forms, found.xfa, found.signed) == (2, True, False)
    assert "xfa_form" in codes(found)


@pytest.mark.parametrize(
    ("allow", "denied"),
    [
        (pikepdf.Permissions(modify_assembly=True), ()),
        (pikepdf.Permissions(modify_assembly=True, extract=False), ("copying text",)),
        (
            pikepdf.Permissions(modify_assembly=True, print_lowres=False, print_highres=False),
            ("printing", "printing in full quality"),
        ),
    ],
)
def test_what_the_owner_denies(allow, denied, tmp_path):
    path = pdf_of(tmp_path / "plain.pdf", SENTENCE * 10)
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="", allow=allow))
    found = inspect_file(tmp_path / "a.pdf")
    assert (found.opens, found.encrypted, found.restricted, found.denied) == (True, True, bool(denied), denied)
    assert ("restricted" in codes(found), "encrypted" in codes(found)) == (bool(denied), not denied)
    assert found.text_chars  # it is read all the same


def test_claims_and_what_speaks_against_them(tmp_path):
    def claim(pdf):
        pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.OpenAction = SCRIPT

    found = inspected(tmp_path, claim)
    assert (found.claims.pdfa, found.claims.pdfua, found.title) == ("2A", "1", "The title")
    against = [one.message for one in found.findings if one.code == "claim_contradicted"]
    assert against == [
        "The file claims PDF/A-2A, but fonts are not embedded",
        "The file claims PDF/A-2A, but it holds scripts",
        "The file claims PDF/A-2A, but it is not tagged",
        "The file claims PDF/UA-1, but it is not tagged",
    ]


@pytest.mark.parametrize(("pages", "missing"), [(20, False), (21, True)])
def test_a_long_file_has_bookmarks(pages, missing, tmp_path):
    found = inspect_file(pdf_of(tmp_path / "a.pdf", *[SENTENCE * 10] * pages))
    assert ("no_bookmarks" in codes(found)) == missing


def test_bookmarks_on_every_level_count(tmp_path):
    def outline(pdf):
        for _ in range(30):
            add_page(pdf, SENTENCE * 10)
        with pdf.open_outline() as outline:
            item = pikepdf.OutlineItem("One", 0)
            item.children.append(pikepdf.OutlineItem("One point one", 1))
            outline.root.extend([item, pikepdf.OutlineItem("Two", 2)])

    found = inspected(tmp_path, outline)
    assert (found.bookmarks, "no_bookmarks" in codes(found)) == (3, False)


def test_a_part_that_is_not_what_it_should_be_does_not_hide_the_rest(tmp_path):
    def odd(pdf):
        pdf.Root.Outlines = Array([1])
        pdf.Root.AcroForm = String("none")
        pdf.Root.Names = Dictionary(EmbeddedFiles=String("x"))
        pdf.pages[0].obj.Annots = Array([3, String("x"), Dictionary(Subtype=3)])

    found = inspected(tmp_path, odd)
    assert (found.opens, found.pages, found.bookmarks, found.forms) == (True, 1, 0, 0)
    assert found.text_chars
