"""What the sponsor states: values without files, law or layout."""

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.quality import Quality
from impd.dossier.quantity import AcceptanceCriterion, Quantity
from impd.dossier.trial import MemberState, Sponsor, Trial

__all__ = [
    "AcceptanceCriterion", "ClinicalTrialApplication", "MedicinalProduct", "MemberState", "Quality", "Quantity",
    "Sponsor", "Trial",
]
