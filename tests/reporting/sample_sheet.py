"""A field sheet of invented fields that holds all a sheet can hold."""

from __future__ import annotations

from impd.gaps import CheckedDossier, Place
from impd.gaps.field_sheet import FieldEntry, FieldSheet, FieldState, SheetPart, SheetSection, SheetValue
from impd.rules.act import Basis

BASIS = Basis(True, "high", "an invented mapping")


def sample_sheet(title: str = "A trial of <b>Hemavec</b> & more\nin two lines") -> FieldSheet:
    """A sheet with a field of each state; ``title`` is the value of the first."""
    place = Place("dossier.yaml", 12)
    entries = (
        FieldEntry("CT03.01.01/trial", "CT03.01.01", "Full title", FieldState.STATED, "mandatory",
                   values=(SheetValue(title, place=place),), path="trial.title", place=place, language="en",
                   limit=4000, basis=BASIS),
        FieldEntry("CT03.02.03.01", "CT03.02.03.01", "Trial scope", FieldState.STATED, "mandatory",
                   values=(SheetValue("Safety", "4", place=place), SheetValue("Efficacy", "5", place=place)),
                   path="trial.ctis.scopes", place=place, choices=("Diagnosis", "Safety", "Efficacy"), basis=BASIS),
        FieldEntry("CT03.01.05", "CT03.01.05", "Protocol code", FieldState.STATED, "conditional",
                   values=(SheetValue("A-CODE-OF-MORE-THAN-TWENTY-SIGNS"),), when="Asked by an authority", why="always",
                   path="trial.protocol_code", fault="32 characters; the field holds 20", limit=20, basis=BASIS),
        FieldEntry("CT03.01.03", "CT03.01.03", "Public title", FieldState.GAP, "mandatory", language="en",
                   path="trial.ctis.public_title", basis=BASIS),
        FieldEntry("CT03.02.09.08", "CT03.02.09.08", "Why subjects cannot consent", FieldState.CANNOT_TELL,
                   "conditional", when="Subjects who cannot consent", path="trial.includes.incapacitated",
                   why="it is not stated whether adults who cannot consent are included", basis=BASIS),
        FieldEntry("CT03.01.06.03", "CT03.01.06.03", "ISRCTN number", FieldState.EMPTY, "optional",
                   path="trial.ctis.isrctn_number", basis=BASIS),
    )  # fmt: skip
    sites = (
        FieldEntry("CT06.01.08.02/trial.sites[S-1]", "CT06.01.08.02", "Investigator, first name", FieldState.BY_HAND,
                   "mandatory", about="S-1", path="trial.sites[S-1]",
                   hint="Not kept in the dossier: take it from the curriculum vitae of the investigator", basis=BASIS),
        FieldEntry("CT06.02.07.01", "CT06.02.07.01", "National requirements", FieldState.NOT_ASKED, "conditional",
                   when="The member state asks", why="the member state asks: no", path="member_states[NL]",
                   basis=BASIS),
        FieldEntry("CT06.02.01.01", "CT06.02.01.01", "Recruitment arrangements", FieldState.STATED, "mandatory",
                   values=(SheetValue("Recruitment <NL>", detail="version 1.0, 2026-09-01, nl", place=place),),
                   path="documents", place=place, kind="document", note="how it follows", basis=BASIS),
    )  # fmt: skip
    return FieldSheet(
        CheckedDossier("hemavec-301", "0.4", "HEMAVEC-301: a trial of <Hemavec>", "2025-512345-67-00", "Hemavec B.V."),
        "2026.11", BASIS, "0.1.0",
        (
            SheetPart("trial", "Part I: trial", (SheetSection("identifiers", "Trial identifiers", entries[:3]),
                                                 SheetSection("information", "Trial information", entries[3:]))),
            SheetPart("part_ii-NL", "Part II: NL", (SheetSection("sites", "Trial sites", sites),)),
        ),
        (("PL16", "A dialogue box"),),
    )  # fmt: skip
