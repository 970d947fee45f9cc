"""Raw and starting materials: whether they are described, used, safe from agents, and cleared from the product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import is_within, names_the_same
from impd.checking.lookups.kinds_of_product import integral_devices
from impd.checking.lookups.materials import materials_of
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path
from impd.dossier.quality.manufacture import Hold, Input, Process
from impd.dossier.quality.materials import Donor, Material
from impd.dossier.quality.stability import StabilityStudy
from impd.dossier.quantity import Quantity

_IRRADIATED = re.compile(r"irradiat|\bgamma\b|kGy", re.IGNORECASE)
_PORCINE_VIRUSES = re.compile(r"irradiat|kGy|parvovirus|circovirus|porcine virus|virus(?:es)? test|\bPPV\b|\bPCV", re.I)
_PLASMA_EVIDENCE = re.compile(
    r"plasma master file|\bPMF\b|authori[sz]ed|authori[sz]ation|licen[sc]ed|each donation|donor (?:test|screen)|"
    r"donations? (?:test|screen)|tested donors|batch release", re.IGNORECASE
)  # fmt: skip
_IMPURITIES = re.compile(
    r"purity|impurit|related|residual|assay|amine|isomer|enantio|palladium|limit test", re.IGNORECASE
)
_MUTAGENIC = re.compile(r"mutagen|ICH M7|genotoxic|nitros", re.IGNORECASE)


@check
def input_material_is_described(subject: Subject) -> Iterator[Observation]:
    """A material that enters a step stands in the register with its quality: grade, monograph or specification."""
    entry = subject.entry(Input)
    named = subject.of_product.entries.get(entry.item)
    if named is None:
        yield falls_short(subject.at("item"), entry.item, "a registered material", material=entry.item)
    elif named is not None and isinstance(named.entry, Material):
        one = named.entry
        stated = [text for text in (one.standard, one.grade) if text]
        if stated or one.tests or subject.of_product.specification_of(one.id):
            yield holds(named.path, "; ".join(stated))
        else:
            yield falls_short(f"{named.path}.standard", "no quality", "a grade or standard",
                              material=called(one))  # fmt: skip
    elif named is not None:
        yield no_concern(named.path, f"{named.entry.id} is described among the {named.register.replace('_', ' ')}")


@check
def material_is_used(subject: Subject) -> Iterator[Observation]:
    """A registered material enters a step, stands in a composition, or says why neither."""
    one, product = subject.entry(Material), subject.product
    if used := _uses(product, one.id):
        yield holds(subject.path, used)
    elif one.not_used_reason:
        yield holds(subject.at("not_used_reason"), one.not_used_reason)
    elif one.category not in ("excipient", "diluent", "capsule_shell", "packaging_gas") and _without_inputs(product):
        yield no_concern(subject.path, "no step of a process lists what enters it")
    else:
        yield falls_short(subject.path, "in no step or composition", "a step, a composition, or a reason")


def _uses(product: MedicinalProduct, item: str) -> str:
    """Where a material is used: the process, drug product or solution that names it; empty where nothing does."""
    quality = product.quality
    for process in quality.processes:
        if any(one.item == item for step in process.steps for one in step.inputs):
            return process.id
    for drug_product in quality.drug_products:
        if item in drug_product.diluents or any(one.material == item for one in drug_product.composition):
            return drug_product.id
    return ""


def _without_inputs(product: MedicinalProduct) -> bool:
    return not any(step.inputs for process in product.quality.processes for step in process.steps)


@check
def spongiform_risk_is_addressed(subject: Subject) -> Iterator[Observation]:
    """A statement or certificate on spongiform encephalopathies, at the material or in A.2."""
    one = subject.entry(Material)
    found = (one.tse and (one.tse.certificate or one.tse.statement)) or _agent_row(subject, one, "tse")
    path = subject.at("tse")
    yield given(path, found, "a certificate of suitability or statement")


@check
def viral_safety_is_addressed(subject: Subject) -> Iterator[Observation]:
    """A statement on viral safety, at the material or in A.2."""
    one = subject.entry(Material)
    found = one.viral_safety or _agent_row(subject, one, "virus")
    path = subject.at("viral_safety")
    yield given(path, found, "a statement on viral safety")


def _agent_row(subject: Subject, one: Material, group: str) -> str:
    """The row of A.2 for that group of agents which names the material; empty where there is none."""
    for row in subject.product.quality.agents:
        if row.group == group and row.material and one.name and names_the_same(row.material, one.name):
            return f"A.2, {row.id}"
    return ""


@check
def bovine_serum_is_controlled(subject: Subject) -> Iterator[Observation]:
    """Country of origin, certificate of suitability, and irradiation or another treatment against viruses."""
    one = subject.entry(Material)
    tse = one.tse
    for field, value, what in (
        ("tse.country", tse.country if tse else None, "the country of origin"),
        ("tse.certificate", tse.certificate if tse else None, "the certificate of suitability"),
    ):
        path = subject.at(field)
        yield given(path, value, what, lacking=what)
    path, words = subject.at("viral_safety"), _words(one)
    found = _IRRADIATED.search(words)
    lacking = "whether it is irradiated"
    yield holds(path, found[0]) if found else falls_short(path, "not stated", lacking, lacking=lacking)


@check
def porcine_trypsin_is_controlled(subject: Subject) -> Iterator[Observation]:
    """Tests for porcine viruses, or irradiation."""
    yield _said_of_safety(subject, _PORCINE_VIRUSES, "tests for porcine viruses or irradiation")


@check
def plasma_material_has_its_evidence(subject: Subject) -> Iterator[Observation]:
    """A plasma master file, an authorised product, or tests of the donors."""
    yield _said_of_safety(subject, _PLASMA_EVIDENCE, "a plasma master file, an authorised product or donor tests")


def _said_of_safety(subject: Subject, wanted: re.Pattern[str], expected: str) -> Observation:
    found = wanted.search(_words(subject.entry(Material)))
    return given(subject.at("viral_safety"), found[0] if found else "", expected)


def _words(one: Material) -> str:
    """What is said on the safety and quality of a material, its tests included."""
    tse = (one.tse.statement, one.tse.certificate) if one.tse else ()
    tests = [test.test for test in one.tests]
    stated = (one.name, one.viral_safety, one.grade, one.standard, one.supplier, one.risk_mitigation, *tse, *tests)
    return "; ".join(text for text in stated if text)


@check
def residue_is_addressed(subject: Subject) -> Iterator[Observation]:
    """A test or an argument on what remains, at the material or among the impurities."""
    one = subject.entry(Material)
    path = subject.at("residual_control")
    if one.residual_control:
        yield holds(path, one.residual_control)
    elif found := _impurity_of(subject, one):
        yield holds(path, found)
    else:
        yield falls_short(path, "not stated", "a test or an argument on its removal")


def _impurity_of(subject: Subject, one: Material) -> str:
    for impurity in subject.product.quality.impurities:
        words = (impurity.name, impurity.source)
        if one.name and any(text and names_the_same(text, one.name) for text in words):
            return f"impurity {impurity.id}"
    return ""


@check
def in_house_solution_is_defined(subject: Subject) -> Iterator[Observation]:
    """A medium or solution made in house has a formula, and a specification or release tests."""
    one = subject.entry(Material)
    path = subject.at("composition")
    yield holds(path) if one.composition else falls_short(path, "not stated", "the formula", lacking="formula")
    path, control = subject.at("tests"), one.tests or one.standard or subject.of_product.specification_of(one.id)
    yield holds(path) if control else falls_short(path, "not stated", "release tests", lacking="release test")


@check
def starting_material_limits_impurities(subject: Subject) -> Iterator[Observation]:
    """A chemical starting material has a specification with limits on purity or impurities."""
    one = subject.entry(Material)
    specification, path = subject.of_product.specification_of(one.id), subject.at("tests")
    lines = [test.test for test in one.tests]
    lines += [called(test) for test in (specification.tests if specification else ())]
    found = next((line for line in lines if _IMPURITIES.search(line)), None)
    if found:
        yield holds(path, found)
    else:
        expected = "a specification with limits on impurities"
        yield falls_short(path, ", ".join(lines) or "not stated", expected)


@check
def mutagenic_potential_is_assessed(subject: Subject) -> Iterator[Observation]:
    """Impurities or starting materials state the assessment of mutagenic potential."""
    quality, path = subject.product.quality, build_path(subject.path, "quality.impurities")
    for one in quality.impurities:
        words = f"{one.name or ''} {one.argument or ''} {one.qualified_level or ''}"
        if one.type in ("mutagenic", "nitrosamine") or _MUTAGENIC.search(words):
            yield holds(path, one.id)
            return
    for material in quality.materials:
        if _MUTAGENIC.search(f"{material.risk_class or ''} {material.risk_mitigation or ''} {material.remark or ''}"):
            yield holds(path, material.id)
            return
    yield falls_short(path, "not stated", "an assessment after ICH M7")


@check
def combined_product_describes_its_device(subject: Subject) -> Iterator[Observation]:
    """An integral device, or a scaffold among the materials, is registered and described."""
    path = build_path(subject.path, "quality.devices")
    devices = integral_devices(subject.product)
    scaffolds = materials_of(subject.product, "scaffold", "device_part")
    if not devices and not scaffolds:
        yield falls_short(path, "not stated", "the device or scaffold", device="the device part")
    for one in devices:
        where, name = f"{path}[{one.id}].description", called(one)
        given = one.description or scaffolds
        yield holds(where) if given else falls_short(where, "not described", "a description", device=name)
    if scaffolds and not devices:
        yield holds(path, called(scaffolds[0]))


@check
def transport_is_within_hold_data(subject: Subject) -> Iterator[Observation]:
    """The longest transport of donated material is covered by a hold of the first steps or a study of it."""
    donor, path = subject.entry(Donor), subject.at("transport_maximum_time")
    if donor.transport_maximum_time is None:
        return
    limit, periods = donor.transport_maximum_time, list(_supported(subject, donor.id))
    verdicts = [(is_within(limit, period), where) for where, period in periods]
    if found := next((where for within, where in verdicts if within), ""):
        yield holds(path, f"{limit}, {found}")
        return
    if any(within is None for within, _ in verdicts):
        yield untold(path, f"the transport time {limit} cannot be compared with the hold data")
        return
    expected = f"at most {periods[-1][1]}" if periods else "hold data for this time"
    yield falls_short(path, limit, expected)


def _supported(subject: Subject, donor: str) -> Iterator[tuple[str, Quantity]]:
    """The periods that data carry: holds of steps that take the donated material in, and studies of it."""
    quality = subject.product.quality
    started = {donor, *(one.id for one in materials_of(subject.product, "starting_material"))}
    for hold in _first_holds(quality.processes, started):
        if hold.maximum_time is not None and hold.supporting_data:
            yield hold.supporting_data, hold.maximum_time
    for study in quality.stability_studies:
        if study.subject in started and (longest := _longest(study)):
            yield study.id, longest


def _first_holds(processes: tuple[Process, ...], started: set[str]) -> Iterator[Hold]:
    for process in processes:
        for step in process.steps:
            if started & {one.item for one in step.inputs}:
                yield from step.holds


def _longest(study: StabilityStudy) -> Quantity | None:
    """The longest time a study has results for, else plans."""
    times = [one.time for one in study.results] or list(study.planned_times)
    return Quantity(value=str(max(times)), unit=study.time_unit) if times and study.time_unit else None
