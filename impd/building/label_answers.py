"""What label texts are told besides facts: the set of particulars, fixed phrases, languages of the member states."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.label_set import LabelCase, label_set
from impd.checking.lookups.national import national_practice
from impd.composing.answers import Calculated, CalculatedRow
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.product_statements import Label
from impd.dossier.trial_site import MemberState
from impd.rules.label_languages import LabelLanguage, label_languages

PHRASES = ("clinical_trial_use_only", "keep_from_children", "autologous_use_only", "gmo_statement")
_SETS: dict[LabelCase, str] = {
    "A": "Particulars of an unauthorised investigational medicinal product (Annex VI, A)",
    "B": "Particulars of an unauthorised auxiliary medicinal product (Annex VI, B)",
    "C": "Label of the marketing authorisation, with the additions for the trial (Article 67, Annex VI, C)",
}
_UNKNOWN = LabelLanguage(name="", reviewed=False)


def label_values(product: MedicinalProduct) -> Iterator[tuple[tuple[str, str], Calculated]]:
    """The set of Annex VI with its reason, and the fixed phrases in English; no set where a fact is missing."""
    path = f"products[{product.code}]"
    found, english = label_set(product), label_languages()["en"]
    if found.case is not None:
        inputs = (f"{path}.role", f"{path}.authorisation")
        reason = found.reason[:1].upper() + found.reason[1:]
        yield (path, "label set"), Calculated(_SETS[found.case], inputs, found.reason)
        yield (path, "reason of label set"), Calculated(reason, inputs, _SETS[found.case])
    source = f"wording of label_languages.yaml, {'' if english.reviewed else 'not '}reviewed"
    for phrase in PHRASES:
        yield (path, phrase), Calculated(english.phrases[phrase], (f"{path}.label.{phrase}",), source)


def label_rows(
    application: ClinicalTrialApplication, product: MedicinalProduct
) -> Iterator[tuple[tuple[str, str], tuple[CalculatedRow, ...]]]:
    """The official languages of each member state, and each language that the label is in."""
    path, label = f"products[{product.code}]", product.label or Label()
    states = {one.country: _state(one, label) for one in application.member_states}
    yield (path, "label languages by state"), tuple(states.values())
    stated = dict.fromkeys((*label.languages, *(one.language for one in label.texts)))
    wanted = dict.fromkeys(code for row in states.values() if not row.cells["given"] for code in _only(row))
    yield (path, "label languages"), tuple(_language(code, path) for code in (*stated, *wanted) if code != "en")


def _state(state: MemberState, label: Label) -> CalculatedRow:
    practice = national_practice(state.country)
    official = practice.languages if practice else ()
    stated = {*label.languages, *(one.language for one in label.texts)}
    given = [code for code in official if code in stated]
    cells = {"official": _names(official), "given": _names(given), "codes": " ".join(official)}
    inputs = (f"member_states[{state.country}].country",)
    return CalculatedRow(state.country, cells, inputs, "official languages of member_states.yaml")


def _only(row: CalculatedRow) -> list[str]:
    """The one official language of a state; none where the sponsor has to choose among several."""
    codes = row.cells["codes"].split()
    return codes if len(codes) == 1 else []


def _language(code: str, path: str) -> CalculatedRow:
    """A phrase that no person reviewed is never printed in another language than English."""
    known = label_languages().get(code, _UNKNOWN)
    printed = known.phrases if known.reviewed else {}
    others = ("pharmaceutical_form", "route", "directions", "storage")
    cells = {"name": known.name or code, **{name: printed.get(name, "") for name in (*PHRASES, *others)}}
    return CalculatedRow(code, cells, (f"{path}.label.languages",), "phrases of label_languages.yaml, reviewed")


def _names(codes: tuple[str, ...] | list[str]) -> str:
    return ", ".join(label_languages().get(code, _UNKNOWN).name or code for code in codes)
