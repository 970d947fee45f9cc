"""The commands as a user calls them, and small dossier folders for them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_MODULES = {"make-dossier": "impd.cli.make_dossier", "impd": "impd.cli.main"}
TABLET = {
    "dossier.yaml": "trial: {phase: I, eu_ct_number: 2025-501234-11-00}\n",
    "products/TAB/product.yaml": "name: Tablet\nrole: test\nproduct_class: chemical\n",
    "products/TAB/quality/all.yaml": (
        "substances: [{id: DS, name: Substance}]\n"
        "drug_products: [{id: DP, name: Tablet, sterile: false}]\n"
        "batches: [{id: b1, subject: DP, size: 5 kg}]\n"
    ),
}


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The lines of the error stream that tell no progress."""
        return [line for line in self.err.splitlines() if not line.startswith("…")]


def called(name: str, *arguments: object) -> Outcome:
    """A command run in this process; an exception that is no exit goes through, as a traceback would."""
    command = importlib.import_module(_MODULES[name]).command
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            command.main([str(one) for one in arguments], prog_name=name)
        except SystemExit as end:
            return Outcome(int(end.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("a command ends by an exit")


def run(name: str, *arguments: object, **environment: str) -> Outcome:
    """The installed command run in a process of its own."""
    line = [Path(sys.executable).with_name(name), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, env={**os.environ, **environment}, check=False, timeout=300)
    return Outcome(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def tablet(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """A small dossier with these files added or in place of its own."""
    for name, content in {**TABLET, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """The digest of each file of a folder; folders without files are named too."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
