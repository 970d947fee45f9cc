"""Waivers as the sponsor states them: which finding is explained, why, by whom, until when."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from impd.dossier.facts import Facts, Words
from impd.dossier.quantity import Date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError(f'"{text}" is no day. Write 2026-03-31')
    return text


Day: TypeAlias = Annotated[Date, AfterValidator(_day)]


class StatedWaiver(Facts):
    """A finding explained. Without reason, person and date it is no waiver."""

    rule: Words = Field(description="id of the rule, e.g. Q-SPC-02")
    path: Words | None = Field(None, description="fact path of the finding or its beginning; all findings unless given")
    reason: Words
    person: Words = Field(description="who takes responsibility for it")
    date: Day
    expiry: Day | None = Field(None, description="the last day it holds")


class Waivers(Facts):
    """``waivers.yaml``."""

    waivers: tuple[StatedWaiver, ...] = ()
