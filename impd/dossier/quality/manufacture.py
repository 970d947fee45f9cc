"""Sites, manufacturing processes with their versions, changes and comparability, facilities."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Identifier, Reference, Several, Words
from impd.dossier.quantity import AcceptanceCriterion, Date, Quantity, Unit
from impd.dossier.vocabulary import SiteRole

SUBJECTS = (
    "substances", "drug_products", "vectors", "plasmids", "editing_reagents", "banks", "materials", "intermediates",
)  # fmt: skip
Site_ = Annotated[str, Reference(("sites",))]
Subject = Annotated[str, Reference(SUBJECTS)]


class Authorisation(Facts):
    """A manufacturing, import, tissue-establishment or other authorisation of a site."""

    kind: Words | None = Field(None, description="e.g. manufacturing and import authorisation, tissue establishment")
    number: Words | None = None
    authority: Words | None = None
    scope: Words | None = None
    valid_until: Date | None = None


class Site(Entry):
    """A legal site with its address, its roles and the evidence that it may fill them."""

    name: Words | None = None
    address: Words | None = None
    country: Words | None = Field(None, description="ISO 3166 two-letter code or English short name")
    in_eea: bool | None = None
    roles: Annotated[tuple[SiteRole, ...], Several] = ()
    responsibilities: Words | None = Field(None, description="in words, where the roles do not say enough")
    authorisations: tuple[Authorisation, ...] = ()
    qualified_person_declaration: Words | None = Field(None, description="reference of the declaration, third country")
    gmp_principles_statement: Words | None = Field(None, description="for makers of starting materials of genetic kind")
    last_audit: Date | None = None
    remark: Words | None = None


class Parameter(Facts):
    """A process parameter with its range or set point, and whether it is critical."""

    name: Words
    value: Words | None = Field(None, description="set point or range as text, e.g. 36 to 38")
    unit: Unit | None = None
    critical: bool | None = None


class InProcessControl(Facts):
    """A test during manufacture, its limit and what happens when it is missed."""

    key = ("id",)
    id: Annotated[Words, Identifier()]
    name: Words | None = None
    method: Annotated[str, Reference(("methods",))] | None = None
    limit: AcceptanceCriterion | None = None
    unit: Unit | None = None
    critical: bool | None = None
    action: Words | None = None


class Hold(Facts):
    """A hold or intermediate storage: condition, longest time, and the data behind it."""

    material: Words | None = None
    condition: Words | None = None
    maximum_time: Quantity | None = None
    supporting_data: Words | None = None


class Input(Facts):
    """What enters a step: a registered material, vector, bank, substance or intermediate."""

    item: Annotated[str, Reference((*SUBJECTS, "drug_products", "donors", "containers", "devices"))]
    amount: Words | None = None
    remark: Words | None = None


class Step(Facts):
    """One manufacturing step in its order."""

    key = ("id",)
    id: Words
    name: Words | None = None
    description: Words | None = None
    site: Site_ | None = None
    environment: Words | None = Field(None, description="clean room grade and background, e.g. A in B")
    system: Literal["closed", "open", "functionally_closed"] | None = None
    inputs: tuple[Input, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    controls: tuple[InProcessControl, ...] = ()
    holds: tuple[Hold, ...] = ()
    duration: Quantity | None = None
    output: Words | None = None
    equipment: Words | None = None
    identity_check: Words | None = Field(None, description="chain-of-identity check at this step")
    critical: bool | None = None
    critical_reason: Words | None = None


class AsepticSimulation(Facts):
    """Media simulation of an aseptic process."""

    runs: int | None = None
    units_filled: int | None = None
    units_contaminated: int | None = None
    covers: Words | None = Field(None, description="which operations, interventions, duration and staff it covers")
    last_performed: Date | None = None
    conclusion: Words | None = None


class SterileFiltration(Facts):
    pore_size: Quantity | None = None
    filter_material: Words | None = None
    bioburden_limit: AcceptanceCriterion | None = None
    bioburden_unit: Unit | None = None
    bioburden_justification: Words | None = Field(None, description="where it is above 10 CFU in 100 mL")
    integrity_test: Words | None = None


class ValidationElement(Facts):
    """One element of process validation or evaluation and where it stands."""

    subject: Words
    status: Words | None = None
    runs: int | None = None
    result: Words | None = None


class Process(Entry):
    """One version of the process that makes a substance, product, vector, bank or other material."""

    subject: Subject | None = None
    version: Words | None = None
    title: Words | None = None
    start_of_process: Words | None = Field(None, description="what counts as its start and as date of manufacture")
    batch_definition: Words | None = None
    batch_size_minimum: Quantity | None = None
    batch_size_maximum: Quantity | None = None
    yield_range: Quantity | None = None
    steps: tuple[Step, ...] = ()
    windows: Words | None = Field(None, description="decision points and windows, e.g. fresh or frozen apheresis")
    maximum_generation: Words | None = Field(None, description="maximum passages, population doublings or days")
    reprocessing: Words | None = None
    pooling: Words | None = None
    sterilisation: Words | None = Field(None, description="terminal sterilisation, or why not")
    filtration: SterileFiltration | None = None
    aseptic_simulation: AsepticSimulation | None = None
    chain_of_identity: Words | None = None
    validation: tuple[ValidationElement, ...] = ()
    used_for: Words | None = Field(None, description="the studies and trials this version supplied")
    current: bool | None = Field(None, description="true for the version that makes the clinical batches")


class ProcessChange(Entry):
    """A change from one process version to the next."""

    subject: Subject | None = None
    from_process: Annotated[str, Reference(("processes",))] | None = None
    to_process: Annotated[str, Reference(("processes",))] | None = None
    date: Date | None = None
    kind: Words | None = Field(None, description="site, scale, equipment, raw material, vector, method, formulation")
    description: Words | None = None
    reason: Words | None = None
    risk: Words | None = None
    stage: Words | None = Field(None, description="stage of development at which it came in")
    comparability: Annotated[str, Reference(("comparability_studies",))] | None = None


class ComparabilityAttribute(Facts):
    key = ("test",)
    test: Words
    criterion: Words | None = None
    before: Words | None = None
    after: Words | None = None
    conclusion: Words | None = None


class ComparabilityStudy(Entry):
    """Evidence that material before and after a change is comparable."""

    subject: Subject | None = None
    design: Words | None = Field(None, description="split sample, side by side, historical")
    criteria_set_before_testing: bool | None = None
    batches_before: Annotated[tuple[Annotated[str, Reference(("batches",))], ...], Several] = ()
    batches_after: Annotated[tuple[Annotated[str, Reference(("batches",))], ...], Several] = ()
    attributes: tuple[ComparabilityAttribute, ...] = ()
    conclusion: Words | None = None


class Intermediate(Entry):
    """An isolated intermediate with its control and storage."""

    subject: Subject | None = Field(None, description="the substance or product it leads to")
    name: Words | None = None
    description: Words | None = None
    storage: Words | None = None
    maximum_hold: Quantity | None = None


class Facility(Entry):
    """A.1: a facility, what else is made there, and how products are kept apart."""

    site: Site_ | None = None
    description: Words | None = None
    rooms: Words | None = None
    other_products: Words | None = None
    segregation: Words | None = None
    changeover: Words | None = None
    environmental_monitoring: Words | None = None
    key_equipment: Words | None = None
