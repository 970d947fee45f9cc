"""The lock files answer pyproject.toml, hold a hash for each file and leave the registry to the user's pip."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"] + EXTRAS["test"],
    "requirements-conformance.lock": EXTRAS["conformance"],
    "requirements-bench.lock": EXTRAS["bench"],
}


def locked(name: str) -> dict[str, tuple[str, str]]:
    """By package: its version, and the lines that belong to it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)(.*?)(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    return {package: (version, rest) for package, version, rest in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_answers_each_wish(name):
    wishes = {canonicalize_name(wish.name): wish for wish in map(Requirement, LOCKS[name])}
    versions = {package: version for package, (version, _) in locked(name).items()}
    assert sorted(set(wishes) - set(versions)) == []
    assert [str(wish) for package, wish in wishes.items() if versions[package] not in wish.specifier] == []


@pytest.mark.parametrize("name", LOCKS)
def test_each_package_has_hashes_and_no_registry_is_named(name):
    assert [package for package, (_, rest) in locked(name).items() if "--hash=sha256:" not in rest] == []
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text(encoding="utf-8"))
