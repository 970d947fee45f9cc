"""Terms of the field that rules look for in names and texts, in the spellings met."""

from __future__ import annotations

import re

UNDIFFERENTIATED_CELLS = re.compile(
    r"undifferentiated|pluripot|teratoma|LIN28|OCT[- ]?4|POU5F1|NANOG|TRA-1|SSEA|\biPSC|\bhESC", re.IGNORECASE
)
HEALTHY_DONOR = re.compile(r"healthy|volunteer", re.IGNORECASE)
DIMETHYL_SULFOXIDE = re.compile(r"dimethyl ?sul(?:f|ph)oxide|\bDMSO\b|cryostor", re.IGNORECASE)
PAIRED_NUCLEASE = re.compile(r"\bZFN|zinc|TALEN", re.IGNORECASE)
OFF_TARGET = re.compile(r"off.target|editing specificity|nominat", re.IGNORECASE)
CAPSIDS = re.compile(
    r"\b(?:full|empty|partial|total)\b.*capsid|capsid.*\b(?:full|empty|partial|total)\b", re.IGNORECASE
)
