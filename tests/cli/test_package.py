"""impd package: says what was packaged, what was not, and how it ends."""

from __future__ import annotations

from tests.commands import called, tablet
from tests.submission.made import pdf_of

REGISTER = (
    "trial: {phase: I}\n"
    "documents:\n"
    "  - {id: LETTER, kind: cover_letter, language: en, status: final, file: letter.pdf}\n"
    "  - {id: PROTOCOL, kind: protocol, language: en, file: protocol.pdf}\n"
)


def test_each_file_and_each_gap_is_said(tmp_path):
    dossier = tablet(tmp_path / "trial", {"dossier.yaml": REGISTER})
    (dossier / "documents").mkdir()
    pdf_of(dossier / "documents" / "letter.pdf", "Dear Madam or Sir, we apply for a trial. " * 20)
    outcome = called("impd", "package", dossier, "--out", tmp_path / "out")
    assert (outcome.code, outcome.faults) == (1, [])
    lines = outcome.out.splitlines()
    assert lines[0] == "Form/B1_Cover letter_EN.pdf"
    assert lines[1] == (
        "not packaged: PROTOCOL (protocol.pdf): counts as a draft, because its status is not stated; protocol.pdf is "
        "not in the folder of the dossier"
    )
    assert lines[-1] == "1 file, 1 not packaged; not complete"
    quiet = called("impd", "package", dossier, "--out", tmp_path / "quiet", "--quiet")
    assert (quiet.err, quiet.out.splitlines()[0]) == ("", lines[1])


def test_wrong_use_ends_with_2(tmp_path):
    assert called("impd", "package", tmp_path / "nothing", "--out", tmp_path / "out").code == 2
    assert called("impd", "package", tablet(tmp_path / "trial")).code == 2
    assert not (tmp_path / "out").exists()
