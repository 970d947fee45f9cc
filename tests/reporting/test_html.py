"""The page of the gap report: one file, everything on it, nothing of it able to do harm."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from lxml import html as markup

from impd.errors import TemplateFault
from impd.gaps import Finding, GapReport, Outcome
from impd.reporting import html as reporter
from impd.reporting.html import html_report
from impd.rules.act import Act, Citation
from tests.conformance.gap_report_sample import sample_report

NOT_COMPLETE = "A report without findings does not mean that the dossier is complete for the authority."
REPORT = sample_report(62)


def page(report: GapReport) -> markup.HtmlElement:
    """The page as a tree."""
    return markup.document_fromstring(html_report(report).decode())


def text(element: markup.HtmlElement) -> str:
    """What an element says, with single spaces."""
    return " ".join(element.text_content().split())


def shown(one: Finding) -> str:
    """What the page says of a finding alone."""
    root = page(replace(REPORT, findings=(one,)))
    return text(root.get_element_by_id(one.id))


@pytest.fixture(scope="module")
def root() -> markup.HtmlElement:
    return page(REPORT)


def test_the_same_report_gives_the_same_bytes():
    assert html_report(sample_report(40)) == html_report(sample_report(40))


def test_it_is_an_html5_page_in_utf_8():
    assert html_report(REPORT).startswith(b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')


def test_it_needs_no_other_file(root):
    assert {one.get("href") for one in root.iter("link")} == {"data:,"}
    assert root.xpath("//*[@src]") == []
    assert [one.get("href") for one in root.iter("a") if not one.get("href").startswith("#")] == []
    assert re.findall(r"url\(|@import", root.findtext(".//style")) == []


def test_only_its_own_style_and_script_may_act(root):
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for name in ("style", "script"):
        [element] = root.iter(name)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert root.xpath("//@style") == []


def test_markup_in_a_message_is_text(root):
    assert list(root.iter("b")) == []
    assert "<b>impurity A</b> is above what was tested: </script><script>window.harmed = true</script>" in text(root)


def test_ids_are_unique_and_links_lead_somewhere(root):
    ids = Counter(root.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    targets = {link.get("href")[1:] for link in root.iter("a")}
    assert targets - set(ids) == set()


def facts(report: GapReport) -> list[tuple[str, str]]:
    """The head of the page: what is said under which label."""
    head = page(report).xpath("//header")[0]
    return list(zip(map(text, head.iter("dt")), map(text, head.iter("dd")), strict=True))


def test_the_head_says_what_was_checked(root):
    assert text(root.find(".//h1")) == "HEMAVEC-301: a phase I/II trial in haemophilia B"
    assert facts(REPORT) == [
        ("Dossier", "hemavec-301"),
        ("Version", "0.4"),
        ("EU CT number", "2025-512345-67-00"),
        ("Sponsor", "Hemavec Therapeutics B.V."),
        ("Stage", "first in human"),
        ("Product", "HMV-01 – Hemavec"),
        ("Product", "PLC-02 – Placebo to <Hemavec>"),
        ("As of", "2026-11-25"),
        ("Rule pack", "eu_ctr 2026.11 (European clinical trial application)"),
        ("Law as of", "2026-10-01"),
        ("Overlay", "company-house-rules 3"),
        ("Checked with", "impd 0.1.0"),
    ]


def test_what_is_not_stated_is_said_to_be_so():
    said = dict(facts(replace(REPORT, dossier=replace(REPORT.dossier, version="", sponsor=""))))
    assert said["Version"] == said["Sponsor"] == "not stated"


def test_the_summary_has_all_six_outcomes_and_the_open_gaps(root):
    rows = root.xpath("//ul[@class='outcomes']/li")
    counted = {text(row.find(".//strong")): text(row.find(".//span")) for row in rows}
    assert list(counted) == ["Rule failed", "Gap", "Cannot tell", "To review", "Satisfied", "Not applicable"]
    assert list(counted.values()) == [str(count) for count in REPORT.counts().values()]
    tiles = [int(text(one)) for one in root.xpath("//ul[@class='tiles']//span[@class='figure']")]
    assert tiles == list(REPORT.open_counts().values())


def test_the_summary_counts_each_finding_once(root):
    heads = [text(one) for one in root.xpath("//thead//th")]
    totals = dict(zip(heads, map(text, root.xpath("//tfoot//th | //tfoot//td")), strict=True))
    judged = [name for name in heads[1:] if name not in {"Satisfied", "Not applicable"}]
    assert judged == [
        "Errors", "Warnings", "Notes", "To review", "Cannot tell", "Rule failed", "Waived", "Known before",
    ]  # fmt: skip
    assert sum(int(totals[name]) for name in judged) == len(REPORT.findings)
    waived = sum(one.waiver is not None for one in REPORT.findings)
    assert totals["Waived"] == str(waived)
    places = REPORT.counts()
    satisfied, not_applicable = places[Outcome.SATISFIED], places[Outcome.NOT_APPLICABLE]
    assert (totals["Satisfied"], totals["Not applicable"]) == (str(satisfied), str(not_applicable))


def test_a_document_without_findings_says_whether_a_rule_looked_at_it(root):
    rows = [text(one) for one in root.xpath("//tr[@class='document']/th")]
    assert "Summary of product characteristics no rule looked at it" in rows
    calm = page(replace(REPORT, findings=()))
    assert "Cover letter no finding" in [text(one) for one in calm.xpath("//tr[@class='document']/th")]


def test_findings_stand_by_document_and_section_in_the_order_given(root):
    titles = [text(one) for one in root.xpath("//section[@class='document-part']/h3")]
    assert titles == [
        "The application as a whole", "Cover letter", "IMPD: quality", "IMPD: safety and efficacy",
    ]  # fmt: skip
    stability = root.xpath("//section[@data-section='impd-quality/P.8']")[0]
    given = [one.id for one in REPORT.findings if (one.document, one.section) == ("impd-quality", "P.8")]
    assert stability.xpath("./details/@id") == given
    assert text(stability.find("h4")).startswith("P.8 Stability")


def test_a_finding_shows_all_it_holds():
    one = next(one for one in REPORT.findings if one.waiver)
    one = replace(one, question="Is it convincing?", member_state="DE", site="Utrecht", known=True, found="3 months")
    said = shown(one)
    for part in (
        one.message, "3 months", one.expected, str(one.place), one.path, one.remedy, "Is it convincing?", "DE",
        "Utrecht", "Regulation (EU) No 536/2014, Annex I, 44", "in force since 2022-01-31", str(one.basis),
        "A. Jansen, 2026-10-02", "until 2027-03-31", "scientific advice", "Known before", one.id,
    ):  # fmt: skip
        assert part in said, part


def test_what_a_finding_lacks_is_left_out():
    said = shown(Finding("X-1", Outcome.GAP, "note", "Something is missing.", "trial.phase", "0123456789abcdef"))
    assert not re.search(r"Found|Expected|What to do|Question|Place|Law|Waived|Known", said)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Act("a", "A", in_force="2026-04-01", published="2025", seen=True), "(in force since 2026-04-01)"),
        (Act("a", "A", published="2017", seen=True), "(published 2017)"),
        (Act("a", "A", superseded="2026", published="2017", seen=True), "(published 2017; superseded 2026)"),
        (Act("a", "A"), "(date not known; number and date not seen in a source)"),
    ],
    ids=["in force", "published", "superseded", "unknown"],
)
def test_an_act_says_since_when_it_is_in_force(act, said):
    assert said in shown(replace(REPORT.findings[0], cites=(Citation(act),)))


def test_two_findings_of_one_id_have_anchors_of_their_own():
    one = REPORT.findings[0]
    anchors = page(replace(REPORT, findings=(one, one))).xpath("//details[@class='finding']/@id")
    assert anchors == [one.id, f"{one.id}-2"]


def test_a_section_that_no_title_names_is_shown():
    one = replace(REPORT.findings[0], document="protocol", section="12 <x>")
    root = page(replace(REPORT, findings=(one,)))
    assert [text(each) for each in root.xpath("//section[@class='document-part']/h3")] == ["protocol"]
    assert root.xpath("//section[@class='section-part']/@data-section") == ["protocol/12 <x>"]


def test_the_filters_offer_what_the_findings_have(root):
    values = {name: root.xpath(f"//form//*[@name='{name}']//@value") for name in ("severity", "outcome", "product")}
    assert values == {
        "severity": ["error", "warning", "note"],
        "outcome": ["error", "gap", "cannot tell", "to review"],
        "product": ["", "HMV-01", "PLC-02"],
    }
    assert "hidden" in root.get_element_by_id("filters").attrib


def test_every_rule_stands_under_its_outcome_with_its_reason(root):
    groups = {text(one.find("summary/h3")): one for one in root.xpath("//details[@class='group']")}
    assert list(groups) == ["Rule failed", "Gap", "Cannot tell", "To review", "Satisfied", "Not applicable"]
    assert [one for one in groups.values() if "open" in one.attrib] == []
    assert "The product has no device." in text(groups["Not applicable"])
    assert "judged by reviewer" in text(groups["To review"])
    assert len(root.xpath("//details[@class='group']/article")) == len(REPORT.rules)


def test_waivers_switched_off_rules_and_known_issues_are_listed(root):
    said = text(root)
    for part in ("Used X-P8-01", "Unused X-P8-02", "Expired X-P8-77", "all findings of the rule", "no expiry"):
        assert part in said, part
    assert "covered by a procedure of ours" in said
    assert "does not read tables with merged cells" in said


def test_it_ends_with_what_no_tool_can_judge(root):
    last = root.xpath("//main/section")[-1]
    assert text(last).startswith("What no tool can judge " + NOT_COMPLETE)
    assert [text(one) for one in last.iter("li")] == list(REPORT.pack.cannot_judge)


def test_a_report_without_findings_claims_nothing():
    pack = replace(REPORT.pack, overlays=(), known_issues=(), switched_off=(), cannot_judge=())
    root = page(replace(REPORT, findings=(), rules=(), waivers=(), pack=pack))
    said = text(root)
    assert said.count("not mean that the dossier is complete for the authority") == 3
    assert "No rule ran." in said
    assert root.xpath("//form") == []


def test_a_sign_that_utf_8_lacks_does_not_stop_the_page():
    assert b"file ?.yaml" in html_report(replace(REPORT, dossier=replace(REPORT.dossier, folder="file \udcff.yaml")))


@pytest.mark.parametrize("damage", ["{{ nothing }}", "{% if %}", None], ids=["unknown name", "syntax", "missing"])
def test_a_damaged_folder_is_a_fault_of_the_installation(tmp_path, monkeypatch, damage):
    place, shared = tmp_path / "gap_report", tmp_path / "shared"
    for file in (shared / "report_page.css", place / "page.css", place / "page.js"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("", encoding="utf-8")
    if damage:
        (place / "page.html").write_text(damage, encoding="utf-8")
    monkeypatch.setattr(reporter, "folder", lambda _: tmp_path)
    with pytest.raises(TemplateFault, match="templates/gap_report"):
        html_report(REPORT)
