"""What a document is called: its title, file name, version and date, whose it is, and its numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from impd.composing.composition import Composition
from impd.composing.member_state_codes import alpha_3
from impd.document import Properties, Section
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.document_subject import DocumentSubject
from impd.dossier.medicinal_product import DocumentControl

_LONGEST_NAME = 70


def properties_of(composition: Composition, draft: bool) -> Properties:
    """What the file properties, header and footer of a document state."""
    subject, tree, application = composition.subject, composition.tree, composition.application
    control = _control(composition)
    return Properties(
        title=tree.title,
        file_name=_file_name(subject, tree.file_name),
        product=_called(subject, composition.words),
        sponsor=application.sponsor.name or "",
        trial=application.trial.eu_ct_number or application.trial.protocol_code or "",
        version=(control.version if control else None) or "",
        date=_day(control.date if control else None),
        confidentiality=(control.confidentiality if isinstance(control, DocumentControl) else None) or "",
        language=application.language,
        draft=draft,
        product_code=subject.product.code if subject.product else "",
        member_state=subject.country,
        site=subject.site.id if subject.site else "",
        front=tree.front,
    )


def in_turn(sections: tuple[Section, ...], above: str = "") -> Iterator[Section]:
    """The sections numbered 1, 2, 3 in the order in which they stand, those below them 1.1, 1.2."""
    for position, section in enumerate(sections, start=1):
        number = f"{above}{position}"
        yield replace(section, number=number, sections=tuple(in_turn(section.sections, f"{number}.")))


def _control(composition: Composition) -> DocumentControl | RegisteredDocument | None:
    """Where version and date stand: with the product, or in the document register."""
    if composition.tree.control:
        control: DocumentControl | None = getattr(composition.product, composition.tree.control)
        return control
    entry = getattr(composition.registered(), "_facts", None)
    return entry if isinstance(entry, RegisteredDocument) else None


def _called(subject: DocumentSubject, words: dict[str, str]) -> str:
    """What a document is of, as its title page and header name it."""
    if subject.product:
        return subject.product.name or subject.product.code
    if subject.site:
        return subject.site.name or subject.site.id
    if subject.country:
        return words.get(subject.country, subject.country)
    trial = subject.application.trial
    return trial.short_title or trial.protocol_code or ""


def _file_name(subject: DocumentSubject, pattern: str) -> str:
    """The name of the file without its ending. Member states stand by three letters, languages by two."""
    parts = {
        "product": _product_part(subject.application, subject.product) if subject.product else "",
        "member_state": alpha_3(subject.country),
        "site": _plain(subject.site.id) if subject.site else "",
        "language": _plain(subject.application.language.upper()),
    }
    return pattern.format(**parts)


def _product_part(application: ClinicalTrialApplication, product: MedicinalProduct) -> str:
    """A product's name as part of a file name, with its code where another product has the same name."""
    names = [_plain_name(one).casefold() for one in application.products]
    name = _plain_name(product)
    return f"{name}-{product.code}" if names.count(name.casefold()) > 1 else name


def _plain_name(product: MedicinalProduct) -> str:
    """A product's name, or else its code, in letters, digits, dots and hyphens, no longer than file names may be."""
    return _plain(product.name or "") or product.code


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.\-]+", "-", name).strip("-.")[:_LONGEST_NAME]


def _day(date: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(date) if date and len(date) == 10 else None
