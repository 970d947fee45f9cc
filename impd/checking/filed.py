"""The files of the register as values: what an inspection saw in each, told to the checks by who may open files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFault:
    """Something wrong with a file: its code, as in ``docs/inspecting.md``, and what it is in words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FiledFile:
    """The file of a registered document. ``absent`` says why there is nothing to look at; else it was inspected.

    ``opens`` and ``tagged``: None is what could not be told. ``incomplete``: a part was not read, so that no fault is
    no proof. ``page_sizes`` (mm) and ``pages`` are those of a PDF. ``compared`` names what the register states and the
    text was held against: version, date, eu_ct_number.
    """

    absent: str = ""
    opens: bool | None = None
    incomplete: bool = False
    has_text: bool = False
    sha256: str = ""
    pages: int | None = None
    page_sizes: tuple[tuple[int, int], ...] = ()
    tagged: bool | None = None
    compared: tuple[str, ...] = ()
    faults: tuple[FileFault, ...] = ()
