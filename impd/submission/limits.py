"""How large files may be, and how much an inspection may spend on one; the defaults are data, with their basis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from impd.resources import folder, well_formed

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class InspectionLimits:
    """Ceilings that judge a file, and bounds of an inspection; zero or ``None`` stands for the default of the data.

    ``max_size`` in megabytes is a ceiling that the user gave: beyond it is an error, beyond the default only a note.
    ``titles``: hold the names of files against the naming profile. ``jobs``: files inspected at a time.
    """

    max_size: float | None = None
    titles: bool = False
    seconds: float = 0
    memory_megabytes: int = 0
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """The defaults as they stand in ``schemas/eu_ctr/file_ceilings.yaml``; sizes in megabytes."""

    megabytes: float
    pages_without_bookmarks: int
    title_characters: int
    picture_share: float
    thin_text: int
    scanned_share: float
    seconds: float
    memory_megabytes: int
    largest_read_megabytes: int
    unpacked_megabytes: int
    parts: int
    most_listed: int
    text_sample: int


@cache
def read_bounds() -> Bounds:
    """The defaults. Raises TemplateFault when their file is not well formed."""
    file = folder("schemas") / "eu_ctr" / "file_ceilings.yaml"
    with well_formed(file, "the ceilings of files"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        given = {key: one["value"] for part in ("ceilings", "searchable") for key, one in data[part].items()}
        return Bounds(**given, **data["bounds"])
