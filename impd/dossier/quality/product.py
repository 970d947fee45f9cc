"""Active substances and drug products: what they are, what they consist of, how they are packed and handled."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.quality.materials import GeneticElement, Sites
from impd.dossier.quantity import Quantity
from impd.dossier.vocabulary import DeviceRole

VectorReference = Annotated[str, Reference(("vectors", "editing_reagents"))]


class Property(Facts):
    """A physicochemical, biological or other property."""

    key = ("name",)
    name: Words
    value: Words | None = None
    method: Words | None = None


class Substance(Entry):
    """A drug substance (chemical) or active substance (biological, advanced therapy)."""

    name: Words | None = None
    inn: Words | None = None
    code: Words | None = None
    other_names: Words | None = None
    iupac_name: Words | None = None
    cas_number: Words | None = None
    kind: Words | None = Field(None, description="e.g. autologous T cells, recombinant AAV, synthetic small molecule")
    molecular_formula: Words | None = None
    molecular_mass: Quantity | None = None
    stereochemistry: Words | None = None
    structure: Words | None = Field(None, description="structure or composition in words")
    structure_figure: Annotated[str, Reference(("figures",))] | None = Field(None, description="file below figures/")
    sequence: Words | None = None
    glycosylation: Words | None = None
    elements: tuple[GeneticElement, ...] = ()
    cell_type: Words | None = None
    phenotype: Words | None = None
    genetic_modification: Words | None = None
    vectors: Annotated[tuple[VectorReference, ...], Several] = ()
    mechanism_of_action: Words | None = None
    properties: tuple[Property, ...] = ()
    manufacturers: Sites = ()
    container: Annotated[str, Reference(("containers",))] | None = None
    storage: Words | None = None
    shelf_life: Quantity | None = None
    retest_period: Quantity | None = Field(None, description="chemical substances only")


class Component(Facts):
    """One line of the composition."""

    key = ("name",)
    name: Words
    material: Annotated[str, Reference(("materials", "substances", "vectors", "devices"))] | None = None
    function: Words | None = None
    standard: Words | None = None
    amount: Quantity | None = None
    percentage: Words | None = None
    part: Words | None = Field(None, description="core, coating, capsule shell, cell suspension, matrix")
    remark: Words | None = None


class BatchFormulaLine(Facts):
    key = ("name",)
    name: Words
    amount: Quantity | None = None
    part: Words | None = None
    remark: Words | None = None


class BatchFormula(Facts):
    batch_size: Quantity | None = None
    units: Quantity | None = None
    lines: tuple[BatchFormulaLine, ...] = ()
    total: Quantity | None = None
    remark: Words | None = None


class Dose(Facts):
    """The dose range and how it is given."""

    minimum: Quantity | None = None
    target: Quantity | None = None
    maximum: Quantity | None = None
    regimen: Words | None = None
    volume: Quantity | None = None
    administration_time: Quantity | None = None
    lowest_body_weight: Quantity | None = Field(None, description="of the participants, for doses per body weight")
    highest_body_weight: Quantity | None = None


class HandlingStep(Facts):
    key = ("name",)
    name: Words
    instruction: Words | None = None
    limit: Words | None = None


class Compatibility(Facts):
    """Compatibility with a diluent, device or infusion material."""

    key = ("item",)
    item: Words
    condition: Words | None = None
    result: Words | None = None


class DevelopmentTopic(Facts):
    """A topic of pharmaceutical development with the finding."""

    key = ("topic",)
    topic: Words
    finding: Words | None = None


class DrugProduct(Entry):
    """A dosage form and strength of the investigational medicinal product."""

    name: Words | None = None
    pharmaceutical_form: Words | None = Field(None, description="EDQM standard term")
    strength: Words | None = None
    appearance: Words | None = None
    substances: Annotated[tuple[Annotated[str, Reference(("substances",))], ...], Several] = ()
    presentation: Words | None = Field(None, description="container and fill, e.g. one 50 mL bag with 20 mL")
    fill_volume: Quantity | None = None
    extractable_volume: Quantity | None = Field(None, description="what can be taken out of one container")
    concentration: Quantity | None = Field(None, description="by which the dose is measured, e.g. 1e13 {vg}/mL")
    composition_basis: Words | None = Field(None, description="per tablet, per mL, per bag, per dose")
    composition: tuple[Component, ...] = ()
    composition_total: Quantity | None = None
    overfill: Words | None = None
    overage: Words | None = None
    batch_formula: BatchFormula | None = None
    dose: Dose | None = None
    storage: Words | None = None
    shelf_life: Quantity | None = None
    in_use_shelf_life: Quantity | None = None
    container: Annotated[str, Reference(("containers",))] | None = None
    diluents: Annotated[tuple[Annotated[str, Reference(("materials",))], ...], Several] = ()
    devices: Annotated[tuple[Annotated[str, Reference(("devices",))], ...], Several] = ()
    formulation_development: tuple[DevelopmentTopic, ...] = ()
    container_suitability: Words | None = None
    microbiological_attributes: Words | None = None
    compatibility: tuple[Compatibility, ...] = ()
    handling: tuple[HandlingStep, ...] = ()
    sterile: bool | None = None
    retention_samples: Words | None = Field(None, description="what is kept of each batch and how long, or why not")
    manufacturers: Sites = ()


class ContainerPart(Facts):
    key = ("name",)
    name: Words
    material: Words | None = None
    supplier: Words | None = None
    compliance: Words | None = None
    sterilisation: Words | None = None


class Container(Entry):
    """A container closure system."""

    name: Words | None = None
    description: Words | None = None
    volume: Quantity | None = None
    parts: tuple[ContainerPart, ...] = ()
    secondary_packaging: Words | None = None
    integrity: Words | None = Field(None, description="container closure integrity")
    extractables: Words | None = None
    ce_marking: Words | None = None
    suitability: Words | None = None


class Device(Entry):
    """A medical device: an integral part of the product, or used to give it."""

    name: Words | None = None
    role: DeviceRole | None = None
    description: Words | None = None
    intended_purpose: Words | None = None
    manufacturer: Words | None = None
    classification: Words | None = None
    ce_certificate: Words | None = None
    notified_body: Words | None = None
    certificate_expiry: Words | None = None
    within_intended_purpose: bool | None = None
    requirements_evidence: Words | None = Field(None, description="general safety and performance requirements")
    biocompatibility: Words | None = None
    mechanical_properties: Words | None = None
    degradation: Words | None = None
    sterilisation: Words | None = None
    origin: Words | None = None
    interaction: Words | None = Field(None, description="interaction of device and cells or substance")
    standards: Words | None = None
    dimensions: Words | None = None


class ComparedProduct(Facts):
    """Quality statements on a placebo or comparator."""

    reference_product: Words | None = Field(None, description="placebo: the product it matches")
    same_composition_without_active: bool | None = None
    same_manufacturer: bool | None = None
    blinding: Words | None = None
    modification: Words | None = None
    effect_of_modification: Words | None = None
    expiry_rule: Words | None = None
