"""What the sponsor states: values without files, law or layout."""

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.quality import Quality
from impd.dossier.quantity import AcceptanceCriterion, Quantity
from impd.dossier.trial import Sponsor, Trial
from impd.dossier.trial_site import MemberState

__all__ = [
    "AcceptanceCriterion", "ClinicalTrialApplication", "MedicinalProduct", "MemberState", "Quality", "Quantity",
    "Sponsor", "Trial",
]
