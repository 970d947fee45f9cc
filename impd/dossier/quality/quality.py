"""The quality data of one medicinal product: shared registers, each entry stated once and referenced by id."""

from __future__ import annotations

from impd.dossier.facts import Facts, Words
from impd.dossier.quality.control import (
    AnalyticalProcedure,
    Batch,
    Characterisation,
    Impurity,
    ReferenceStandard,
    Specification,
)
from impd.dossier.quality.manufacture import (
    ComparabilityStudy,
    Facility,
    Intermediate,
    Process,
    ProcessChange,
    Site,
)
from impd.dossier.quality.materials import Bank, Donor, EditingReagent, Material, Plasmid, Vector
from impd.dossier.quality.product import Container, Device, DrugProduct, Substance
from impd.dossier.quality.stability import AgentRow, ClearanceStep, StabilityClaim, StabilityStudy
from impd.dossier.section_statement import SectionStatement


class Boundary(Facts):
    """Where the active substance ends and the product begins."""

    continuous_process: bool | None = None
    description: Words | None = None


class Quality(Facts):
    """All quality registers of one medicinal product."""

    sites: tuple[Site, ...] = ()
    substances: tuple[Substance, ...] = ()
    drug_products: tuple[DrugProduct, ...] = ()
    boundary: Boundary | None = None
    materials: tuple[Material, ...] = ()
    donors: tuple[Donor, ...] = ()
    vectors: tuple[Vector, ...] = ()
    plasmids: tuple[Plasmid, ...] = ()
    editing_reagents: tuple[EditingReagent, ...] = ()
    banks: tuple[Bank, ...] = ()
    intermediates: tuple[Intermediate, ...] = ()
    processes: tuple[Process, ...] = ()
    changes: tuple[ProcessChange, ...] = ()
    comparability_studies: tuple[ComparabilityStudy, ...] = ()
    methods: tuple[AnalyticalProcedure, ...] = ()
    specifications: tuple[Specification, ...] = ()
    batches: tuple[Batch, ...] = ()
    reference_standards: tuple[ReferenceStandard, ...] = ()
    impurities: tuple[Impurity, ...] = ()
    characterisation: tuple[Characterisation, ...] = ()
    containers: tuple[Container, ...] = ()
    devices: tuple[Device, ...] = ()
    stability_studies: tuple[StabilityStudy, ...] = ()
    stability_claims: tuple[StabilityClaim, ...] = ()
    agents: tuple[AgentRow, ...] = ()
    clearance_steps: tuple[ClearanceStep, ...] = ()
    facilities: tuple[Facility, ...] = ()
    sections: tuple[SectionStatement, ...] = ()
