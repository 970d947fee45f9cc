"""What each entry of the quality data needs beside what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from impd.checking.consistency.completeness.entry_needs import Asks, Need, beside, both, need, where
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.number import parse_number
from impd.dossier.quality.control import (
    AnalyticalProcedure,
    Batch,
    Impurity,
    Result,
    Specification,
    SpecificationTest,
    ValidationParameter,
)
from impd.dossier.quality.manufacture import InProcessControl, Parameter, Process, Step, ValidationElement
from impd.dossier.quality.materials import Material, TseStatement, Vector
from impd.dossier.quality.product import (
    BatchFormula,
    BatchFormulaLine,
    Component,
    Container,
    Device,
    Dose,
    DrugProduct,
    Substance,
)
from impd.dossier.quality.stability import StabilityClaim, StabilityResult, StabilityStudy
from impd.dossier.quantity import AcceptanceCriterion, Quantity
from impd.dossier.vocabulary import SpecificationUse

UNITLESS = re.compile(
    r"\bpH\b|ratio|number|score|volumes|filter|doubling|passage|cycles|A260|relative|index|multiplicity", re.IGNORECASE
)
_RESIDUES = (
    "medium", "enzyme", "separation_reagent", "single_use", "cytokine", "antibiotic", "raw_material", "feeder_cells",
    "reagent", "processing_aid",
)  # fmt: skip


def _class(subject: Subject) -> str:
    return subject.product.product_class or ""


def _chemical(subject: Subject) -> str:
    return "for a chemical product" if _class(subject) == "chemical" else ""


def _not_chemical(subject: Subject) -> str:
    return "for a biological or advanced product" if _class(subject) not in ("", "chemical") else ""


def _not_placebo(subject: Subject) -> str:
    return "" if subject.product.role == "placebo" else "of a product that is no placebo"


def _kept_apart(subject: Subject) -> str:
    boundary = subject.product.quality.boundary
    return "" if boundary and boundary.continuous_process else "of a substance that is isolated"


def _of_substance(subject: Subject) -> str:
    """A process in use that makes a substance."""
    process = subject.this
    made = isinstance(process, Process) and process.subject in subject.of_product.register("substances")
    return "of a process in use that makes a substance" if made and process.current else ""  # type: ignore[attr-defined]


def _in_a_register(register: str, **facts: str) -> Asks:
    """Needed where the product's register holds such an entry."""

    def asks(subject: Subject) -> str:
        entries = (named.entry for named in subject.of_product.register(register).values())
        wanted = facts.items()
        found = next((one for one in entries if all(getattr(one, name) == value for name, value in wanted)), None)
        return f"because the {register} hold {found.id}" if found else ""

    return asks


def _shares(subject: Subject) -> str:
    """Where a line of the composition has a percentage."""
    product = subject.this
    stated = isinstance(product, DrugProduct) and any(one.percentage for one in product.composition)
    return "beside the percentages" if stated else ""


def _per_weight(subject: Subject) -> str:
    dose = subject.this
    given = [one for one in (dose.minimum, dose.target, dose.maximum) if one] if isinstance(dose, Dose) else []
    return "of a dose per body weight" if any("/kg" in one.unit for one in given) else ""


def _number(subject: Subject) -> str:
    """Where the value or limit is a number of something that has a unit."""
    entry = subject.this
    value = getattr(entry, "value", None) or getattr(entry, "limit", None)
    text = value.text if isinstance(value, AcceptanceCriterion) else str(value or "")
    plain = parse_number(text) is not None and not UNITLESS.search(getattr(entry, "name", None) or "")
    return f"beside the number {text}" if plain else ""


def _tested_with_unit(subject: Subject) -> str:
    """Where the line of the specification that a result answers has a unit, and the result is a number."""
    holder, result = subject.parent, subject.this
    if not isinstance(holder, Batch | StabilityStudy) or not isinstance(result, Result | StabilityResult):
        return ""
    specification = subject.of_product.specification_of(holder.subject)
    line = next((one for one in specification.tests if one.id == result.test), None) if specification else None
    if result.number is None:
        return ""
    if line is not None and line.unit:
        return f"as in the specification ({line.unit})"
    found = next((one.unit for one in _results(subject, holder.subject) if one.test == result.test and one.unit), None)
    return f"as in other results ({found})" if found else ""


def _results(subject: Subject, about: str | None) -> Iterator[Result | StabilityResult]:
    """The results of batches and stability studies of one material."""
    quality = subject.product.quality
    holders: tuple[Batch | StabilityStudy, ...] = (*quality.batches, *quality.stability_studies)
    return (result for one in holders if one.subject == about for result in one.results)


def _measured_with_unit(subject: Subject) -> str:
    """Where results of the test have a unit."""
    specification, line = subject.parent, subject.this
    results = _results(subject, getattr(specification, "subject", None))
    found = next((one.unit for one in results if one.test == getattr(line, "id", None) and one.unit), None)
    return f"as in the results ({found})" if found else ""


def _specified_for(use: SpecificationUse) -> Asks:
    """Needed in a specification of that use."""

    def asks(subject: Subject) -> str:
        uses = subject.parent.use if isinstance(subject.parent, Specification) else ()
        return f"in a specification for {use}" if use in uses else ""

    return asks


def _validated_for(words: str) -> Asks:
    pattern = re.compile(words, re.IGNORECASE)

    def asks(subject: Subject) -> str:
        procedure = subject.this
        names = [one.name for one in procedure.validation] if isinstance(procedure, AnalyticalProcedure) else []
        found = next((name for name in names if pattern.search(name)), None)
        return f"beside its validation ({found})" if found else ""

    return asks


