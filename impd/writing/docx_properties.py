"""File properties, language and settings of a Word document."""

from __future__ import annotations

import datetime
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from impd.document import Document
from impd.writing.docx_markup import escape, without_forbidden
from impd.writing.docx_package import NAMESPACES

WORD_2013 = 15
_MODE = "compatibilityMode"
_MICROSOFT = "http://schemas.microsoft.com/office/word"

# The schema fixes the order of settings; these follow one another, and everything else comes before them.
_LAST_SETTINGS = (
    "w:updateFields", "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids",
    "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats",
    "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions", "w:readModeInkLockDown", "w:smartTagType",
    "sl:schemaLibrary", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol", "w:listSeparator",
)  # fmt: skip


def state_properties(word: WordDocument, document: Document) -> None:
    """Title, author, dates and so on from the document, nothing from the clock or the reference document."""
    stated, properties = word.core_properties, document.properties
    stated.title = _text(properties.title)
    stated.subject = _text(", ".join(filter(None, (properties.product, properties.trial))))
    stated.author = stated.last_modified_by = _text(properties.sponsor)
    stated.keywords = _text(", ".join(filter(None, (document.kind, properties.product, properties.trial))))
    stated.version = _text(properties.version)
    stated.language = properties.language
    stated.category = stated.comments = stated.content_status = stated.identifier = ""
    stated.revision = 1
    _remove(stated._element, "dcterms:created", "dcterms:modified", "cp:lastPrinted")
    if properties.date:
        stated.created = stated.modified = datetime.datetime.combine(properties.date, datetime.time())


def state_language(word: WordDocument, language: str) -> None:
    """The language of all text, for spelling and for reading aloud: in each style and in the settings."""
    styles = word.styles.element
    inside = styles
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        inside = _child(inside, name)
    for element in styles.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    _put(word, f'<w:themeFontLang {NAMESPACES} w:val="{escape(language)}"/>', "w:themeFontLang")


def state_settings(word: WordDocument, pages_known: bool) -> None:
    """Word 2013 rules of layout, one header for odd and even pages, and whether Word updates the fields on opening."""
    settings = word.settings.element
    _remove(settings, "w:evenAndOddHeaders", "w:updateFields")
    if not pages_known:
        # On opening, Word then asks whether to update the fields: a price worth paying only where the contents would
        # else show no page numbers. Filled fields read right as they stand, and Word updates them before printing.
        _put(word, f"<w:updateFields {NAMESPACES}/>", "w:updateFields")
    mode = f'<w:compatSetting {NAMESPACES} w:name="{_MODE}" w:uri="{_MICROSOFT}" w:val="{WORD_2013}"/>'
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        _put(word, f"<w:compat {NAMESPACES}>{mode}</w:compat>", "w:compat")
        return
    for element in compatibility.findall(qn("w:compatSetting")):
        if element.get(qn("w:name")) == _MODE:
            compatibility.remove(element)
    compatibility.append(parse_xml(mode))


def _child(parent: BaseOxmlElement, name: str) -> BaseOxmlElement:
    """The child of that name, made where it is missing: before its siblings, but language after them."""
    child = parent.find(qn(name))
    if child is None:
        child = parse_xml(f"<{name} {NAMESPACES}/>")
        parent.insert(len(parent) if name == "w:lang" else 0, child)
    return cast("BaseOxmlElement", child)


def _remove(parent: BaseOxmlElement, *names: str) -> None:
    for name in names:
        for element in parent.findall(qn(name)):
            parent.remove(element)


def _put(word: WordDocument, xml: str, name: str) -> None:
    """Sets one setting, at the place the schema asks for."""
    settings = word.settings.element
    _remove(settings, name)
    settings.insert_element_before(parse_xml(xml), *_LAST_SETTINGS[_LAST_SETTINGS.index(name) + 1 :])


def _text(text: str) -> str:
    """The text as a file property, which holds 255 characters."""
    return without_forbidden(text)[:255]
