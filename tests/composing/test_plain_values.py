"""Blocks of templates that see plain values: escaped, strict about names, without figures."""

from __future__ import annotations

import pytest

from impd.composing import environment
from impd.composing.plain_values import plain_blocks
from impd.document import Paragraph, Text
from impd.errors import TemplateFault


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Writes a template into a folder of its own; its name for rendering."""
    monkeypatch.setattr(environment, "folder", lambda _: tmp_path)

    def written(content: str) -> str:
        (tmp_path / "x.xhtml").write_text(content)
        return "x.xhtml"

    return written


def test_values_are_escaped(template):
    blocks = plain_blocks(template("<p>{{ a }}</p>"), {"a": "< 5 & <b>"})
    assert blocks == (Paragraph((Text("< 5 & <b>"),)),)


def test_a_character_that_xml_forbids_is_replaced(template):
    assert plain_blocks(template("<p>{{ a }}</p>"), {"a": "x\x00y"}) == (Paragraph((Text("x\ufffdy"),)),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<p>{{ b }}</p>", "x.xhtml:1: 'b' is undefined"),
        ("<p>{{ a.__class__ }}</p>", "access to attribute '__class__'"),
        ("<div/>", "the tag <div> is not known here"),
        ('<figure src="f" alt="f"/>', 'there is no figure "f"'),
    ],
)
def test_a_template_at_fault_is_named(template, content, message):
    with pytest.raises(TemplateFault) as caught:
        plain_blocks(template(content), {"a": "1"})
    assert message in caught.value.message
