"""A gap report of invented rules that holds all a report can hold."""

from __future__ import annotations

from dataclasses import replace

from impd.gaps import (
    ORDER,
    CheckedDossier,
    Finding,
    GapReport,
    Outcome,
    PackInfo,
    Place,
    RuleSummary,
    Severity,
    Waiver,
    WaiverState,
    fingerprint,
)
from impd.rules.act import Act, Basis, Citation

REGULATION = Act(
    "eu-536-2014", "Clinical trials on medicinal products for human use", number="Regulation (EU) No 536/2014",
    published="2014-04-16", in_force="2022-01-31", seen=True,
)  # fmt: skip
GUIDELINE = Act("invented-2017", "An invented guideline on investigational products", published="2017", seen=False)
CITES = (Citation(REGULATION, "Annex I, 44"), Citation(GUIDELINE, "P.8"))
SECTIONS = (
    ("impd-quality", "S.2.2", "Description of manufacturing process and process controls"),
    ("impd-quality", "P.5", "Control of the investigational medicinal product"),
    ("impd-quality", "P.8", "Stability"),
    ("impd-safety-efficacy", "2.3", "Toxicology"),
    ("impd-safety-efficacy", "4", "Overall risk and benefit assessment"),
    ("cover-letter", "", ""),
    ("", "", ""),
)
MESSAGES = (
    "The shelf life of the drug product is not stated.",
    "The batch used in the toxicology study is not in the batch analyses; nothing says how it compares with the batch"
    " that patients receive, so that the exposure margin rests on a product nobody described.",
    "The upper limit of <b>impurity A</b> is above what was tested: </script><script>window.harmed = true</script>",
    'Storage "2–8 °C" & the label disagree; averylongwordwithoutaspace_' + "batch_record_number_" * 6,
)
KINDS: tuple[tuple[Outcome, Severity], ...] = (
    (Outcome.ERROR, "error"),
    (Outcome.GAP, "error"),
    (Outcome.GAP, "warning"),
    (Outcome.GAP, "note"),
    (Outcome.CANNOT_TELL, "warning"),
    (Outcome.TO_REVIEW, "warning"),
)
PRODUCTS = (("HMV-01", "Hemavec"), ("PLC-02", "Placebo to <Hemavec>"))


def sample_report(count: int) -> GapReport:
    """A report with that many findings; the first ones hold every kind, markup and a waiver."""
    position = {section: at for at, section in enumerate(SECTIONS)}
    findings = sorted(
        map(_finding, range(count)),
        key=lambda one: (_at(one, position), KINDS.index((one.outcome, one.severity))),
    )
    rules = tuple(_rule(number, outcome) for number, outcome in enumerate((*ORDER, *ORDER)))
    return GapReport(
        CheckedDossier(
            "hemavec-301", "0.4", "HEMAVEC-301: a phase I/II trial in haemophilia B", "2025-512345-67-00",
            "Hemavec Therapeutics B.V.", "first in human", PRODUCTS,
        ),
        PackInfo(
            "eu_ctr", "2026.11", "2026-10-01", "European clinical trial application", ("company-house-rules 3",),
            ("Rule X-P8-03 does not read tables with merged cells.",), (("X-P8-09", "covered by a procedure of ours"),),
            ("Whether the benefit outweighs the risk.", "Whether the science of a justification is convincing."),
        ),
        "0.1.0", "2026-11-25", tuple(findings), rules, _waivers(),
        (
            ("cover-letter", "Cover letter"), ("impd-quality", "IMPD: quality"),
            ("impd-safety-efficacy", "IMPD: safety and efficacy"), ("smpc", "Summary of product characteristics"),
        ), tuple(section for section in SECTIONS if section[1]),
    )  # fmt: skip


def _at(finding: Finding, position: dict[tuple[str, str, str], int]) -> int:
    return next(at for section, at in position.items() if section[:2] == (finding.document, finding.section))


def _finding(number: int) -> Finding:
    document, section, _ = SECTIONS[number % len(SECTIONS)]
    outcome, severity = KINDS[number // 2 % len(KINDS)]
    path = f"products[HMV-01].quality.drug_product.shelf_life[{number}]"
    rule = f"X-P8-{number % 12 + 1:02}"
    one = Finding(
        rule, outcome, severity, MESSAGES[number % len(MESSAGES)], path, fingerprint(rule, path), document, section,
        product=PRODUCTS[number % 2][0] if section else "", member_state="DE" if number % 9 == 0 else "",
        place=Place("products/HMV-01/quality/stability.csv", number + 2, f"C{number + 2}"),
        found=f"{number} months" if number % 3 else "", expected="a number of months with a storage condition",
        remedy="Give the shelf life and the storage condition.", cites=CITES,
        question="Is the shelf life supported by the data?" if outcome == Outcome.TO_REVIEW else "",
        basis=Basis(number % 2 == 0, "high" if number % 2 == 0 else "medium", "the annex was read"),
        known=number % 29 == 28,
    )  # fmt: skip
    return replace(one, waiver=_waivers()[0]) if number % 31 == 30 else one


def _rule(number: int, outcome: Outcome) -> RuleSummary:
    document, section, _ = SECTIONS[number % len(SECTIONS)]
    judged = "reviewer" if outcome == Outcome.TO_REVIEW else "tool"
    why = "The product has no device." if outcome == Outcome.NOT_APPLICABLE else "The product is an ATMP."
    return RuleSummary(
        f"X-P8-{number + 1:02}", f"The shelf life is <stated>, case {number + 1}", "warning", document, section,
        outcome, why, judged, CITES, Basis(False, "low"), ((outcome, number + 1), (Outcome.SATISFIED, 3)),
    )  # fmt: skip


def _waivers() -> tuple[Waiver, ...]:
    first = Waiver(
        "X-P8-01", "The stability protocol was agreed in <scientific advice>.", "A. Jansen", "2026-10-02",
        "products[HMV-01].quality", "2027-03-31", Place("waivers.yaml", 3), WaiverState.USED,
    )  # fmt: skip
    return (
        first,
        replace(first, rule="X-P8-02", path="", expiry="", state=WaiverState.UNUSED),
        replace(first, rule="X-P8-77", expiry="2026-01-31", state=WaiverState.EXPIRED),
    )
