"""Blocks of a template whose values are plain: nothing of a dossier, so no fact paths and no figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from impd.composing.environment import TemplateSet
from impd.composing.xhtml import Reader
from impd.document import Block, Image
from impd.errors import TemplateFault

# XML has no room for these, not even as character references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain_blocks(template: str, context: Mapping[str, Any]) -> tuple[Block, ...]:
    """What a template, e.g. ``gap_report/summary.xhtml``, prints of these values, all escaped.

    A character that XML forbids is printed as the replacement character. Raises TemplateFault.
    """
    markup = TemplateSet(None, {}).render(template, dict(context))
    return Reader(f"templates/{template}", _no_figure).read(_FORBIDDEN.sub("\ufffd", markup))


def _no_figure(name: str) -> Image:
    raise TemplateFault(f'there is no figure "{name}"', "A template of plain values prints text and tables only.")
