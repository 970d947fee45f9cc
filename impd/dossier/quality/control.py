"""Specifications, analytical procedures, batches with results, reference standards, impurities, characterisation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Identifier, Reference, Several, Words
from impd.dossier.number import Number, parse_number
from impd.dossier.quality.manufacture import Site_, Subject
from impd.dossier.quantity import AcceptanceCriterion, Date, Quantity, Reported, Unit
from impd.dossier.vocabulary import (
    BatchUse,
    Disposition,
    ImpurityType,
    MethodStatus,
    ReleaseTiming,
    SpecificationUse,
    TestCategory,
)


class ValidationParameter(Facts):
    """One validation characteristic with its criterion and, where done, its result."""

    key = ("name",)
    name: Words
    criterion: Words | None = None
    result: Words | None = None


class AnalyticalProcedure(Entry):
    """An analytical procedure: principle, reference, site, and how far it is validated."""

    name: Words | None = None
    attribute: Words | None = None
    principle: Words | None = None
    description: Words | None = None
    reference: Words | None = Field(None, description="Ph. Eur. chapter or in-house code and version")
    site: Site_ | None = None
    sample: Words | None = None
    replicates: Words | None = None
    system_suitability: Words | None = None
    reference_standard: Annotated[str, Reference(("reference_standards",))] | None = None
    status: MethodStatus | None = None
    status_remark: Words | None = None
    detection_limit: Quantity | None = None
    quantitation_limit: Quantity | None = None
    validation: tuple[ValidationParameter, ...] = ()
    matrix_interference: Words | None = None
    stability_indicating: bool | None = None
    potency: bool | None = None
    mechanism: Words | None = Field(None, description="how the assay reflects the mechanism of action")
    acceptance_of_run: Words | None = None


class SpecificationTest(Facts):
    """One line of a specification. Limits are text; what can be computed from them is parsed."""

    key = ("id",)
    id: Annotated[Words, Identifier()]
    name: Words | None = None
    category: TestCategory | None = None
    method: Annotated[str, Reference(("methods",))] | None = None
    release_limit: AcceptanceCriterion | None = None
    shelf_life_limit: AcceptanceCriterion | None = None
    unit: Unit | None = None
    stage: Words | None = None
    timing: ReleaseTiming | None = None
    sampling_point: Words | None = None
    justification: Words | None = None
    basis: Words | None = Field(None, description="batch data, safety limit, compendial, literature")
    remark: Words | None = None


class Specification(Entry):
    """A specification with number, version and date."""

    subject: Subject | None = None
    number: Words | None = None
    version: Words | None = None
    date: Date | None = None
    use: Annotated[tuple[SpecificationUse, ...], Several] = ()
    tests: tuple[SpecificationTest, ...] = ()
    justification: Words | None = None
    positive_result_procedure: Words | None = Field(None, description="when a test after administration fails")
    out_of_specification_policy: Words | None = None


class Result(Facts):
    """A test result as reported. ``number`` is parsed from the text; a text result has none."""

    key = ("test",)
    test: Words
    result: Reported | None = None
    unit: Unit | None = None
    date: Date | None = None
    comment: Words | None = None

    @property
    def number(self) -> Number | None:
        """The reported value with its censoring sign, or None for a text result."""
        return parse_number(self.result) if self.result else None


class Batch(Entry):
    """A batch of a substance, product, vector, plasmid or other material."""

    subject: Subject | None = None
    number: Words | None = Field(None, description="as on the label, where it differs from the id")
    process: Annotated[str, Reference(("processes",))] | None = None
    site: Site_ | None = None
    testing_site: Site_ | None = None
    size: Quantity | None = None
    scale: Words | None = None
    manufactured: Date | None = None
    filled: Date | None = None
    tested: Date | None = None
    released: Date | None = None
    expiry: Date | None = None
    made_from: Annotated[tuple[Annotated[str, Reference(("batches", "banks", "donors"))], ...], Several] = ()
    donor: Words | None = Field(None, description="pseudonym, or healthy donor")
    container: Annotated[str, Reference(("containers",))] | None = None
    uses: Annotated[tuple[BatchUse, ...], Several] = ()
    use_remark: Words | None = None
    specification: Annotated[str, Reference(("specifications",))] | None = None
    disposition: Disposition | None = None
    remark: Words | None = None
    results: tuple[Result, ...] = ()


class ReferenceStandard(Entry):
    """A reference standard or material."""

    subject: Subject | None = None
    name: Words | None = None
    kind: Words | None = Field(None, description="compendial, in-house primary, working")
    source: Words | None = None
    batch: Words | None = None
    preparation: Words | None = None
    characterisation: Words | None = None
    assigned_value: Words | None = None
    storage: Words | None = None
    expiry: Date | None = None
    bridging: Words | None = None


class Impurity(Entry):
    """An impurity: what it is, where it comes from, how it is limited, how much a dose may hold."""

    subject: Subject | None = None
    name: Words | None = None
    chemical_name: Words | None = None
    type: ImpurityType | None = None
    source: Words | None = None
    tests: Annotated[tuple[Words, ...], Several] = ()
    limit: Words | None = None
    observed: Words | None = None
    maximum_per_dose: Words | None = None
    qualified_level: Words | None = None
    supported_amount: Quantity | None = Field(
        None,
        description="per day, or per kilogram: acceptable intake, permitted daily exposure, amount given to animals",
    )
    argument: Words | None = None


class Characterisation(Entry):
    """One characterisation study of structure, phenotype, function or genome."""

    subject: Subject | None = None
    attribute: Words | None = None
    method: Words | None = None
    batches: Annotated[tuple[Annotated[str, Reference(("batches",))], ...], Several] = ()
    result: Words | None = None
    conclusion: Words | None = None
    figure: Annotated[str, Reference(("figures",))] | None = Field(None, description="file below figures/")