def _measures_potency(subject: Subject) -> str:
    for specification in subject.product.quality.specifications:
        for line in specification.tests:
            if line.category == "potency" and line.method == getattr(subject.this, "id", None):
                return f"because {line.id} is a test of potency"
    return ""


def _has_specification(subject: Subject) -> str:
    """Where the product's data hold a specification of what the batch is of."""
    about = getattr(subject.this, "subject", None)
    found = next((one for one in subject.product.quality.specifications if about and one.subject == about), None)
    return f"because {found.id} is one for it" if found else ""


def _as_of_all_others(name: str) -> Asks:
    """Needed of a batch where every other batch of its kind states it."""

    def asks(subject: Subject) -> str:
        about = getattr(subject.this, "subject", None)
        others = [one for one in subject.product.quality.batches if one.subject == about and one is not subject.this]
        told = bool(others) and all(getattr(one, name) for one in others)
        return "as of every other batch of its kind" if told else ""

    return asks


def _part_of_others(subject: Subject) -> str:
    """Where another line of the formula names its part."""
    holder = subject.parent
    lines: tuple[Component | BatchFormulaLine, ...] = ()
    if isinstance(holder, DrugProduct):
        lines = holder.composition
    elif isinstance(holder, BatchFormula):
        lines = holder.lines
    found = next((one.part for one in lines if one.part and one is not subject.this), None)
    return f"as of other lines ({found})" if found else ""


def _keeps_product(subject: Subject) -> str:
    kept = subject.of_product.product.quality.drug_products
    return "of a container of the product" if any(one.container == subject.this.id for one in kept) else ""  # type: ignore[attr-defined]


def _period(subject: Subject) -> str:
    value = getattr(subject.this, "shelf_life", None) or getattr(subject.this, "retest_period", None)
    return f"beside the period of {value}" if isinstance(value, Quantity) else ""


NEEDS: Mapping[type[Facts], tuple[Need, ...]] = {
    Substance: (
        need("storage", _period),
        need("shelf_life|retest_period", beside("storage")),
        need("container", both(beside("storage"), _kept_apart)),
    ),
    DrugProduct: (
        need("fill_volume", beside("overfill", "extractable_volume")),
        need("overfill", beside("extractable_volume")),
        need("extractable_volume", beside("concentration")),
        need("concentration", beside("extractable_volume")),
        need("overage", beside("overfill")),
        need("composition_total", _shares),
        need("diluents", _in_a_register("materials", category="diluent")),
        need("devices", _in_a_register("devices")),
    ),
    Component: (need("part", _part_of_others),),
    BatchFormulaLine: (need("part", _part_of_others),),
    Dose: (
        need("regimen"),
        need("minimum|target", _not_placebo),
        need("minimum", beside("maximum")),
        need("maximum", beside("minimum")),
        need("administration_time", beside("volume")),
        need("lowest_body_weight", _per_weight),
    ),
    Material: (
        need("synthesis", both(where("category", "starting_material"), _chemical)),
        need("risk_class", beside("risk_mitigation")),
        need("viral_safety", both(beside("tse"), _not_chemical)),
        need("residual_control", both(where("category", *_RESIDUES), _not_chemical)),
    ),
    TseStatement: (
        need("statement"),
        need("certificate"),
        need("tissue", beside("species", "country")),
        need("species", beside("tissue", "country")),
    ),
    Process: (
        need("batch_size_minimum", beside("batch_size_maximum", "yield_range")),
        need("batch_size_maximum", beside("batch_size_minimum")),
        need("start_of_process", beside("batch_definition")),
        need("batch_definition", beside("start_of_process")),
        need("windows", beside("chain_of_identity")),
        need("chain_of_identity", beside("windows")),
        need("yield_range", _of_substance),
        need("maximum_generation", both(_of_substance, _not_chemical)),
    ),
    Step: (
        need("critical_reason", where("critical", True)),
        need("critical", beside("critical_reason")),
        need("description|parameters|controls|inputs"),
    ),
    Parameter: (need("value"), need("unit", _number)),
    InProcessControl: (need("name"), need("limit"), need("action"), need("unit", _number)),
    ValidationElement: (need("status"), need("result", beside("runs"))),
    AnalyticalProcedure: (
        need("replicates", beside("system_suitability", "acceptance_of_run")),
        need("system_suitability", beside("replicates", "acceptance_of_run")),
        need("quantitation_limit", _validated_for("quantitation")),
        need("detection_limit", _validated_for(r"^(?:limit of )?detection(?: limit)?$")),
        need("validation", where("status", "qualified", "validated")),
        need("potency", _measures_potency),
        need("potency", beside("mechanism")),
        need("acceptance_of_run", where("potency", True)),
    ),
    ValidationParameter: (need("criterion"), need("result")),
    SpecificationTest: (
        need("name"),
        need("category"),
        need("basis"),
        need("release_limit|shelf_life_limit"),
        need("release_limit", _specified_for("release")),
        need("unit", _measured_with_unit),
    ),
    Batch: (
        need("specification", _has_specification),
        need("donor", _as_of_all_others("donor")),
        need("scale", beside("process")),
        need("process", beside("scale")),
        need("container", beside("filled")),
        need("expiry", _as_of_all_others("expiry")),
    ),
    Vector: (need("generation", where("family", "lentivirus")), need("marker_justification|resistance_marker")),
    Result: (need("result"), need("unit", _tested_with_unit)),
    StabilityResult: (need("result"), need("unit", _tested_with_unit)),
    Impurity: (need("observed", beside("tests")),),
    Container: (need("extractables", _not_chemical), need("secondary_packaging", _keeps_product)),
    Device: (need("standards", beside("ce_certificate")), need("ce_certificate", beside("notified_body"))),
    StabilityStudy: (need("container|container_remark"), need("specification")),
    StabilityClaim: (need("extension_plan", beside("commitment")),),
}
