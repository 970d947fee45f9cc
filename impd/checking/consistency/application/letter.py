"""What the cover letter states (Annex I, 6 to 12), and whether the rest of the application agrees."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.expectation import is_placeholder
from impd.checking.lookups.registered import document_by_id, registered
from impd.checking.observation import Observation, falls_short, given, holds, untold
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject
from impd.dossier.cover_letter import CoverLetter, LetterStatement, PaediatricStatement

STATEMENTS = (
    "special_population", "first_administration", "scientific_advice", "paediatric_investigation_plan",
    "narcotic_psychotropic_or_radiopharmaceutical", "genetically_modified_organism", "orphan_designation",
    "product_list", "devices",
)  # fmt: skip
"""The points (a) to (i) of Annex I, 7."""
_PLACES_OF_SAFETY_INFORMATION = ("investigators_brochure", "summary_of_product_characteristics")


def statement_of(letter: CoverLetter | None, field: str) -> LetterStatement | None:
    """One statement of the cover letter; None where there is no letter or no statement."""
    found = getattr(letter, field) if letter else None
    return found if isinstance(found, LetterStatement) else None


def _says(subject: Subject, field: str) -> Iterator[Observation]:
    """An answer by yes or no, and the detail where it is yes."""
    statement = statement_of(subject.application.cover_letter, field)
    path = f"cover_letter.{field}"
    if statement is None or statement.applies is None:
        yield falls_short(f"{path}.applies", "not stated", "yes or no", "answer", fact="the answer yes or no")
    elif statement.applies and (not statement.detail or is_placeholder(statement.detail)):
        yield falls_short(f"{path}.detail", "not stated", "the detail", "detail", fact="the detail")
    else:
        yield holds(path, statement.detail or "no")


for _field in STATEMENTS:
    check_of_table(f"letter_answers_{_field}", _says, _field)


@check
def letter_says_where(subject: Subject) -> Iterator[Observation]:
    """Each point that applies says where in the application the information stands (Annex I, 8)."""
    for field in STATEMENTS:
        statement = statement_of(subject.application.cover_letter, field)
        if statement is None or not statement.applies:
            continue
        path = f"cover_letter.{field}.place"
        label = field.replace("_", " ")
        yield given(path, statement.place, topic=label)


@check
def letter_places_safety_information(subject: Subject) -> Iterator[Observation]:
    """Document and section of the reference safety information of a product (Annex I, 11)."""
    letter, code = subject.application.cover_letter, subject.product.code
    listed = letter.reference_safety_information if letter else ()
    entry = next((one for one in listed if one.product == code), None)
    path = "cover_letter.reference_safety_information"
    if entry is None:
        yield falls_short(path, "not stated", "document and section", code)
        return
    path = f"{path}[{code}]"
    document = document_by_id(subject.application, entry.document)
    if document is None:
        found = f"{entry.document}, not registered" if entry.document else "not stated"
        yield falls_short(f"{path}.document", found, "a registered document")
    elif document.kind not in (*_PLACES_OF_SAFETY_INFORMATION, None):
        yield falls_short(f"{path}.document", document.id, "an investigator's brochure or an SmPC")
    elif not entry.section:
        yield falls_short(f"{path}.section", "not stated", "the section")
    else:
        yield holds(path, f"{entry.document}, {entry.section}")


@check
def paediatric_plan_is_documented(subject: Subject) -> Iterator[Observation]:
    """The decision of the Agency on the paediatric investigation plan: registered, or a public link to it."""
    statement = statement_of(subject.application.cover_letter, "paediatric_investigation_plan")
    link = statement.decision_link if isinstance(statement, PaediatricStatement) else None
    found = registered(subject.application, ("pip_decision",))
    path = "cover_letter.paediatric_investigation_plan.decision_link"
    if link or found:
        yield holds(path, link or found[0].id)
    else:
        yield falls_short(path, "neither registered nor linked", "the decision or its public address")


@check
def low_intervention_is_justified(subject: Subject) -> Iterator[Observation]:
    """The claim of a low-intervention trial, in the cover letter or a document of its own (Annex I, 9)."""
    letter, path = subject.application.cover_letter, "cover_letter.low_intervention_justification"
    found = registered(subject.application, ("low_intervention_justification",))
    text = letter.low_intervention_justification if letter else None
    if text or found:
        yield holds(path, text or found[0].id)
    else:
        yield falls_short(path, "not stated", "a justification")


@check
def responsibilities_are_split(subject: Subject) -> Iterator[Observation]:
    """Who of several sponsors answers for what: a document, or a statement for each co-sponsor (Article 72)."""
    if found := registered(subject.application, ("responsibilities_of_sponsors",)):
        yield holds("documents", found[0].id)
        return
    if not subject.application.co_sponsors:
        yield untold("co_sponsors", "other sponsors take part, but none is named")
    for one in subject.application.co_sponsors:
        path = f"co_sponsors[{one.name}].responsibilities"
        yield given(path, one.responsibilities, "its responsibilities", sponsor=one.name)
