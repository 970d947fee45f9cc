"""An author's Markdown: what it becomes, and what is refused with its line."""

from __future__ import annotations

import pytest

from impd.composing.narrative import NarrativeFault, to_xhtml
from impd.composing.xhtml import Reader
from impd.document import Image

FIGURES = {"map.svg", "a-1_b.png"}

PRINTED = [
    ("Plain text.", "<p>Plain text.</p>"),
    ("One\ntwo.", "<p>One two.</p>"),
    ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
    ("One  \ntwo.", "<p>One<br/>two.</p>"),
    ("**bold** and *plain* `code`", "<p><strong>bold</strong> and <em>plain</em> code</p>"),
    ("# Title\n\nText", "<h>Title</h><p>Text</p>"),
    ("- a\n- *b*", "<ul><li>a</li><li><em>b</em></li></ul>"),
    ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    ("- a\n\n  more\n- b", "<ul><li>a<br/>more</li><li>b</li></ul>"),
    ("> a remark", "<note>a remark</note>"),
    ("> - a", "<ul><li>a</li></ul>"),
    ("```\nATG CCC\n```", "<formula>ATG CCC</formula>"),
    ("    ATG", "<formula>ATG</formula>"),
    ("a\n\n---\n\nb", "<p>a</p><p>b</p>"),
    ("| a | b |\n|---|---|\n| 1 | |", "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
     "<tbody><tr><td>1</td><td></td></tr></tbody></table>"),
    ("[page](https://example.org/a?b&c)", '<p><a href="https://example.org/a?b&amp;c">page</a></p>'),
    ("<https://example.org>", '<p><a href="https://example.org">https://example.org</a></p>'),
    ("[mail](mailto:a@example.org)", '<p><a href="mailto:a@example.org">mail</a></p>'),
    ('![a map](figures/map.svg "The map")', '<p></p><figure src="map.svg" alt="a map">The map</figure><p></p>'),
    ("![a map](figures/a-1_b.png)", '<p></p><figure src="a-1_b.png" alt="a map">a map</figure><p></p>'),
    ("The result was <LOQ> and < 0.5 %.", "<p>The result was &lt;LOQ&gt; and &lt; 0.5 %.</p>"),
    ("p < 0.05 & n > 3", "<p>p &lt; 0.05 &amp; n &gt; 3</p>"),
    ("5&nbsp;mg &copy; &lt;b&gt;", "<p>5\xa0mg © &lt;b&gt;</p>"),
    ("1.0 x 10*13* {vg}/mL", "<p>1.0 x 10<em>13</em> {vg}/mL</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "xhtml"), PRINTED, ids=[markdown for markdown, _ in PRINTED])
def test_what_is_printed(markdown, xhtml):
    assert to_xhtml(markdown, FIGURES) == xhtml


@pytest.mark.parametrize("markdown", [markdown for markdown, _ in PRINTED])
def test_what_is_printed_is_what_templates_may_print(markdown):
    Reader("x", lambda name: Image("image/png", name.encode(), 1, 1)).read(to_xhtml(markdown, FIGURES))


HTML = ["<b>x</b>", "<script>alert(1)</script>", "a<br>b", "a<br/>b", '<img src="x">', "<!-- note -->",
        "H<sub>2</sub>O", "<DIV>", "</p>", "<table>", "<a href='x'>", "<pre>", "<!DOCTYPE html>", "`<i>`"]  # fmt: skip


@pytest.mark.parametrize("html", HTML)
def test_html_is_refused_with_its_line(html):
    with pytest.raises(NarrativeFault) as fault:
        to_xhtml(f"Text.\n\nMore {html} text.")
    assert fault.value.line == 3
    assert fault.value.message.startswith("HTML is not allowed in narrative: <")


REFUSED = [
    ("![x](file:///etc/passwd)", "the image file:///etc/passwd is not read"),
    ("![x](/etc/passwd)", "the image /etc/passwd is not read"),
    ("![x](https://example.org/x.png)", "the image https://example.org/x.png is not read"),
    ("![x](data:image/png;base64,AAAA)", "the image data:image/png;base64,AAAA is not read"),
    ("![x](figures/../../secret.png)", "the image figures/../../secret.png is not read"),
    ("![x](figures/map.gif)", "the image figures/map.gif is not read"),
    ("![x](figures/other.svg)", 'there is no figure "other.svg"'),
    ("![](figures/map.svg)", "the image figures/map.svg has no alternative text"),
    ("- ![x](figures/map.svg)", "the image figures/map.svg stands inside other text"),
    ("**![x](figures/map.svg)**", "the image figures/map.svg stands inside other text"),
    ("> ![x](figures/map.svg)", "the image figures/map.svg stands inside other text"),
    ("# ![x](figures/map.svg)", "the image figures/map.svg stands inside other text"),
    ("|a|\n|---|\n|![x](figures/map.svg)|", "the image figures/map.svg stands inside other text"),
    ("[![x](figures/map.svg)](https://example.org)", "the image figures/map.svg stands inside other text"),
    ("[x](file:///etc/passwd)", "the address file:///etc/passwd is not allowed"),
    ("[x](javascript:alert(1))", "the address javascript:alert(1) is not allowed"),
    ("[x](other.md)", "the address other.md is not allowed"),
    ("[x](#below)", "the address #below is not allowed"),
    ("[x](ftp://example.org)", "the address ftp://example.org is not allowed"),
    ("- a\n  - b", "a bullet list inside a list item cannot be printed"),
    ("1. a\n   > b", "a blockquote inside a list item cannot be printed"),
    ("- # a", "a heading inside a list item cannot be printed"),
    ("- ```\n  a\n  ```", "fence cannot be printed here"),
]


@pytest.mark.parametrize(("markdown", "message"), REFUSED, ids=[markdown for markdown, _ in REFUSED])
def test_what_no_document_can_print_is_refused(markdown, message):
    with pytest.raises(NarrativeFault) as fault:
        to_xhtml(f"Text.\n\n{markdown}", FIGURES)
    assert fault.value.message == message
    assert fault.value.line in (3, 4, 5)
    assert fault.value.remedy
