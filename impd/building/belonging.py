"""Which findings of the check belong to a document."""

from __future__ import annotations

from impd.composing.section_tree import known_documents, read_section_tree
from impd.document import Document
from impd.gaps import Finding


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
    places = ((finding.member_state, properties.member_state), (finding.site, properties.site))
    here = all(not of_document or of_finding in ("", of_document) for of_finding, of_document in places)
    return here and finding.section in read_section_tree(document.kind).findings.get(finding.document, ())
