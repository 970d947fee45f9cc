"""What each entry of the non-clinical and clinical data, and of the application, needs beside what it states."""

from __future__ import annotations

import re
from collections.abc import Mapping

from impd.checking.consistency.completeness.entry_needs import Asks, Need, beside, both, need, where
from impd.checking.subject import Subject
from impd.dossier.clinical.clinical import Clinical, RiskMeasure
from impd.dossier.clinical.dose import DoseCandidate
from impd.dossier.clinical.human_experience import EfficacyResult
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import AdvancedTherapy
from impd.dossier.non_clinical.glp import GlpRecord, TestFacility
from impd.dossier.non_clinical.non_clinical import BioanalyticalMethod, StudyOmission
from impd.dossier.non_clinical.results import DoseGroup, EffectLevel, StudyFinding
from impd.dossier.non_clinical.study import NonClinicalStudy, TestArticle

_CONTROL = re.compile(r"vehicle|control|empty|untreated|placebo|alone|sham|no (?:cells|vector)", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:single|once|one)\b", re.IGNORECASE)
_CELLS = frozenset({"gtmp_ex_vivo", "gtmp_ex_vivo_editing", "sctmp", "tep"})
_OWN_PROCESS = ("clinical_batch", "clinical_process", "earlier_process")
_FROM_AUTHORITIES = frozenset(
    {"manufacturing_authorisation", "scientific_advice", "scientific_advice_quality", "pip_decision",
     "atmp_classification", "orphan_designation", "gmo_decision", "investigators_brochure",
     "summary_of_product_characteristics", "qp_declaration", "gmp_national_evidence"}
)  # fmt: skip
_WITH_LANGUAGE = frozenset(
    {"cover_letter", "protocol", "protocol_synopsis", "dsmb_charter", "label", "pharmacy_manual", "patient_card",
     "data_protection_statement", "recruitment_procedure", "recruitment_material", "subject_information",
     "informed_consent", "financing", "compensation", "biological_samples_statement"}
)  # fmt: skip
_NATIONAL = frozenset(
    {"recruitment_procedure", "recruitment_material", "subject_information", "informed_consent", "insurance",
     "financing", "compensation", "biological_samples_statement", "fee", "gmo_application", "gmo_decision",
     "investigator_cv", "declaration_of_interest", "site_suitability", "national_data_protection"}
)  # fmt: skip
_OF_A_PRODUCT = frozenset(
    {"investigators_brochure", "manufacturing_authorisation", "label", "pharmacy_manual", "patient_card",
     "gmo_application", "gmo_decision", "scientific_advice", "scientific_advice_quality", "atmp_classification",
     "orphan_designation", "qp_declaration"}
)  # fmt: skip
_SIGNED = frozenset({"protocol", "data_protection_statement", "declaration_of_interest", "site_suitability"})
_OF_A_SITE = frozenset({"investigator_cv", "declaration_of_interest", "site_suitability"})


def _kind_in(kinds: frozenset[str], inside: bool = True) -> Asks:
    def asks(subject: Subject) -> str:
        kind = getattr(subject.this, "kind", None)
        return f"of a document of this kind ({kind})" if kind and (kind in kinds) is inside else ""

    return asks


def _advanced_therapy(subject: Subject) -> str:
    advanced = (subject.product.product_class or "chemical") not in ("chemical", "biological")
    return "for an advanced therapy" if advanced else ""


def _cells(subject: Subject) -> str:
    return "for a product of cells" if subject.product.product_class in _CELLS else ""


def _not_literature(subject: Subject) -> str:
    return "of a study of the dossier" if getattr(subject.this, "test_system", None) != "literature" else ""


def _in_vitro(subject: Subject) -> str:
    return "of a study in vitro" if getattr(subject.parent, "test_system", None) == "in_vitro" else ""


def _of_own_study(subject: Subject) -> str:
    return "of a group of the dossier's own study" if getattr(subject.parent, "test_system", "") != "literature" else ""


def _dosed_group(subject: Subject) -> str:
    """Where another group of the study states a dose, and this one is no control by its name."""
    study, group = subject.parent, subject.this
    if not isinstance(study, NonClinicalStudy) or not isinstance(group, DoseGroup) or _CONTROL.search(group.name):
        return ""
    return "as of other groups of the study" if any(one.dose for one in study.groups if one is not group) else ""


def _under_glp(subject: Subject) -> str:
    study = subject.this
    status = study.glp.status if isinstance(study, NonClinicalStudy) and study.glp else None
    return "of a study under GLP" if status in ("glp_full", "glp_with_exceptions", "glp_for_phases") else ""


def _dosed_more_than_once(subject: Subject) -> str:
    regimen = getattr(subject.this, "regimen", None) or ""
    return "of repeated dosing" if regimen and not _SINGLE.search(regimen) else ""


def _told_of_others(name: str) -> Asks:
    """Needed where another line of the same finding states it."""

    def asks(subject: Subject) -> str:
        study, own = subject.parent, subject.this
        lines = study.findings if isinstance(study, NonClinicalStudy) else ()
        same = (one for one in lines if one is not own and one.finding == getattr(own, "finding", None))
        found = next((getattr(one, name) for one in same if getattr(one, name)), None)
        return f"as in another line of the finding ({found})" if found else ""

    return asks


