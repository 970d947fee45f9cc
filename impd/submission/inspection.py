"""What an inspection says of one file: what was seen in it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class FileFinding:
    """Something wrong with a file. ``page`` is 0 where the whole file is meant."""

    code: str
    severity: str
    message: str
    page: int = 0
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a PDF says of itself in its metadata, such as ``1B`` and ``1``; nobody has proved it."""

    pdfa: str = ""
    pdfua: str = ""


@dataclass(frozen=True, slots=True)
class LeftMark:
    """A placeholder or, with ``is_draft``, a mark of a draft: its text, where it stands first, and how often."""

    code: str
    text: str
    is_draft: bool = False
    page: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Stop:
    """Why an inspection went no further: ``time``, ``memory``, ``crash``, or what could not be read, in words."""

    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SlotGuess:
    """Which document of an application a file seems to be, why, and how sure that is: high, medium, low, none.

    ``code`` is the code of titles, such as ``D1``; ``slot`` the name of the document, such as ``protocol_synopsis``.
    ``contrary`` says that title and text speak of documents of different sections of Annex I.
    """

    code: str = ""
    slot: str = ""
    why: str = ""
    confidence: str = "none"
    contrary: bool = False


@dataclass(frozen=True, slots=True)
class FileInspection:
    """One file as inspected. ``None`` is what could not be told; pages and sizes (mm) are those of a PDF.

    ``searchable``: no more than a few pages are pictures; ``not_searchable`` names those that are. ``bookmarks``
    counts the entries of the outline, in Word the headings. ``forms`` counts fields to fill in, without signatures.
    ``claims`` is what the file says of itself. ``text_sample`` is the beginning of the text.
    """

    path: str
    kind: str = ""
    bytes: int = 0
    sha256: str = ""
    opens: bool | None = None
    encrypted: bool | None = None
    restricted: bool | None = None
    denied: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    searchable: bool | None = None
    not_searchable: tuple[int, ...] = ()
    unreadable_text: bool = False
    text_chars: int | None = None
    pages: int | None = None
    page_sizes: tuple[tuple[int, int], ...] = ()
    images: int | None = None
    bookmarks: int | None = None
    fonts: int | None = None
    fonts_not_embedded: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    forms: int = 0
    xfa: bool = False
    signed: bool | None = None
    external_links: tuple[str, ...] = ()
    external_actions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    claims: Claims = Claims()
    tagged: bool | None = None
    language: str = ""
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    comments: int = 0
    tracked_changes: int = 0
    hidden_text: int = 0
    left_marks: tuple[LeftMark, ...] = ()
    text_sample: str = ""
    slot: SlotGuess = SlotGuess()
    stop: Stop | None = None
    findings: tuple[FileFinding, ...] = ()

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(one.severity == severity for one in self.findings)
