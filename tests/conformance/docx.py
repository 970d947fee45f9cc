"""Judges Word files by the Open XML SDK: python -m tests.conformance.docx FILE..."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conformance.npm import Missing, installed


def main(files: list[str]) -> int:
    """Prints a verdict on each file and returns the exit code."""
    if not files:
        print("name the files to judge", file=sys.stderr)
        return 2
    try:
        verdicts = {file: broken_rules(file) for file in files}
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 2
    for file, broken in verdicts.items():
        print(f"{'fail' if broken else 'pass'} {file} Open XML")
        for rule in dict.fromkeys(broken):
            print(f"     {rule}")
    return int(any(verdicts.values()))


def broken_rules(file: str) -> list[str]:
    """What the schema and the semantic rules of the format forbid; empty where the file passes."""
    run = subprocess.run([str(installed(".bin/ooxml-validator")), file], capture_output=True, text=True, check=False)
    try:
        verdict = json.loads(run.stdout)
    except ValueError:
        raise Missing(f"the Open XML validator did not run: {run.stderr.strip()[-600:]}") from None
    rules = [f"{one.get('path', '')} {one.get('xPath', '')}: {one['description']}" for one in verdict["errors"]]
    return rules or ["not valid"] * (not verdict["ok"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
