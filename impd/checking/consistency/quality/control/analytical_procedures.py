"""Analytical procedures: described, validated as the stage asks, sensitive enough, with a standard and a fit sample."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.checking.known import KnownProduct
from impd.checking.lookups.specification_lines import Line, interval_of, limit_of, lines_by, made_lines, method_of
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import AnalyticalProcedure, Batch, SpecificationTest
from impd.dossier.quantity import join_unit

MICROBIOLOGICAL = ("sterility", "mycoplasma", "endotoxin")
_SAFETY_OR_DOSE = (
    *MICROBIOLOGICAL, "replication_competent_virus", "vector_copy_number", "dose", "content", "cell_count",
)  # fmt: skip
_FIT = ("qualified", "validated", "compendial", "compendial_verified")
_PHARMACOPOEIA = re.compile(r"^(?:Ph\. ?Eur\.|USP|JP|BP)[^;]*$")
_OWN = re.compile(r"in-house|;", re.IGNORECASE)
_TECHNIQUE = re.compile(r"\b2\.(?:2\.(?:2[4-9]|3[0-79]|4\d|5\d|6\d)|6\.21|7\.24)\b")
_QUANTITATIVE = ("assay", "content", "potency", "dissolution")
_REPORT = re.compile(r"validation report", re.IGNORECASE)
_CHROMATOGRAPHY = re.compile(r"chromatograph|HPLC|\b2\.2\.(?:28|29|30|46)\b|relative potency", re.IGNORECASE)


def _is_general(method: AnalyticalProcedure) -> bool:
    """Whether a procedure is one of the pharmacopoeia as it stands, and not only a technique described there."""
    if method.status in ("compendial", "compendial_verified"):
        return True
    reference = method.reference or ""
    return bool(_PHARMACOPOEIA.match(reference)) and not (_OWN.search(reference) or _TECHNIQUE.search(reference))


@check
def validation_parameters_have_limits(subject: Subject) -> Iterator[Observation]:
    """The characteristics to be validated and their limits are tabulated."""
    yield from _validation(subject, "criterion", "an acceptance limit")


@check
def validation_results_are_stated(subject: Subject) -> Iterator[Observation]:
    """The characteristics validated and their results are tabulated."""
    yield from _validation(subject, "result", "a result")


def _validation(subject: Subject, field: str, expected: str) -> Iterator[Observation]:
    method = subject.entry(AnalyticalProcedure)
    reason = _exempt(subject.of_product, method)
    if reason:
        yield no_concern(subject.path, reason)
    elif not method.validation:
        yield falls_short(subject.at("validation"), "not stated", "a table", characteristic="any characteristic")
    for index, one in enumerate(method.validation if not reason else ()):
        path = subject.at(f"validation[{item_key(one, index)}].{field}")
        yield given(path, getattr(one, field), expected, characteristic=one.name)


def _exempt(known: KnownProduct, method: AnalyticalProcedure) -> str:
    """Why a procedure needs no validation of its own here."""
    used = lines_by(known, method)
    if not used:
        return "no test of substance or product uses it"
    if _is_general(method):
        return "it is a procedure of the pharmacopoeia"
    if all(line.test.category == "appearance" for line in used):
        return "it is an inspection by eye"
    return ""


@check
def safety_methods_are_qualified(subject: Subject) -> Iterator[Observation]:
    """At least one procedure for each attribute of safety or dose is qualified."""
    known = subject.of_product
    for category in _SAFETY_OR_DOSE:
        lines = [line for line in made_lines(known) if line.test.category == category and line.test.method]
        methods = [(line, method) for line in lines if (method := method_of(known, line.test)) is not None]
        if methods:
            yield _qualified(known, methods, category.replace("_", " "))


def _qualified(known: KnownProduct, methods: list[tuple[Line, AnalyticalProcedure]], attribute: str) -> Observation:
    fit = [method for _, method in methods if method.status in _FIT]
    stated = [method for _, method in methods if method.status]
    if fit:
        return holds(f"{known.path_of(fit[0].id)}.status", fit[0].status)
    method = stated[0] if stated else methods[0][1]
    path = f"{known.path_of(method.id)}.status"
    if not stated:
        return untold(path, f"how far the procedure for {attribute} is validated is not stated")
    return falls_short(path, method.status, "qualified or validated", what=attribute, attribute=attribute,
                       method=called(method))  # fmt: skip


@check
def method_reaches_the_limit(subject: Subject) -> Iterator[Observation]:
    """The quantitation limit of a procedure is not above the limit of its test."""
    test = subject.entry(SpecificationTest)
    method = method_of(subject.of_product, test)
    if method is None or method.quantitation_limit is None:
        return
    limit, least = interval_of(limit_of(test), test.unit), method.quantitation_limit
    factor = conversion_factor(least.unit, test.unit or "1")
    if limit is None or factor is None:
        return
    edge = limit.low if limit.low else limit.high
    if edge is None:
        return
    path = f"{subject.of_product.path_of(method.id)}.quantitation_limit"
    if EXACT.multiply(least.number.low, factor) <= edge:
        yield holds(path, least)
    else:
        shown = join_unit(str(limit_of(test)), test.unit)
        yield falls_short(path, least, shown, what=test.id, method=called(method))


@check
def censored_results_can_be_judged(subject: Subject) -> Iterator[Observation]:
    """A result below a bound is below the limit as well."""
    batch = subject.entry(Batch)
    results = {one.test: (index, one) for index, one in enumerate(batch.results)}
    for judged in subject.of_product.judged_batches.get(batch.id, ()):
        index, result = results.get(judged.test, (0, None))
        if result is None or result.number is None or result.number.censor not in ("<", ">", "≤", "≥"):
            continue
        path = subject.at(build_path(f"results[{item_key(result, index)}]", "result"))
        if judged.judgement.verdict != "cannot be judged":
            yield holds(path, result.result)
        elif "either side" in judged.judgement.reason:
            yield falls_short(path, result.result, "a result that lies on one side of the limit", test=judged.test)


@check
def procedure_is_described(subject: Subject) -> Iterator[Observation]:
    """A procedure of the sponsor's own is described beyond its name."""
    method = subject.entry(AnalyticalProcedure)
    path = subject.at("description")
    if _is_general(method) or not lines_by(subject.of_product, method):
        yield no_concern(path, "it is a procedure of the pharmacopoeia, or no test of substance or product uses it")
    elif method.description and not _is_a_name(method, method.description):
        yield holds(path)
    else:
        yield falls_short(path, method.description or "not stated", "how the test is done")


