"""Which documents an order asks for, which sections of each, and which facts belong to those left out."""

from __future__ import annotations

import pytest

from impd.building.choosing import fields_of_others, requests
from impd.composing.compose import Request
from impd.errors import UsageFault
from tests.composing.dossiers import TABLET, application

QUALITY, SAFETY = "impd-quality", "impd-safety-efficacy"
BACTERIA = {"product_class": "gtmp_bacterial"}
PLACEBO = {"role": "placebo", "product_class": None}


def chosen(*wanted, sections=(), **product):
    """The documents with the sections asked of each."""
    (stated,) = application({**TABLET, **product}).products
    request = Request(sections=tuple(sections), numbering="ctd", draft=False)
    made = list(requests(stated, request, wanted))
    assert {(one.numbering, one.draft) for one in made} <= {("ctd", False)}, "all else stays as it was asked for"
    return [(one.document, one.sections) for one in made]


@pytest.mark.parametrize(
    ("wanted", "documents"),
    [
        ((), [QUALITY, SAFETY]),
        ((QUALITY,), [QUALITY]),
        ((SAFETY,), [SAFETY]),
        ((SAFETY, QUALITY), [SAFETY, QUALITY]),
    ],
)
def test_all_documents_or_those_named(wanted, documents):
    assert chosen(*wanted) == [(name, ()) for name in documents]


@pytest.mark.parametrize("wanted", [(QUALITY, QUALITY), (SAFETY, QUALITY, SAFETY)])
def test_a_document_named_twice_is_made_once(wanted):
    assert [name for name, _ in chosen(*wanted)] == list(dict.fromkeys(wanted))


@pytest.mark.parametrize(
    ("sections", "made"),
    [
        (["P.8"], [(QUALITY, ("P.8",))]),
        (["2.4.4"], [(SAFETY, ("2.4.4",))]),
        (["2.4.4", "P.8", "1.1"], [(QUALITY, ("P.8",)), (SAFETY, ("2.4.4", "1.1"))]),
        (["P"], [(QUALITY, ("P",))]),
        (["P.8~DP"], [(QUALITY, ("P.8~DP",))]),
        (["S.2.3.d.4~V"], [(QUALITY, ("S.2.3.d.4~V",))]),
    ],
)
def test_a_section_is_asked_of_the_document_that_has_it(sections, made):
    assert chosen(sections=sections, **(BACTERIA if "S.2.3.d.4~V" in sections else {})) == made


@pytest.mark.parametrize(
    ("sections", "made"),
    [
        (["P.8", "P.99"], [(QUALITY, ("P.8", "P.99"))]),
        (["2.4.4", "P.8", "x"], [(QUALITY, ("P.8", "x")), (SAFETY, ("2.4.4", "x"))]),
        (["x", "y"], [(QUALITY, ("x", "y"))]),
    ],
)
def test_an_unknown_section_is_asked_for_all_the_same_so_that_composing_names_it(sections, made):
    assert chosen(sections=sections) == made


@pytest.mark.parametrize(
    ("wanted", "sections", "made"),
    [
        ((SAFETY,), ["P.8"], [(SAFETY, ("P.8",))]),
        ((QUALITY,), ["P.8", "2.4.4"], [(QUALITY, ("P.8", "2.4.4"))]),
    ],
)
def test_a_section_of_a_document_left_out_is_unknown(wanted, sections, made):
    assert chosen(*wanted, sections=sections) == made


@pytest.mark.parametrize(
    ("product", "sections", "made"),
    [
        (PLACEBO, ["P.8", "1.2"], [(QUALITY, ("P.8",)), (SAFETY, ("1.2",))]),
        (PLACEBO, ["S.1.1", "1.2"], [(SAFETY, ("S.1.1", "1.2"))]),  # a placebo has no substance
        ({"basis": {"kind": "investigators_brochure"}}, ["2.2.1.2", "2.2.1"], [(SAFETY, ("2.2.1.2", "2.2.1"))]),
        ({"product_class": None}, ["P.8", "2.2.1"], [(QUALITY, ("P.8",)), (SAFETY, ("2.2.1",))]),
    ],
)
def test_the_kind_of_product_decides_which_sections_there_are(product, sections, made):
    assert chosen(sections=sections, **product) == made


@pytest.mark.parametrize("sections", [(), ("P.8",)])
@pytest.mark.parametrize("wanted", [("impd-clinical",), (QUALITY, "impd-clinical")])
def test_an_unknown_document_is_a_fault_of_usage(wanted, sections):
    with pytest.raises(UsageFault) as fault:
        chosen(*wanted, sections=sections)
    assert str(fault.value).startswith('there is no document "impd-clinical". Use impd-quality or impd-safety-efficacy')


PATHS = {
    "quality.batches[b1].size": QUALITY,
    "document.version": QUALITY,
    "narratives[P.8].text": QUALITY,
    "narratives[S.2.6~DS].text": QUALITY,
    "non_clinical.studies[T1].title": SAFETY,
    "clinical.trials[T].title": SAFETY,
    "basis.kind": SAFETY,
    "interactions[I1].outcome": SAFETY,
    "safety_efficacy_document.version": SAFETY,
    "narratives[2.2.4].text": SAFETY,
    "risks[R1].risk": SAFETY,
    "name": None,
    "other_names": None,
}


@pytest.mark.parametrize(
    ("built", "others"),
    [([QUALITY], {SAFETY}), ([SAFETY], {QUALITY}), ([QUALITY, SAFETY], set()), ([], {QUALITY, SAFETY})],
)
def test_facts_of_a_document_left_out_are_told_apart(built, others):
    stated = application({"code": "A"}, {"code": "B"})
    beginnings = fields_of_others(stated, built)
    for code in ("A", "B"):
        found = {path for path in PATHS if f"products[{code}].{path}".startswith(beginnings)}
        assert found == {path for path, document in PATHS.items() if document in others}


@pytest.mark.parametrize(("built", "left_out"), [([QUALITY, SAFETY], False), ([QUALITY], True), ([SAFETY], True)])
def test_a_figure_may_belong_to_a_text_of_a_document_left_out(built, left_out):
    beginnings = fields_of_others(application({"code": "A"}), built)
    assert "products[A].figures[map.svg].data".startswith(beginnings or ("-",)) is left_out


def test_facts_of_the_application_belong_to_every_document():
    beginnings = fields_of_others(application({"code": "A"}), [QUALITY])
    assert not any(path.startswith(beginnings) for path in ("sponsor.name", "trial.title", "member_states[FR].country"))
