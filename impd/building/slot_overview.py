"""The slots of an application under the rule pack it asks for."""

from __future__ import annotations

from pathlib import Path

from impd.building.check import pack_for
from impd.checking.known import Known
from impd.checking.slots import slot_states
from impd.dossier import ClinicalTrialApplication
from impd.gaps.slot import SlotState


def slots_of_application(application: ClinicalTrialApplication, rules: Path | None = None) -> tuple[SlotState, ...]:
    """The state of each slot; ``rules`` is the folder of a rule pack. Raises UsageFault, TemplateFault."""
    return slot_states(Known(application), pack_for(application, rules))
