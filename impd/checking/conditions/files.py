"""Conditions in code on the files that the register names."""

from __future__ import annotations

from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject


@condition("application", "the files of the register were inspected")
def files_were_inspected(subject: Subject) -> Answer:
    """The dossier was read from a folder in which files of the register lie, or a folder for them."""
    if subject.known.files is not None:
        return Answer(True, "documents")
    why = "no file lies in the folder of the dossier" if subject.known.is_of_folder else "it was not read from a folder"
    return Answer(False, "documents", why)
