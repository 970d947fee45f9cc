"""The folder of one product: product.yaml, its data by part, the author's texts and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.registers import parts
from impd.errors import Problem
from impd.importing.data_file import SUFFIXES, read_group, read_text
from impd.importing.figure_file import MEDIA_TYPES, figure_problems
from impd.importing.files import Files
from impd.importing.merging import merge
from impd.importing.source import Group, Listing, Source
from impd.importing.tables import filling, known_names, read_entries


def read_product(folder: Path, files: Files) -> Group:
    """All that the folder states of the product; its code is the folder's name unless product.yaml states it too."""
    product = Group(f"{files.name(folder)}/product.yaml", 1)
    found = False
    for path in files.entries(folder):
        if path.suffix in SUFFIXES and path.is_file():
            found = found or path.stem == "product"
            stated = read_group(path, MedicinalProduct, files)
            product = merge(product, stated or Group(files.name(path), 1), MedicinalProduct, files.problems)
        elif path.is_dir() and path.name in _PARTS:
            product = merge(product, _part(path, files), MedicinalProduct, files.problems)
        elif path.suffix != ".md":
            files.unexpected(path, f"product.yaml, {', '.join(f'{name}/' for name in _PARTS)}")
    if not found:
        files.note(folder / "product.yaml", "is missing", "Every product folder needs it; it may be empty")
    _name(product, folder, files)
    return product


def _name(product: Group, folder: Path, files: Files) -> None:
    code = product.setdefault("code", folder.name)
    if isinstance(code, str) and code.strip() != folder.name:
        source = product.source("code")
        files.problems.append(
            Problem(source.file, source.line, f'code: "{code}" in the folder "{folder.name}"', "Make the two equal")
        )


def _part(folder: Path, files: Files) -> Group:
    name, read = _PARTS[folder.name]
    part = read(folder, files)
    group = Group(files.name(folder), 0)
    if part:
        group[name] = part
    return group


def _registers(folder: Path, files: Files) -> Group:
    """The YAML files and tables of one part of the data, as one group."""
    model = parts()[folder.name]
    group = Group(files.name(folder), 0)
    for path in files.entries(folder):
        part = None
        fills = filling(path.stem, model) if path.suffix == ".csv" else None
        if path.suffix in SUFFIXES and path.is_file():
            part = read_group(path, model, files)
        elif fills and path.is_file():
            text = read_text(path, files)
            if text is not None:
                part, problems = read_entries(text, files.name(path), fills)
                files.problems += problems
        elif path.suffix == ".csv":
            files.unexpected(path, f"CSV files whose name begins with {', '.join(known_names(model))}")
        elif path.suffix != ".md":
            files.unexpected(path, ".yaml, .json and .csv files")
        if part:
            group = merge(group, part, model, files.problems)
    return group


def _narratives(folder: Path, files: Files) -> Listing:
    """The texts, each with the line its words begin in."""
    narratives = Listing(Source(files.name(folder), 0))
    for path in files.entries(folder):
        if path.suffix != ".md" or not path.is_file():
            files.unexpected(path, "SECTION.md files, e.g. P.2.2.md")
            continue
        text = read_text(path, files) if path.stem != "README" else None
        if text and text.strip():
            name = files.name(path)
            line = 1 + text[: len(text) - len(text.lstrip())].count("\n")
            narratives.append(Group(name, line, {"section": path.stem, "text": text, "file": name}))
    return narratives


def _figures(folder: Path, files: Files) -> Listing:
    figures = Listing(Source(files.name(folder), 0))
    for path in files.entries(folder):
        media_type = MEDIA_TYPES.get(path.suffix)
        if media_type is None or not path.is_file():
            if path.suffix != ".md":
                files.unexpected(path, ".svg and .png files")
            continue
        data = files.read(path)
        if data is not None:
            name = files.name(path)
            files.problems += figure_problems(data, media_type, name)
            figures.append(Group(name, 0, {"name": path.name, "media_type": media_type, "data": data}))
    return figures


_PARTS: dict[str, tuple[str, Callable[[Path, Files], Group | Listing]]] = {
    **{name: (name, _registers) for name in parts()},
    "text": ("narratives", _narratives),
    "figures": ("figures", _figures),
}
