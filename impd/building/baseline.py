"""The baseline of a check: the findings of an earlier report, which are known."""

from __future__ import annotations

import json
from pathlib import Path

from impd.errors import UsageFault


def read_baseline(file: Path) -> frozenset[str]:
    """The fingerprints of the findings of a JSON report. Raises UsageFault for any other file."""
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        return frozenset(str(finding["fingerprint"]) for finding in report["findings"])
    except OSError as fault:
        raise UsageFault(f"{file}: cannot be read: {fault.strerror}", "Name a JSON gap report.") from None
    except (ValueError, KeyError, TypeError):
        raise UsageFault(f"{file} is no JSON gap report", "Make one: impd check DIR --report baseline.json.") from None
