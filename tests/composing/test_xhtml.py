"""What templates may print: each tag becomes its block, anything else is refused by name and line."""

from __future__ import annotations

import pytest

from impd.composing.xhtml import Reader
from impd.document import (
    BulletList,
    CrossReference,
    Emphasis,
    Fact,
    Figure,
    Formula,
    GapBox,
    GapMark,
    Image,
    LineBreak,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Strong,
    Subheading,
    Subscript,
    Superscript,
    Table,
    Text,
)
from impd.errors import TemplateFault

IMAGE = Image("image/png", b"", 4, 3)
READER = Reader("templates/x.xhtml", {"map.png": IMAGE}.__getitem__)
X = (Text("x"),)


@pytest.mark.parametrize(
    ("markup", "block"),
    [
        ("<p>x</p>", Paragraph(X)),
        ("<h>x</h>", Subheading(X)),
        ("<note>x</note>", Note(X)),
        ("<formula>x</formula>", Formula(X)),
        ("<gapbox>x</gapbox>", GapBox(X)),
        ("<ul><li>x</li><li/></ul>", BulletList((X,))),
        ("<ol><li>x</li> <li>x</li></ol>", NumberedList((X, X))),
        ("<pagebreak/>", PageBreak()),
        ('<figure src="map.png" alt="a map">x</figure>', Figure(IMAGE, X, "a map", 150.0, "")),
        ('<figure src="map.png" alt="m" width="80" id="f"/>', Figure(IMAGE, (), "m", 80.0, "f")),
    ],
)
def test_a_block(markup, block):
    assert READER.read(markup) == (block,)


def test_a_table_is_a_block():
    (table,) = READER.read("<table><tbody><tr><td>x</td></tr></tbody></table>")
    assert isinstance(table, Table)


@pytest.mark.parametrize(
    ("markup", "inline"),
    [
        ('<f p="a.b">5 mg</f>', Fact("a.b", "5 mg")),
        ('<gap p="a.c">shelf  life</gap>', GapMark("a.c", "shelf life")),
        ("<strong>x</strong>", Strong(X)),
        ("<em>x</em>", Emphasis(X)),
        ("<sub>x</sub>", Subscript(X)),
        ("<sup>x</sup>", Superscript(X)),
        ("<br/>", LineBreak()),
        ('<ref to="P.8"/>', CrossReference("P.8")),
        ('<ref to="P.8" p="a.see"/>', CrossReference("P.8", path="a.see")),
        ('<a href="https://example.org/a?b=1">x</a>', Link("https://example.org/a?b=1", X)),
        ('<a href="mailto:a@example.org">x</a>', Link("mailto:a@example.org", X)),
        ("<strong><em>x</em></strong>", Strong((Emphasis(X),))),
        ("&lt; 0.5 % &amp; &lt;LOQ&gt;", Text("< 0.5 % & <LOQ>")),
        ("&#xB5;g", Text("µg")),
    ],
)
def test_an_inline(markup, inline):
    assert READER.read(f"<p>{markup}</p>") == (Paragraph((inline,)),)


EMPTY = ["", "  \n ", "<p/>", "<p> \n </p>", "<ul/>", "<ul><li> </li></ul>", "<!-- x -->", "<h></h>"]


@pytest.mark.parametrize("markup", EMPTY)
def test_what_holds_nothing_is_not_printed(markup):
    assert READER.read(markup) == ()


def test_white_space_runs_together_and_ends_at_the_edges():
    (paragraph,) = READER.read('<p>\n  one\n  two <f p="a">three</f> <em> four</em>  \n</p>')
    assert paragraph.content == (Text("one two "), Fact("a", "three"), Text(" "), Emphasis((Text(" four"),)))


