"""The npm packages of the lock file, installed on first use."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


class Missing(Exception):
    """A validator, or what it needs, that is not installed."""


def installed(name: str) -> Path:
    """A package's place under node_modules; installs the packages where it is not there."""
    if not (MODULES / name).exists():
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("npm is missing. Install: apt install nodejs npm")
        command = [npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
        run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if run.returncode:
            raise Missing(f"npm could not install the packages: {run.stderr.strip()[-600:]}")
    return MODULES / name
