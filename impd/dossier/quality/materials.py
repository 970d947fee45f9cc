"""What goes in: raw and starting materials, vectors, plasmids, editing reagents, banks, donors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.quality.manufacture import Site_
from impd.dossier.quantity import AcceptanceCriterion, Date, Quantity, Unit
from impd.dossier.vocabulary import BankTier, DonorRelation, EditingKind, MaterialCategory, Origin, VectorFamily

Sites = Annotated[tuple[Site_, ...], Several]
TestReference = Annotated[str, Reference(("tests",))]


class ControlledTest(Facts):
    """A test of a material, bank or donor with its limit and result."""

    key = ("test",)
    test: Words
    method: Words | None = Field(None, description="id of a procedure, or a reference such as Ph. Eur. 2.6.14")
    limit: AcceptanceCriterion | None = None
    unit: Unit | None = None
    result: Words | None = None
    laboratory: Words | None = None
    date: Date | None = None


class TseStatement(Facts):
    """Evidence on transmissible spongiform encephalopathies (TSE) for a material of animal origin."""

    statement: Words | None = None
    certificate: Words | None = Field(None, description="CEP number or supplier certificate")
    species: Words | None = None
    tissue: Words | None = None
    country: Words | None = None


class Material(Entry):
    """A raw or starting material, excipient, reagent, medium, single-use item or device part."""

    name: Words | None = None
    category: MaterialCategory | None = None
    function: Words | None = None
    supplier: Words | None = None
    catalogue_number: Words | None = None
    grade: Words | None = Field(None, description="Ph. Eur., GMP grade, research use only, CE marked")
    standard: Words | None = Field(None, description="monograph or in-house specification")
    origin: Annotated[tuple[Origin, ...], Several] = ()
    tse: TseStatement | None = None
    viral_safety: Words | None = None
    composition: Words | None = Field(None, description="formula of a medium or solution made in house")
    storage: Words | None = None
    tests: tuple[ControlledTest, ...] = ()
    risk_class: Words | None = None
    risk_mitigation: Words | None = None
    in_final_product: bool | None = None
    residual_control: Words | None = Field(None, description="test or clearance argument for what remains")
    synthesis: Words | None = Field(None, description="route and suppliers of a chemical starting material")
    novel: bool | None = Field(None, description="excipient not used before by this route")
    not_used_reason: Words | None = None
    transport: Words | None = None
    remark: Words | None = None


class GeneticElement(Facts):
    """A functional element of a vector genome or plasmid, in order."""

    key = ("name",)
    name: Words
    kind: Words | None = Field(None, description="promoter, transgene, LTR, ITR, enhancer, polyadenylation signal")
    position: Words | None = None
    source: Words | None = None
    function: Words | None = None


class Vector(Entry):
    """A viral or non-viral vector; a starting material of modified cells, or the form of an active substance."""

    name: Words | None = None
    role: Literal["starting_material", "active_substance"] | None = None
    family: VectorFamily | None = None
    serotype_or_envelope: Words | None = Field(None, description="AAV serotype, adenovirus type, envelope pseudotype")
    generation: Words | None = None
    replication: Words | None = Field(None, description="replication deficient, conditionally replicating, and why")
    transgene: Words | None = None
    promoter: Words | None = None
    genome_size: Quantity | None = None
    elements: tuple[GeneticElement, ...] = ()
    sequence_reference: Words | None = None
    map_figure: Annotated[str, Reference(("figures",))] | None = Field(None, description="file below figures/")
    resistance_marker: Words | None = None
    marker_justification: Words | None = None
    attenuation: Words | None = None
    description: Words | None = None
    producer_cells: Annotated[str, Reference(("banks",))] | None = None
    plasmids: Annotated[tuple[Annotated[str, Reference(("plasmids",))], ...], Several] = ()
    manufacturers: Sites = ()
    storage: Words | None = None


class Plasmid(Entry):
    """A plasmid used to make a vector or as template: role, origin, sequence, marker, bank."""

    name: Words | None = None
    role: Words | None = None
    size: Quantity | None = None
    origin: Words | None = None
    elements: tuple[GeneticElement, ...] = ()
    sequence_reference: Words | None = None
    sequence_verified: Words | None = None
    resistance_marker: Words | None = None
    marker_justification: Words | None = None
    bank: Annotated[str, Reference(("banks",))] | None = None
    host: Words | None = None
    grade: Words | None = None
    manufacturers: Sites = ()
    storage: Words | None = None


class EditingReagent(Entry):
    """A nuclease (mRNA or protein), guide RNA or repair template; an active substance when given in vivo."""

    name: Words | None = None
    role: Literal["starting_material", "active_substance"] | None = None
    kind: EditingKind | None = None
    system: Words | None = Field(None, description="ZFN, TALEN, CRISPR-Cas9 and variant, base editor")
    target_gene: Words | None = None
    target_sequence: Words | None = None
    sequence_reference: Words | None = None
    length: Quantity | None = None
    modifications: Words | None = None
    purity: Words | None = None
    description: Words | None = None
    manufacturers: Sites = ()
    storage: Words | None = None


class Bank(Entry):
    """A cell bank, virus seed or plasmid bank with its history and tests."""

    name: Words | None = None
    tier: BankTier | None = None
    bank_of: Words | None = Field(None, description="cell line, virus or strain")
    parent: Annotated[str, Reference(("banks",))] | None = None
    history: Words | None = None
    date: Date | None = None
    containers: int | None = None
    generation: Words | None = Field(None, description="passage or population doubling level")
    maximum_generation: Words | None = None
    storage: Words | None = None
    storage_sites: Sites = ()
    manufacturers: Sites = ()
    genetic_construct: Words | None = None
    clone_selection: Words | None = None
    tests: tuple[ControlledTest, ...] = ()
    stability: Words | None = None


class DonorTest(Facts):
    key = ("marker",)
    marker: Words
    method: Words | None = None
    laboratory: Words | None = None
    laboratory_authorisation: Words | None = None
    kit: Words | None = Field(None, description="CE-marked or IVD status of the kit")
    sample_time: Words | None = None
    date: Date | None = None
    acceptance: Words | None = None
    result: Words | None = None


class Donor(Entry):
    """A donor or a donor programme: relation, procurement, eligibility, tests, coding."""

    name: Words | None = None
    relation: DonorRelation | None = None
    tissue: Words | None = None
    donation_type: Words | None = None
    procurement_sites: Sites = ()
    procurement_procedure: Words | None = None
    eligibility_basis: Words | None = None
    eligibility_criteria: Words | None = None
    mobilisation: Words | None = None
    tests: tuple[DonorTest, ...] = ()
    htlv_risk: Words | None = None
    retest: Words | None = None
    positive_result_policy: Words | None = None
    consent: Words | None = None
    coding: Words | None = None
    traceability: Words | None = None
    transport_condition: Words | None = None
    transport_maximum_time: Quantity | None = None
    acceptance: tuple[ControlledTest, ...] = ()
