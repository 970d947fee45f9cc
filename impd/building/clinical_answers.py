"""What follows from the clinical data: shares of subjects, totals, margins, starting doses, durations of studies."""

from __future__ import annotations

from impd.building.answer_values import Values, entry_path
from impd.calculation.exposure_margin import exposure_margin
from impd.calculation.incidence import Share, share
from impd.calculation.printed_figures import print_with_unit
from impd.calculation.starting_dose import lowest, starting_dose
from impd.calculation.treatment_duration import supported_duration
from impd.composing.answers import Calculated
from impd.dossier import MedicinalProduct
from impd.dossier.clinical.clinical import Clinical
from impd.dossier.clinical.dose import DoseCandidate, DoseRationale, ExposureMargin

# Counts of subjects, and the fact of the same entry that is their denominator; the others are counted in their group.
_COUNTS = {
    "event_overview": (("subjects", ""),),
    "adverse_events": (("subjects", ""), ("severe", ""), ("serious", ""), ("related", "")),
    "efficacy": (("responders", "analysed"),),
}


def clinical_values(product: MedicinalProduct) -> Values:
    """The values by the path of the fact they belong to, and their name."""
    path, clinical = f"products[{product.code}].clinical", product.clinical
    yield from _shares(clinical, path)
    if len(clinical.exposure) > 1 and all(one.subjects is not None for one in clinical.exposure):
        lines = clinical.exposure
        inputs = tuple(f"{entry_path(path, 'exposure', one, index)}.subjects" for index, one in enumerate(lines))
        total = sum(one.subjects or 0 for one in lines)
        yield (path, "subjects exposed"), Calculated(str(total), inputs, "sum")
    if clinical.dose is not None:
        yield from _dose(clinical.dose, f"{path}.dose")


def _dose(dose: DoseRationale, path: str) -> Values:
    for index, margin in enumerate(dose.margins):
        yield from _margin(margin, entry_path(path, "margins", margin, index))
    for index, candidate in enumerate(dose.candidates):
        yield from _candidate(candidate, entry_path(path, "candidates", candidate, index))
    least = lowest(map(starting_dose, dose.candidates))
    if least is not None and len(dose.candidates) > 1:
        inputs = tuple(entry_path(path, "candidates", one, index) for index, one in enumerate(dose.candidates))
        yield (path, "lowest starting dose"), Calculated(least.text, inputs, "lowest of the calculated doses")
    asked = supported_duration(dose.dosing_duration)
    if asked.rodent is not None and asked.non_rodent is not None:
        union = f" ({asked.non_rodent_in_the_union} accepted in the EU)" if asked.non_rodent_in_the_union else ""
        text = f"rodent {asked.rodent}, non-rodent {asked.non_rodent}{union}"
        yield (path, "duration of studies"), Calculated(text, (f"{path}.dosing_duration",), asked.citation)


def _shares(clinical: Clinical, path: str) -> Values:
    """Counts with their percentage of the group, or of the subjects analysed."""
    sizes = {one.id: one.subjects for one in clinical.analysis_groups}
    for register, counts in _COUNTS.items():
        for index, entry in enumerate(getattr(clinical, register)):
            place = entry_path(path, register, entry, index)
            for name, own in counts:
                of = getattr(entry, own) if own else sizes.get(entry.group)
                found = share(getattr(entry, name), of)
                if found is not None and (found.percent is not None or found.fault):
                    size = f"{place}.{own}" if own else f"{path}.analysis_groups[{entry.group}].subjects"
                    convention = found.fault or "percentage"
                    value = Calculated(_share_text(found, of), (f"{place}.{name}", size), convention)
                    yield (f"{place}.{name}", "share"), value


def _share_text(found: Share, of: int | None) -> str:
    """The share as printed; a count above its denominator shows both, so that a reader sees the contradiction."""
    return f"{found.text} (of {of})" if found.fault else found.text


def _margin(margin: ExposureMargin, path: str) -> Values:
    found = exposure_margin(margin)
    inputs = (f"{path}.animal", f"{path}.human")
    if found.ratio is None:
        yield (path, "convention"), Calculated(f"not calculated: {found.reason}", inputs)
        return
    convention = "; ".join(filter(None, (found.convention, found.conversion)))
    yield (path, "ratio"), Calculated(found.text, inputs, convention)
    yield (path, "convention"), Calculated(convention, inputs)
    scaled = found.human_equivalent
    if scaled is not None and margin.animal is not None:
        text = print_with_unit(scaled.value, margin.animal.unit)
        yield (path, "human equivalent dose"), Calculated(text, (f"{path}.animal",), scaled.convention)


def _candidate(candidate: DoseCandidate, path: str) -> Values:
    found = starting_dose(candidate)
    inputs = (f"{path}.level_dose", f"{path}.safety_factor")
    if found.dose is None:
        yield (path, "starting dose"), Calculated(f"not calculated: {found.reason}", inputs)
        return
    at_weight = f"; {found.text_at_reference_weight} at 60 kg" if found.text_at_reference_weight else ""
    yield (path, "starting dose"), Calculated(f"{found.text}{at_weight}", inputs, found.convention)
    yield (path, "steps"), Calculated(found.steps, inputs, found.convention)
