"""A gap report with every outcome and severity, waivers, a baseline, and texts that try to do harm."""

from __future__ import annotations

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

REGULATION = Act("eu-536-2014", "Regulation on clinical trials", number="Regulation (EU) No 536/2014",
                 published="2014-04-16", in_force="2022-01-31", seen=True)  # fmt: skip
GUIDELINE = Act("qwp-545525-2017", "Guideline on quality documentation", number="EMA/CHMP/QWP/545525/2017",
                version="Rev. 2", published="2022-01-27", seen=True, cited_as="EMA quality guideline")  # fmt: skip
IN_ANNEX = Citation(REGULATION, "Annex I, 44")
IN_GUIDELINE = Citation(GUIDELINE, "P.8")
SEEN = Basis(True, "high")
REMEMBERED = Basis(False, "low", "the date is open")

# A formula, a link, markup, control characters, a terminal sequence, half a surrogate pair, a change of direction.
HOSTILE = (
    '=HYPERLINK("https://example.org";"x") [go](https://example.org) [red]<b>&]]>\x00\x07\x1b[31m\ud800\u202e\ufffe'
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "https://example.org")
LONG = "µ🧬" * 20_000  # in UTF-16 longer than a cell of Excel

USED = Waiver("Q-P8-02", "Given in the IMPD of the parent trial", "A. Müller", "2026-01-05", "products[A]",
              "2027-01-05", Place("waivers.yaml", 3), WaiverState.USED)  # fmt: skip
EXPIRED = Waiver("Q-S4-01", "Awaited", "B. Rossi", "2024-01-05", expiry="2024-06-01", state=WaiverState.EXPIRED)
UNUSED = Waiver("Q-X-01", HOSTILE, "=cmd", "2026-01-05")


def finding(rule: str, outcome: Outcome, path: str, **stated: object) -> Finding:
    """A finding of the sample; what is not stated is a gap of the quality part, section P.8."""
    values = {"severity": "error", "message": f"{rule} speaks.", "document": "impd-quality", "section": "P.8",
              "cites": (IN_GUIDELINE,), "basis": SEEN, **stated}  # fmt: skip
    return Finding(rule=rule, outcome=outcome, path=path, fingerprint=fingerprint(rule, path), **values)


FINDINGS = (
    finding("Q-P8-01", Outcome.GAP, "products[A].quality.drug_product.shelf_life",
            message="The shelf life of A is not stated.", remedy="Give the shelf life and the storage condition.",
            place=Place("products/A/quality/drug product.yaml", 12), product="A", cites=(IN_ANNEX, IN_GUIDELINE)),
    finding("Q-P8-02", Outcome.GAP, "products[A].quality.stability[s1]", waiver=USED, severity="warning",
            place=Place("products/A/quality/stability.csv", 31, "D31"), found="24 m", expected="24 months"),
    finding("Q-P8-02", Outcome.GAP, "products[B].quality.stability[s1]", severity="warning", product="B",
            message="The storage condition of study s1 is not stated.", remedy="State it.",
            place=Place("products/B/quality/stability.csv")),
    finding("Q-P8-03", Outcome.GAP, "products[A].quality.drug_product.remark", severity="note",
            message="The in-use period is stated twice."),
    finding("Q-P8-04", Outcome.GAP, "products[A].quality.containers", known=True,
            message="Known gap of the container."),
    finding("Q-S4-01", Outcome.CANNOT_TELL, "products[A].quality.drug_substance.origin", section="S.4",
            message="Whether the limit applies is open.", question="Is the substance of animal origin?"),
    finding("Q-S4-02", Outcome.TO_REVIEW, "products[A].quality.specification", section="S.4", severity="warning",
            message="The limits are to be judged.", question="Are the limits justified by the batches?"),
    finding("C-1", Outcome.GAP, "member_states[BE]", document="cover-letter", section="", member_state="BE",
            message=HOSTILE, found=LONG, expected=FORMULAS[0], remedy=FORMULAS[3], site="@SUM(A1)", basis=REMEMBERED),
    finding("C-2", Outcome.ERROR, "trial", document="", section="", message="The rule C-2 failed: no such fact.",
            cites=(), basis=None),
)  # fmt: skip


def rule(identifier: str, outcome: Outcome, **stated: object) -> RuleSummary:
    """A rule of the sample, by the findings it has; a satisfied or not applicable one has a single place."""
    own = [one for one in FINDINGS if one.rule == identifier]
    values = {"title": f"Title of {identifier}", "severity": own[0].severity if own else "error",
              "document": own[0].document if own else "impd-quality", "section": own[0].section if own else "S.4",
              "because": "the product has full quality data", "cites": (IN_ANNEX,), "basis": SEEN,
              "counts": ((outcome, len(own) or 1),), **stated}  # fmt: skip
    return RuleSummary(id=identifier, outcome=outcome, **values)


RULES = (
    rule("Q-P8-01", Outcome.GAP, counts=((Outcome.GAP, 1), (Outcome.SATISFIED, 4))),
    rule("Q-P8-02", Outcome.GAP),
    rule("Q-P8-03", Outcome.GAP),
    rule("Q-P8-04", Outcome.GAP),
    rule("Q-S4-01", Outcome.CANNOT_TELL, because="the origin of the substance is not stated"),
    rule("Q-S4-02", Outcome.TO_REVIEW, judged_by="reviewer"),
    rule("Q-S4-03", Outcome.SATISFIED),
    rule("Q-S4-04", Outcome.NOT_APPLICABLE, because="no substance of animal origin is used", basis=None, cites=()),
    rule("C-1", Outcome.GAP, title=HOSTILE),
    rule("C-2", Outcome.ERROR, because="no such fact", cites=(), basis=None),
)
PACK = PackInfo(
    id="eu-ctr",
    version="2026.1",
    date_of_law="2026-01-31",
    title="Clinical trials in the Union",
    overlays=("member-state-be",),
    known_issues=("Devices are not covered.",),
    switched_off=(("Q-X-02", "Not wanted by the sponsor"),),
    cannot_judge=("Whether the benefit outweighs the risk.", "Whether a text persuades.", FORMULAS[1]),
)
DOSSIER = CheckedDossier("samples/sample", "0.3", "HEMAVEC-301", "2025-500001-10-00", "Hemavec", "phase I",
                         (("A", "Alpha"), ("B", HOSTILE)))  # fmt: skip
SAMPLE = GapReport(
    dossier=DOSSIER,
    pack=PACK,
    tool_version="0.1.0",
    as_of="2026-11-30",
    findings=FINDINGS,
    rules=RULES,
    waivers=(USED, EXPIRED, UNUSED),
    document_titles=(("cover-letter", "Cover letter"), ("impd-quality", "IMPD: quality part")),
    section_titles=(("impd-quality", "S.4", "Control of the drug substance"), ("impd-quality", "P.8", "Stability")),
)
CLEAN = GapReport(
    dossier=CheckedDossier("samples/clean"),
    pack=PackInfo("eu-ctr", "2026.1", "2026-01-31"),
    tool_version="0.1.0",
    as_of="2026-11-30",
    findings=(),
    rules=(rule("Q-S4-03", Outcome.SATISFIED),),
)
REPORTS = {"sample": SAMPLE, "clean": CLEAN}
