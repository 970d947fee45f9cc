"""The studies of a product: non-clinical by what they are on, stability by subject, and earlier trials."""

from __future__ import annotations

from impd.checking.known import KnownProduct
from impd.dossier.clinical.trial_summary import TrialSummary
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import build_path
from impd.dossier.quality.stability import StabilityStudy

SAFETY_ROLES = ("pivotal_safety", "supportive_safety")
BIODISTRIBUTION = ("biodistribution", "gonadal_distribution")


def studies_on(product: MedicinalProduct, *types: str) -> list[NonClinicalStudy]:
    """The non-clinical studies on one of these questions."""
    return [one for one in product.non_clinical.studies if set(types).intersection(one.types)]


def justified_omissions(product: MedicinalProduct, *types: str) -> list[str]:
    """The kinds of non-clinical study among these that are left out for a stated reason."""
    return [one.type for one in product.non_clinical.omissions if one.type in types and one.justification]


def studies_path(known: KnownProduct) -> str:
    """Where the non-clinical studies of a product stand."""
    return build_path(known.path, "non_clinical.studies")


def stability_studies(product: MedicinalProduct, subject: str | None, *categories: str) -> list[StabilityStudy]:
    """The stability studies of a substance, product or material; of these categories, where some are named."""
    studies = product.quality.stability_studies
    return [one for one in studies if one.subject == subject and (not categories or one.category in categories)]


def earlier_trials(product: MedicinalProduct) -> list[TrialSummary]:
    """The trials of a product before this one."""
    return [one for one in product.clinical.trials if one.role != "this_trial"]
