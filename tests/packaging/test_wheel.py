"""The wheel is complete: put into an empty folder, away from the checkout, it does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, project_files

SAMPLE = "samples/car_t_cd19"


def python(*arguments: str | Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """One run of this Python, its output kept."""
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, **settings)


def built(source: Path, kind: str, out: Path) -> Path:
    """The wheel or sdist of a source folder, made without a network."""
    run = python("-m", "build", f"--{kind}", "--no-isolation", "--outdir", out, source)
    assert run.returncode == 0, run.stdout + run.stderr
    (file,) = out.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def target(wheel, tmp_path_factory):
    """An empty folder with nothing but the unpacked wheel."""
    folder = tmp_path_factory.mktemp("target")
    run = python("-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", folder, wheel)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def away(target, tmp_path):
    """How to run there: an empty working folder, and the unpacked wheel before everything else on the path."""
    return {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(target)}}


@pytest.mark.parametrize("name", ["templates", "schemas", "samples"])
def test_the_wheel_ships_each_file_of_the_resource_folders(wheel, name):
    shipped = set(zipfile.ZipFile(wheel).namelist())
    there = [file.relative_to(ROOT) for file in project_files() if file.is_relative_to(ROOT / name)]
    assert f"impd/{name}/README.md" in shipped
    assert {f"impd/{file}" for file in there} <= shipped


def test_the_wheel_ships_nothing_beside_the_package(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"impd"}
    assert "impd/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_the_package_run_is_the_one_installed(away, target):
    run = python("-c", "import impd; print(impd.__file__)", **away)
    assert Path(run.stdout.strip()).is_relative_to(target), run.stderr


def test_the_installed_wheel_builds_its_own_sample(away, target):
    out = away["cwd"] / "out"
    run = python(target / "bin" / "make-dossier", target / "impd" / SAMPLE, "--out", out, **away)
    assert run.returncode in {0, 1}, run.stdout + run.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    made = {document["format"]: out / document["path"] for document in manifest["documents"]}
    assert made["docx"].read_bytes().startswith(b"PK")
    assert made["pdf"].read_bytes().startswith(b"%PDF-")
    assert json.loads((out / "trace.json").read_text(encoding="utf-8"))


def test_the_installed_wheel_checks_its_own_sample(away, target):
    run = python(target / "bin" / "impd", "check", target / "impd" / SAMPLE, "--quiet", **away)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("Open gaps: 0 errors, ")


def test_the_sdist_builds_the_same_wheel(wheel, tmp_path):
    sdist = built(ROOT, "sdist", tmp_path / "sdist")
    unpacked = python("-m", "tarfile", "--extract", sdist, tmp_path)
    assert unpacked.returncode == 0, unpacked.stderr
    again = built(tmp_path / sdist.name.removesuffix(".tar.gz"), "wheel", tmp_path / "again")
    assert again.read_bytes() == wheel.read_bytes()
