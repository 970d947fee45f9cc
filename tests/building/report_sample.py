"""A gap report made up for tests: each outcome, each state of a waiver, two products, findings of no document."""

from __future__ import annotations

from dataclasses import replace

from impd.gaps import (
    CheckedDossier,
    Finding,
    GapReport,
    Outcome,
    PackInfo,
    Place,
    RuleSummary,
    Waiver,
    WaiverState,
    fingerprint,
)
from impd.rules.act import Act, Basis, Citation

REGULATION = Act("ctr", "Regulation on clinical trials", number="Regulation (EU) No 536/2014", seen=True)
GUIDELINE = Act("qwp", "Guideline on quality", number="EMA/CHMP/QWP/545525/2017", version="Rev. 2", seen=False)
SEEN, REMEMBERED = Basis(True, "high"), Basis(False, "medium")
QUALITY_OF = "products[LVC-19].quality"
QUALITY, SAFETY = "impd-quality", "impd-safety-efficacy"
TITLES = (("cover-letter", "Cover letter"), (QUALITY, "Quality part"), (SAFETY, "Safety and efficacy part"))
SECTIONS = (
    (QUALITY, "S.4.1", "Specification"),
    (QUALITY, "S.2.3.d.4", "Starting material: control"),
    (QUALITY, "P.8", "Stability"),
    (SAFETY, "2.2.0.2", "Good laboratory practice"),
)
DOSSIER = CheckedDossier(
    folder="lumicar-201", version="0.3", trial="LUMICAR-201", eu_ct_number="2026-500123-41-00",
    sponsor="Example Cell Therapies B.V.", stage="exploratory, first in human",
    products=(("LVC-19", "Lumicar"), ("PLB-01", "Placebo <R&D>")),
)  # fmt: skip
PACK = PackInfo(
    id="eu-ctr", version="2026.1", date_of_law="2026-01-31", title="EU clinical trial application",
    overlays=("house rules 3",), known_issues=("Q-P8-01 does not read figures.",),
    switched_off=(("N-GLP-04", "Not used by the sponsor."), ("N-GLP-05", "")),
    cannot_judge=("Whether a justification convinces.", "Whether documents made elsewhere say the same."),
)  # fmt: skip


def finding(rule: str, outcome: Outcome = Outcome.GAP, path: str = QUALITY_OF, **facts: object) -> Finding:
    """A finding of the quality part of the first product, stability, an error, unless ``facts`` say otherwise."""
    stated: dict[str, object] = {
        "severity": "error", "message": f"{rule} found something.", "document": QUALITY, "section": "P.8",
        "product": "LVC-19", "place": Place("products/LVC-19/quality/stability.yaml", 12), "cites": (CITED,),
        "basis": SEEN, "remedy": "State it.",
    }  # fmt: skip
    return Finding(**{**stated, **facts}, rule=rule, outcome=outcome, path=path, fingerprint=fingerprint(rule, path))  # type: ignore[arg-type]


CITED = Citation(REGULATION, "Annex I, 44")
USED = Waiver("Q-S41-02", "Agreed in scientific advice.", "A. Meyer", "2026-02-01", "products[LVC-19]", "2026-12-31",
              Place("waivers.yaml", 3), WaiverState.USED)  # fmt: skip
UNUSED = Waiver("Q-XX-01", "No longer needed.", "A. Meyer", "2026-02-01", place=Place("waivers.yaml", 9))
EXPIRED = replace(UNUSED, rule="Q-P8-02", expiry="2026-01-01", state=WaiverState.EXPIRED, reason="Data to follow.")