REFUSED = [
    ("<div/>", "the tag <div> is not known here"),
    ("<p><span>x</span></p>", "the tag <span> is not known here"),
    ("<p><script>x</script></p>", "the tag <script> is not known here"),
    ("<section/>", "the tag <section> is not known here"),
    ("<p><p>x</p></p>", "the tag <p> does not belong into <p>"),
    ("<p><table/></p>", "the tag <table> does not belong into <p>"),
    ("<strong>x</strong>", "the tag <strong> does not belong into <section>"),
    ("<ul><p>x</p></ul>", "the tag <p> does not belong into <ul>"),
    ("<ul><li><ul/></li></ul>", "the tag <ul> does not belong into <li>"),
    ("<table><tr><td/></tr></table>", "the tag <tr> does not belong into <table>"),
    ("<table><tbody><td/></tbody></table>", "the tag <td> does not belong into <tbody>"),
    ("<p><br>x</br></p>", 'text outside a paragraph: "x"'),
    ('<p><f p="a"><em>x</em></f></p>', "the tag <em> does not belong into <f>"),
    ("loose", 'text outside a paragraph: "loose"'),
    ("<p>x</p> tail", 'text outside a paragraph: "tail"'),
    ("<ul>x<li>y</li></ul>", 'text outside a paragraph: "x"'),
    ("<table><tbody>x<tr><td/></tr></tbody></table>", 'text outside a paragraph: "x"'),
    ('<p style="color:red">x</p>', "<p> takes no attribute style"),
    ('<p class="x">x</p>', "<p> takes no attribute class"),
    ('<table border="1"><tbody/></table>', "<table> takes no attribute border"),
    ('<figure src="map.png">x</figure>', "<figure> needs alt"),
    ('<figure alt="x"/>', "<figure> needs src"),
    ("<p><ref/></p>", "<ref> needs to"),
    ('<p><a href="javascript:alert(1)">x</a></p>', 'href="javascript:alert(1)" of <a> is not understood'),
    ('<p><a href="file:///etc/passwd">x</a></p>', 'href="file:///etc/passwd" of <a> is not understood'),
    ('<figure src="map.png" alt="x" width="big"/>', 'width="big" of <figure> is not understood'),
    ('<figure src="map.png" alt="x" width="0"/>', 'width="0" of <figure> is not understood'),
    ('<table><col align="right"/></table>', 'align="right" of <col> is not understood'),
    ('<table><tbody><tr><td colspan="0"/></tr></tbody></table>', 'colspan="0" of <td> is not understood'),
    ("<p><?php x?></p>", '"<?php x?>" is no tag'),
]


@pytest.mark.parametrize(("markup", "message"), REFUSED, ids=[markup for markup, _ in REFUSED])
def test_anything_else_is_refused_by_name_and_line(markup, message):
    with pytest.raises(TemplateFault) as fault:
        READER.read(f"<p>first</p>\n\n{markup}")
    assert str(fault.value).startswith("templates/x.xhtml: line ")
    assert fault.value.message.endswith(message)


@pytest.mark.parametrize(("lines", "line"), [(0, 1), (4, 5)])
def test_the_line_is_that_of_the_output(lines, line):
    with pytest.raises(TemplateFault, match=f"line {line} of its output: the tag <div>"):
        READER.read("\n" * lines + "<div/>")


@pytest.mark.parametrize("markup", ["<p>x", "<p>a < b</p>", "<p>R&D</p>", "<p>&nbsp;</p>", "</section><p/>"])
def test_markup_that_is_not_well_formed_is_refused(markup):
    with pytest.raises(TemplateFault, match=r"^templates/x\.xhtml: "):
        READER.read(markup)


ENTITY = '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY l "ha">]>'


@pytest.mark.parametrize("markup", [f"{ENTITY}<p>&e;</p>", f"{ENTITY}<p>&l;</p>", "<p>&e;</p>"])
def test_entities_are_never_resolved(markup):
    with pytest.raises(TemplateFault) as fault:
        READER.read(markup)
    assert "root:" not in str(fault.value)