def _a_number(subject: Subject) -> str:
    result = getattr(subject.this, "result", None) or ""
    return f"beside the number {result}" if result[:1].isdigit() or result[:2].lstrip("<>-−")[:1].isdigit() else ""


NEEDS: Mapping[type[Facts], tuple[Need, ...]] = {
    AdvancedTherapy: (
        need("combined"),
        need("genetically_modified_organism"),
        need("donor_relation", _cells),
        need("cells", _cells),
        need("recommended_class", beside("classification_reference")),
        need("classification_reference", beside("recommended_class")),
    ),
    RegisteredDocument: (
        need("status", _kind_in(_FROM_AUTHORITIES, inside=False)),
        need("language", _kind_in(_WITH_LANGUAGE)),
        need("member_states", _kind_in(_NATIONAL)),
        need("products", _kind_in(_OF_A_PRODUCT)),
        need("sites", _kind_in(_OF_A_SITE)),
        need("signed", _kind_in(_SIGNED)),
    ),
    NonClinicalStudy: (
        need("model|relevance"),
        need("time_unit", beside("distribution", "shedding")),
        need("groups", beside("levels", "kinetics", "distribution", "shedding")),
        need("methods", both(beside("kinetics", "distribution", "shedding"), _not_literature)),
        need("started", both(beside("ended"), _advanced_therapy)),
        need("ended", beside("started")),
        need("immune_status", both(where("test_system", "animal"), _advanced_therapy)),
        need("follow_up", both(where("test_system", "animal"), _advanced_therapy)),
        need("glp", both(_not_literature, _advanced_therapy)),
        need("first_dose", both(where("test_system", "animal"), _under_glp)),
        need("age", both(where("test_system", "animal"), _under_glp)),
        need("age", both(where("test_system", "animal"), _advanced_therapy)),
        need("control", both(where("test_system", "animal"), _advanced_therapy)),
        need("model", both(where("test_system", "animal"), _under_glp)),
        need("dosing_duration", both(where("test_system", "animal"), _dosed_more_than_once)),
    ),
    TestArticle: (
        need("name"),
        need("kind"),
        need("batch|batch_number", where("kind", *_OWN_PROCESS, "research_grade")),
        need("process_version", where("kind", *_OWN_PROCESS)),
        need("comparability", where("kind", "earlier_process")),
        need("bridge", where("kind", *_OWN_PROCESS, "research_grade")),
        need("similarity", where("kind", "surrogate_product")),
    ),
    GlpRecord: (
        need("study_director_statement", beside("quality_assurance_statement", "report_signed")),
        need("quality_assurance_statement", beside("study_director_statement", "report_signed")),
        need("report_signed", beside("study_director_statement")),
        need("archive", beside("report_signed")),
    ),
    DoseGroup: (
        need("dose|article|remark", _dosed_group),
        need("donors|males|females|animals", _of_own_study),
        need("donors", _in_vitro),
        need("volume", beside("concentration")),
    ),
    StudyFinding: (
        need("result|comment"),
        need("result", beside("unit")),
        need("unit", both(_told_of_others("unit"), _a_number)),
        need("group", _told_of_others("group")),
    ),
    EffectLevel: (
        need("dose|not_stated"),
        need("basis", beside("dose")),
        need("dose", beside("basis")),
    ),
    TestFacility: (
        need("monitoring_authority", beside("last_inspection", "certificate")),
        need("last_inspection", beside("certificate")),
        need("certificate", beside("last_inspection")),
    ),
    StudyOmission: (
        need("justification"),
        need("compensated_by|clinical_mitigation|evidence|risk"),
        need("risk", both(beside("clinical_mitigation"), _cells)),
        need("clinical_mitigation", both(beside("risk"), _advanced_therapy)),
        need("evidence", beside("compensated_by")),
    ),
    BioanalyticalMethod: (need("quantitation_limit|detection_limit"),),
    Clinical: (
        need("coding_dictionary", beside("adverse_events", "serious_events")),
        need("event_cut_off", beside("adverse_events")),
        need("event_overview", beside("adverse_events")),
    ),
    EfficacyResult: (
        need("rank"),
        need("time_point"),
        need("analysed"),
        need("responders|estimate"),
        need("interval"),
        need("unit", beside("estimate")),
    ),
    DoseCandidate: (
        need("method"),
        need("dose"),
        need("basis"),
        need("level_dose", beside("safety_factor", "level")),
        need("safety_factor", beside("level_dose", "safety_factor_reason")),
        need("safety_factor_reason", beside("safety_factor")),
        need("study", beside("level")),
        need("level", where("method", "no_adverse_effect_level", "normalised_dose")),
        need("study", where("method", "minimal_anticipated_biological_effect_level", "pharmacologically_active_dose")),
    ),
    RiskMeasure: (
        need("measure"),
        need("timing"),
        need("protocol_section"),
        need("risk|subject"),
    ),
}
