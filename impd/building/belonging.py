"""Which findings of the check belong to a document."""

from __future__ import annotations

import re

from impd.composing.section_tree import known_documents, read_section_tree
from impd.document import Document
from impd.gaps import Finding

_PLACE = re.compile(r"(?:member_states|trial\.sites)\[([^\]]*)\]")


def belongs(finding: Finding, document: Document) -> bool:
    """Whether a finding is on a document; one of no product belongs to each document of its kind.

    A document may answer for sections of the application that have no document of their own (``findings`` of its tree).
    """
    properties = document.properties
    if finding.product not in ("", properties.product_code):
        return False
    if finding.document == document.kind:
        return True
    if document.kind not in known_documents():
        return False
    sections = read_section_tree(document.kind).findings.get(finding.document, ())
    place = _PLACE.match(finding.path)
    here = (properties.member_state, properties.site)
    return finding.section in sections and (place is None or place[1] in here or not any(here))
