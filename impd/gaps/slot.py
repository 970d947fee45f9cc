"""The state of one slot of an application: whether a document is needed there, and what fills it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from impd.rules.act import Citation

PARTS = {"form": "Form", "part_i": "Part I", "part_ii": "Part II"}
"""The parts of CTIS in its order, as they are printed."""


class Need(StrEnum):
    """Whether an application needs the document. Conditional: because of its facts."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


class Filling(StrEnum):
    """What stands in a slot."""

    MISSING = "missing"
    DUPLICATE = "duplicate"
    WRONG_VERSION = "wrong version"
    WRONG_LANGUAGE = "wrong language"
    DRAFT = "draft"
    FINAL = "final"
    EXCLUDED = "excluded"
    NOT_NEEDED = "not needed"


AT_FAULT = (Filling.MISSING, Filling.DUPLICATE, Filling.WRONG_VERSION, Filling.WRONG_LANGUAGE)
"""The fillings with which an application is not ready to be submitted; nor is one with a draft."""


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document of the register in a slot. Empty text: not stated; ``status`` is draft, final or empty."""

    id: str
    title: str = ""
    version: str = ""
    date: str = ""
    language: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class SlotState:
    """One slot, for the trial or one product, member state or site.

    ``because`` says why it is needed, or not; ``path`` is the fact that decides, or that is missing. ``explanation``
    says why it is filled as it is: the reason of an exclusion, the versions or languages that do not fit.
    """

    slot: str
    letter: str
    title: str
    part: str
    need: Need
    filling: Filling
    because: str = ""
    path: str = ""
    explanation: str = ""
    product: str = ""
    member_state: str = ""
    site: str = ""
    documents: tuple[FiledDocument, ...] = ()
    title_code: str = ""
    cites: tuple[Citation, ...] = ()

    @property
    def instance(self) -> str:
        """Of what it is the slot: a product, a member state, a site; empty for the trial."""
        return " ".join(filter(None, (self.product, self.member_state, self.site)))

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done: final, rightly empty, or typed into CTIS."""
        if self.need == Need.NOT_APPLICABLE:
            return True
        return self.need != Need.CANNOT_TELL and self.filling not in (*AT_FAULT, Filling.DRAFT)