def _is_a_name(method: AnalyticalProcedure, text: str) -> bool:
    named = {(one or "").casefold().strip(" .") for one in (method.name, method.reference, method.principle)}
    return text.casefold().strip(" .") in named or len(text.split()) < 2


@check
def procedure_has_a_standard(subject: Subject) -> Iterator[Observation]:
    """A chromatographic procedure or one of relative potency names its reference standard."""
    method = subject.entry(AnalyticalProcedure)
    path = subject.at("reference_standard")
    used = [line for line in lines_by(subject.of_product, method) if line.test.category in _QUANTITATIVE]
    words = " ".join(one or "" for one in (method.name, method.principle, method.reference))
    if not used or not _CHROMATOGRAPHY.search(words):
        yield no_concern(path, "it measures no content or potency against a standard")
    else:
        yield given(path, method.reference_standard, "a reference standard")


@check
def microbiological_sample_is_stated(subject: Subject) -> Iterator[Observation]:
    """The sample for sterility and mycoplasmas is stated with what it holds."""
    yield from _microbiological(subject, "sample", ("sterility", "mycoplasma"), "cells and medium, with the volume")


@check
def matrix_interference_is_stated(subject: Subject) -> Iterator[Observation]:
    """It is stated whether the product disturbs the tests for sterility, mycoplasmas and endotoxins."""
    yield from _microbiological(subject, "matrix_interference", MICROBIOLOGICAL, "whether it disturbs the test")


def _microbiological(subject: Subject, field: str, categories: tuple[str, ...], expected: str) -> Iterator[Observation]:
    method = subject.entry(AnalyticalProcedure)
    used = [line for line in lines_by(subject.of_product, method) if line.test.category in categories]
    if not used or re.search(r"\bgram\b", method.name or "", re.IGNORECASE):
        yield no_concern(subject.at(field), "no such test of substance or product uses it")
    else:
        yield given(subject.at(field), getattr(method, field), expected)


@check
def mechanism_of_potency_is_stated(subject: Subject) -> Iterator[Observation]:
    """The procedure of a potency test says how it reflects the mechanism of action."""
    method = subject.entry(AnalyticalProcedure)
    path = subject.at("mechanism")
    if not any(line.test.category == "potency" for line in lines_by(subject.of_product, method)):
        yield no_concern(path, "no potency test of substance or product uses it")
    elif method.mechanism:
        yield holds(path)
    else:
        yield falls_short(path, "not stated", "the link to the mechanism of action")


@check
def document_is_no_validation_report(subject: Subject) -> Iterator[Observation]:
    """A document of the application is no full report on the validation of a procedure."""
    document = subject.entry(RegisteredDocument)
    path = subject.at("title")
    if document.title and _REPORT.search(document.title):
        yield falls_short(path, document.title, "a summary in the IMPD")
    elif document.title:
        yield holds(path, document.title)
    else:
        yield no_concern(path, "the document has no title")
