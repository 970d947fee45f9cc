"""Names and contents that no file of the project may have."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import ROOT, project_files

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base"}

# A folder of somebody's machine at the start of a path; the same words inside an address or a longer path are fine.
MACHINE_PATH = re.compile(r"(?<![\w.)}*-])/(?:work|tmp|root|home/\w+|Users/\w+)/[\w.]+")
REGISTRY = re.compile(
    r"\b(?:pypi\.(?:org|python\.org)|pythonhosted\.org|npmjs\.(?:org|com)/|registry\.[\w.-]+/"
    r"|(?:deb|snapshot|security)\.debian\.org|archive\.ubuntu\.com|maven\.org|proxy\.golang\.org)"
)
ITSELF = ROOT / "tests" / "architecture" / "test_files.py"


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "package registry"])
def test_no_file_names_a_machine(pattern):
    found = {}
    for path in project_files():
        match = pattern.search(path.read_bytes().decode("utf-8", "ignore"))
        if match and path != ITSELF:
            found[str(path.relative_to(ROOT))] = match[0]
    assert found == {}


@pytest.mark.parametrize("line", ["see /work/main/x", "'/tmp/a.log'", "file:///home/ann/x", "(/Users/ann/x)"])
def test_a_machine_path_is_recognised(line):
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize("line", ["https://example.org/work/x", "../a/tmp/x", "{root}/work/x", "file:///etc/passwd"])
def test_a_path_of_no_machine_is_left_alone(line):
    assert not MACHINE_PATH.search(line)


def test_no_file_has_a_name_that_says_nothing():
    named = [path for path in project_files() if path.suffix == ".py" or path.parent.name in EMPTY_NAMES]
    assert [str(path) for path in named if {path.stem, path.parent.name} & EMPTY_NAMES] == []


@pytest.mark.parametrize("name", ["templates", "schemas", "samples"])
def test_a_shipped_folder_and_its_children_say_what_they_are(name):
    top = ROOT / name
    folders = {top, *(top / path.relative_to(top).parts[0] for path in project_files() if top in path.parents[1:])}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "README.md").is_file()] == []
