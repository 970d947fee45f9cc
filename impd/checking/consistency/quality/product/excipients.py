"""Excipients and diluents: listed on both sides, origin, novelty, control, whom they may harm (P.4, A.3, A.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import names_the_same
from impd.checking.lookups.materials import EXCIPIENTS, RUMINANT
from impd.checking.lookups.studies import studies_on
from impd.checking.lookups.texts import sections_with_text
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.materials import Material
from impd.dossier.quality.product import Component
from impd.dossier.vocabulary import LIVING_ORIGINS

_MONOGRAPH = re.compile(r"Ph\.? ?Eur|\bUSP\b|\bNF\b|\bJP\b|\bBP\b|231/2012", re.IGNORECASE)
_AUTHORISED = re.compile(r"authori[sz]ed medicinal|(?:marketing|product) authori[sz]ation", re.IGNORECASE)
_ACTIVE = re.compile(r"\bactive\b", re.IGNORECASE)
CONCERNS = (
    (re.compile(r"benzyl alcohol", re.IGNORECASE), "toxic to neonates and young children"),
    (re.compile(r"propylene glycol", re.IGNORECASE), "accumulates in young children"),
    (re.compile(r"\bethanol\b|\balcohol \d", re.IGNORECASE), "acts on the nervous system of children"),
    (re.compile(r"polysorbate", re.IGNORECASE), "harmed preterm infants at high doses"),
    (re.compile(r"boric acid|\bborax\b|sodium tetraborate", re.IGNORECASE), "may impair fertility and development"),
    (re.compile(r"dimethyl ?sul(?:f|ph)oxide|\bDMSO\b", re.IGNORECASE), "causes infusion reactions"),
    (re.compile(r"\bdextran", re.IGNORECASE), "may cause anaphylaxis"),
    (re.compile(r"thiomersal|benzalkonium", re.IGNORECASE), "preservative to avoid in infants"),
)  # fmt: skip
"""Excipients that ask for a word in a trial with minors or pregnant women, and why."""


def _components(subject: Subject) -> list[Component]:
    return [one for product in subject.product.quality.drug_products for one in product.composition]


@check
def component_is_described(subject: Subject) -> Iterator[Observation]:
    """A component of the composition is a registered substance, vector, device or controlled excipient."""
    component = subject.entry(Component)
    path = subject.at("material")
    named = subject.of_product.entries.get(component.material or "")
    materials = subject.product.quality.materials
    like = next((one for one in materials if one.name and names_the_same(one.name, component.name)), None)
    material = named.entry if named is not None else like
    if material is None and _ACTIVE.search(component.function or ""):
        yield no_concern(path, "it is the active substance, described in S")
    elif material is None:
        expected = f"an entry for {component.name} among the materials"
        yield falls_short(path, "no material", expected, lacks="it is not among the materials")
    elif not isinstance(material, Material) or material.standard or material.tests or material.composition:
        yield holds(path, material.id)
    else:
        yield falls_short(f"{subject.of_product.path_of(material.id)}.standard", "not stated",
                          "a standard or its tests", what=component.name,
                          lacks="its material has neither a standard nor tests")  # fmt: skip


@check
def excipient_is_in_the_composition(subject: Subject) -> Iterator[Observation]:
    """An excipient among the materials stands in a composition, or is a mixture of what stands there."""
    material = subject.entry(Material)
    if material.category not in EXCIPIENTS:
        yield no_concern(subject.at("category"), "it is no excipient")
        return
    components = _components(subject)
    if not components:
        yield untold(f"{subject.of_product.path}.quality.drug_products", "no composition is stated")
    elif any(_is_meant(one, material) for one in components):
        yield holds(subject.path)
    elif material.in_final_product is False:
        yield no_concern(subject.at("in_final_product"), "it does not stay in the product")
    else:
        yield falls_short(subject.path, "in no composition", "a line in P.1, or that it is removed in the process")


def _is_meant(component: Component, material: Material) -> bool:
    """Whether a component is the material, by reference or name, or is in the mixture that the material is."""
    if component.material is not None:
        mixed = _names_in(component.name, material.composition)
        return component.material == material.id or mixed
    return names_the_same(component.name, called(material)) or _names_in(component.name,
                                                                                    material.composition)  # fmt: skip


def _names_in(name: str, text: str | None) -> bool:
    """Whether a text names a component, by its first two words."""
    start = " ".join(re.findall(r"[\w'-]+", name)[:2]).casefold()
    return bool(text) and start in " ".join(re.findall(r"[\w'-]+", text or "")).casefold()


@check
def excipient_of_living_origin_is_described(subject: Subject) -> Iterator[Observation]:
    """An excipient or diluent of human or animal origin states species, tissue, country, TSE and viral safety."""
    material = subject.entry(Material)
    origins = LIVING_ORIGINS.intersection(material.origin)
    if material.category not in (*EXCIPIENTS, "diluent"):
        yield no_concern(subject.at("category"), "it is neither excipient nor diluent")
    elif not material.origin:
        yield untold(subject.at("origin"), f"the origin of {called(material)} is not stated")
    elif not origins:
        yield no_concern(subject.at("origin"), f"origin = {', '.join(material.origin)}")
    elif _is_mixture(subject, material):
        yield no_concern(subject.at("composition"), "its parts are described as materials of their own")
    else:
        yield from _origin(subject, material, origins)


def _is_mixture(subject: Subject, material: Material) -> bool:
    others = [one for one in subject.product.quality.materials if one.id != material.id and one.name]
    return any(LIVING_ORIGINS.intersection(one.origin) and _names_in(one.name or "", material.composition)
               for one in others)  # fmt: skip


def _origin(subject: Subject, material: Material, origins: frozenset[str]) -> Iterator[Observation]:
    wanted: dict[str, object] = {"viral_safety": material.viral_safety}
    tse = material.tse
    if origins - {"human"}:
        wanted |= {f"tse.{name}": getattr(tse, name) if tse else None for name in ("species", "tissue", "country")}
    if origins & (RUMINANT | {"other_animal"}):
        wanted["tse.statement"] = (tse.statement or tse.certificate) if tse else None
    for name, value in wanted.items():
        fact = name.removeprefix("tse.").replace("_", " ")
        yield given(subject.at(name), value, fact, missing=fact, origin=", ".join(sorted(origins)))


@check
def novel_excipient_is_justified(subject: Subject) -> Iterator[Observation]:
    """A novel excipient is described by its manufacture and control, and its safety is supported."""
    material = subject.entry(Material)
    known = [one.section for one in subject.product.quality.sections if one.not_applicable]
    if material.category not in EXCIPIENTS:
        yield no_concern(subject.at("category"), "it is no excipient")
    elif material.novel is False or (material.novel is None and "P.4.6" in known):
        yield no_concern(subject.at("novel"), "no excipient is novel")
    elif material.novel is None:
        yield untold(subject.at("novel"), f"it is not stated whether {called(material)} is novel")
    else:
        yield from _novel(subject, material)


def _novel(subject: Subject, material: Material) -> Iterator[Observation]:
    studies = [one.id for one in studies_on(subject.product, "excipient_safety")]
    texts = sections_with_text(subject.product, ("A.3", "P.4.6"))
    if material.tests or material.composition or material.synthesis:
        yield holds(subject.at("tests"))
    else:
        yield falls_short(subject.at("tests"), "not stated", "its manufacture or composition, and its tests",
                          lacks="neither composition nor manufacture nor tests")  # fmt: skip
    if studies or texts:
        yield holds(subject.at("novel"), (studies or texts)[0])
    else:
        yield falls_short(subject.at("novel"), "no study and no text", "a study or text on its safety in A.3", "safety",
                          lacks="no data on its safety")  # fmt: skip


@check
def excipient_without_monograph_is_controlled(subject: Subject) -> Iterator[Observation]:
    """An excipient without a pharmacopoeial monograph has tests, each with its method."""
    material = subject.entry(Material)
    if material.category not in EXCIPIENTS:
        yield no_concern(subject.at("category"), "it is no excipient")
    elif _has_official_standard(material):
        yield no_concern(subject.at("standard"), f"its standard is {material.standard or material.grade}")
    elif not material.tests:
        bare = falls_short(subject.at("tests"), "not stated", "its specification with methods", lacks="no tests")
        yield bare.about(subject.at("tests"), subject.at("standard"))
    else:
        for test in material.tests:
            path = subject.at(f"tests[{test.test}].method")
            yield given(path, test.method, "a method", lacks=f"no method for the test {test.test}")


def _has_official_standard(material: Material) -> bool:
    """Whether a monograph or the authorisation of a medicine says what the excipient is."""
    if _AUTHORISED.search(f"{material.standard or ''} {material.grade or ''}"):
        return True
    return _MONOGRAPH.search(material.standard or material.grade or "") is not None


@check
def excipient_of_concern_is_discussed(subject: Subject) -> Iterator[Observation]:
    """In a trial with minors or pregnant women, an excipient that may harm them is discussed."""
    component, includes = subject.entry(Component), subject.application.trial.includes
    found = next((why for sign, why in CONCERNS if sign.search(component.name)),
                 None)  # fmt: skip
    if found is None:
        yield no_concern(subject.path, "it is no excipient of known concern")
    elif includes is None or (includes.minors is None and not includes.pregnant_or_breastfeeding):
        yield untold("trial.includes.minors", "it is not stated whether the trial includes minors")
    elif not includes.minors and not includes.pregnant_or_breastfeeding:
        yield no_concern("trial.includes.minors", "the trial includes neither minors nor pregnant women")
    elif text := _discussion(subject, component):
        yield holds(subject.at("remark"), text)
    else:
        whom = "minors" if includes.minors else "pregnant or breastfeeding women"
        yield falls_short(subject.at("remark"), "not stated", "why its amount is acceptable", concern=found, whom=whom)


def _discussion(subject: Subject, component: Component) -> str:
    """What the dossier says of the component: its remark, or a topic of development that names it."""
    topics = [topic for product in subject.product.quality.drug_products for topic in product.formulation_development]
    texts = [component.remark, *(f"{one.topic}: {one.finding}" for one in topics if one.finding)]
    named = [text for text in texts[1:] if text and component.name.split()[0].casefold() in text.casefold()]
    return component.remark or next(iter(named), "")


@check
def diluent_is_described(subject: Subject) -> Iterator[Observation]:
    """A diluent or solvent for reconstitution has composition or standard, and a source."""
    material = subject.entry(Material)
    used = any(material.id in one.diluents for one in subject.product.quality.drug_products)
    if material.category != "diluent" and not used:
        yield no_concern(subject.at("category"), "it is no diluent")
        return
    wanted = {
        "standard": material.standard or material.composition or material.tests,
        "supplier": material.supplier or material.grade,
    }
    for name, value in wanted.items():
        fact = {"standard": "composition, standard or tests", "supplier": "source"}[name]
        stated = value if isinstance(value, str) else ""
        yield (
            holds(subject.at(name), stated)
            if value
            else falls_short(subject.at(name), "not stated", fact, missing=fact)
        )