FINDINGS = (
    finding("G-CTIS-01", document="", section="", product="", path="trial.eu_ct_number", place=None,
            message="The EU CT number is not stated."),
    finding("L-COV-01", document="cover-letter", section="", product="", member_state="DE", site="DE-03",
            severity="note", path="member_states[DE]", message="The letter names no ethics committee."),
    finding("Q-S41-01", section="S.4.1", path="products[LVC-19].quality.specifications[ds]", cites=(),
            message="The specification has no limit for <potency> & identity.", found="< 0.5 %", expected="> 80 %",
            basis=REMEMBERED),
    finding("Q-S41-02", section="S.4.1", severity="warning", waiver=USED, message="The method is not validated."),
    finding("Q-LV-01", section="S.2.3.d.4~LV-01", severity="warning", message="The vector has no titre."),
    finding("Q-P8-01", message="The shelf life is not stated.", cites=(CITED, Citation(GUIDELINE, "P.8"))),
    finding("Q-P8-02", severity="warning", known=True, message="Two batches have no data at 6 months."),
    finding("Q-P8-03", Outcome.TO_REVIEW, severity="note", message="The extrapolation exceeds the data twofold.",
            question="Is the extrapolation justified?"),
    finding("Q-P8-03", Outcome.TO_REVIEW, "products[PLB-01].quality", severity="note", product="PLB-01",
            message="The extrapolation rests on one batch.", question="Is the extrapolation justified?"),
    finding("Q-P8-04", Outcome.CANNOT_TELL, message="The storage condition is missing, so nothing can be judged."),
    finding("Q-P8-05", product="PLB-01", path="products[PLB-01].quality.stability", message="No study is named."),
    finding("N-GLP-01", Outcome.ERROR, document=SAFETY, section="2.2.0.2", message="Division by zero."),
)  # fmt: skip


def rule(one: str, outcome: Outcome, places: int = 1, **facts: object) -> RuleSummary:
    """How a rule of the quality part came out at so many places."""
    stated: dict[str, object] = {
        "title": f"{one} asks for something.", "severity": "error", "document": QUALITY, "section": "P.8",
        "because": "The product has quality data of its own.", "cites": (CITED,), "basis": SEEN,
    }  # fmt: skip
    return RuleSummary(id=one, outcome=outcome, counts=((outcome, places),), **{**stated, **facts})  # type: ignore[arg-type]


RULES = (
    rule("G-CTIS-01", Outcome.GAP, document="", section=""),
    *(rule(one, Outcome.GAP) for one in ("L-COV-01", "Q-S41-01", "Q-S41-02", "Q-LV-01")),
    *(rule(one, Outcome.GAP) for one in ("Q-P8-01", "Q-P8-02", "Q-P8-05")),
    rule("Q-P8-03", Outcome.TO_REVIEW, 2, judged_by="reviewer"),
    rule("Q-P8-04", Outcome.CANNOT_TELL),
    rule("N-GLP-01", Outcome.ERROR, document=SAFETY, section="2.2.0.2"),
    rule("Q-P1-01", Outcome.SATISFIED, 7, basis=REMEMBERED),
    rule("Q-DEV-01", Outcome.NOT_APPLICABLE, because="No device is part of the product."),
)

REPORT = GapReport(
    DOSSIER, PACK, "0.2.0", "2026-02-15", FINDINGS, RULES, (UNUSED, EXPIRED, USED), TITLES, SECTIONS
)  # fmt: skip
EMPTY = GapReport(
    CheckedDossier("empty"), PackInfo("eu-ctr", "2026.1", "2026-01-31"), "0.2.0", "2026-02-15", (),
    (rule("Q-P1-01", Outcome.SATISFIED),),
)  # fmt: skip


def many(count: int) -> GapReport:
    """The report with so many gaps, spread over the sections of one document."""
    sections = tuple((QUALITY, f"P.{one}", f"Section {one}") for one in range(1, 41))
    message = "The result of batch B001 for the test viability is outside the acceptance criterion at release."
    found = tuple(
        finding("Q-P54-01", path=f"products[LVC-19].quality.batches[B{one:04}].results[viability]",
                section=f"P.{one % 40 + 1}", message=message, found="61 %", expected="not less than 70 %",
                remedy="Correct the result, or justify the release of the batch.")
        for one in range(count)
    )  # fmt: skip
    return replace(REPORT, findings=found, section_titles=sections)
