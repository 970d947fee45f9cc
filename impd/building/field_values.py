"""What stands in one field of the CTIS form: facts, codes with their labels, documents, translations, and faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from impd.calculation.authorisation_region import country_code
from impd.calculation.ctis_subject import FormSubject, fact_value, root, subjects
from impd.calculation.ctis_values import VALUES
from impd.dossier.ctis import Translation
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import item_key
from impd.dossier.trial_site import MemberState, TrialSite
from impd.gaps import Place
from impd.gaps.field_sheet import SheetValue
from impd.rules.ctis_fields import CodeList, CtisForm, FormField

Found: TypeAlias = tuple[tuple[SheetValue, ...], str, str]
"""The values, the path they come from or would, and how they follow."""
_PHONE = re.compile(r"\+?[0-9]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def values_of(field: FormField, subject: FormSubject, form: CtisForm, locate: Callable[[str], Place | None]) -> Found:
    """The fact of a field, or what its function makes of the facts."""
    value = VALUES[field.value](subject) if field.value else fact_value(subject, field.fact)
    listed = form.code_lists[field.list_].values if field.list_ else {}
    place = locate(value.path)
    found = []
    for text in value.values:
        entry = listed.get(text)
        found.append(SheetValue(entry.label if entry else text, entry.code if entry else "", place=place))
    return tuple(found), value.path, value.note


def documents_of(field: FormField, subject: FormSubject, locate: Callable[[str], Place | None]) -> Found:
    """The documents of the register that are uploaded in a field."""
    found = []
    for index, one in enumerate(subject.application.documents):
        if subject.value is not None and one.kind in field.documents and _covers(one, subject):
            path = f"documents[{item_key(one, index)}]"
            found.append(SheetValue(one.title or one.id, detail=_details(one), place=locate(path)))
    return tuple(found), "documents", ""


def _covers(document: RegisteredDocument, subject: FormSubject) -> bool:
    """Whether a document is about the product, member state and site around; what it does not name, it covers."""
    product, state = subject.nearest(MedicinalProduct), subject.nearest(MemberState)
    site = subject.nearest(TrialSite)
    wanted: tuple[tuple[str, Iterable[str]], ...] = (
        (product.code if product else "", document.products),
        (
            country_code(state.country) or "" if state else "",
            [country_code(one) or "" for one in document.member_states],
        ),
        (site.id if site else "", document.sites),
    )
    return all(not name or not list(named) or name in named for name, named in wanted)


def _details(document: RegisteredDocument) -> str:
    """What CTIS asks about a file: version, date, language, and whether it is still a draft."""
    version = f"version {document.version}" if document.version else ""
    draft = "draft" if document.status == "draft" else ""
    return ", ".join(filter(None, (version, document.date, document.language, draft, document.file)))


def translated(field: FormField, subject: FormSubject, asking: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Each language of a translation: code, text, path, and the member state that asks for it.

    The languages are those given and those of the member states concerned, English aside.
    """
    absolute = field.translations.startswith("/")
    where, name = (root(subject.application) if absolute else subject), field.translations.removeprefix("/")
    if where.value is None:
        return
    entries = [one for one in subjects(where, f"{name}[*]") if isinstance(one.value, Translation)]
    given = {
        one.value.language: (one.value.text or "", one.path) for one in entries if isinstance(one.value, Translation)
    }
    states = subject.application.member_states
    asked = {asking[code]: code for one in states if (code := country_code(one.country) or "") in asking}
    languages = dict.fromkeys((*asked, *given, *(code for one in states for code in one.languages)))
    for language in languages:
        if language != "en":
            text, path = given.get(language, ("", where.at(name)))
            yield language, text, f"{path}.text" if text else path, asked.get(language, "")


def faults_of(field: FormField, values: tuple[SheetValue, ...], listed: CodeList | None) -> str:
    """Why CTIS would not take a value: too long, no value of the list, no telephone number, no day."""
    for one in values:
        if field.limit and len(one.text) > field.limit and not field.documents:
            return f"{len(one.text)} characters; the field holds {field.limit}"
        if listed and not listed.open and one.text not in {entry.label for entry in listed.values.values()}:
            return f'"{one.text}" is no value of the list'
        if field.kind == "phone" and not _PHONE.fullmatch(one.text):
            return "only numbers and a leading + are taken"
        if field.kind == "date" and not _DAY.fullmatch(one.text):
            return "a date to the day is taken"
    return ""
