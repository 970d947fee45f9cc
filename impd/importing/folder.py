"""A dossier folder to the application it states."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.registers import parts
from impd.dossier.shape import Location
from impd.errors import InputFault, Problem
from impd.importing.data_file import SUFFIXES, read_group
from impd.importing.files import Files, InputFile
from impd.importing.merging import merge
from impd.importing.product_folder import read_product
from impd.importing.source import Group, Listing, Source
from impd.importing.source_map import SourceMap
from impd.importing.tables import unstated_owners
from impd.importing.validating import collector_paused, validated
from impd.importing.waiver_file import FILE as WAIVERS
from impd.importing.waiver_file import PlacedWaiver, read_waiver_file

_EXPECTED = "dossier.yaml, products/, application/, documents/, waivers.yaml, README.md"
_NOT_READ = {"documents", "build", WAIVERS}


@dataclass(frozen=True, slots=True)
class Imported:
    """An application, where each of its facts was read, the waivers beside it, and the files read."""

    application: ClinicalTrialApplication
    sources: SourceMap
    inputs: tuple[InputFile, ...]
    waivers: tuple[PlacedWaiver, ...]


def read_folder(directory: Path) -> Imported:
    """The application a dossier folder states. Raises InputFault with all problems of all its files."""
    directory = Path(directory)
    if not directory.is_dir():
        what = "is no folder" if directory.exists() else "does not exist"
        raise InputFault([Problem(str(directory), 0, what, "Name the folder that holds dossier.yaml")])
    files = Files(directory, [])
    with collector_paused():
        root = _read_root(files)
        sources = SourceMap(root)
        waivers = _read_waivers(files)
        if not files.unread:
            files.problems += _unstated(root)

        def place(location: Location) -> tuple[str, int]:
            source = sources.at(location)
            return source.file, source.line

        application = validated(root, place, files.problems, complete=not files.unread)
    return Imported(application, sources, tuple(sorted(files.read_files)), waivers)


def _read_root(files: Files) -> Group:
    """All files of the folder as one group."""
    root = Group("dossier.yaml", 1)
    found = False
    for path in files.entries(files.root):
        if path.suffix in SUFFIXES and path.stem == "dossier" and path.is_file():
            found = True
            root = merge(root, read_group(path, ClinicalTrialApplication, files) or Group(path.name, 1),
                         ClinicalTrialApplication, files.problems)  # fmt: skip
        elif path.name == "application" and path.is_dir():
            root = merge(root, _read_application(path, files), ClinicalTrialApplication, files.problems)
        elif path.name == "products" and path.is_dir():
            root = merge(root, _read_products(path, files), ClinicalTrialApplication, files.problems)
        elif path.name not in _NOT_READ and path.suffix != ".md":
            files.unexpected(path, _EXPECTED)
    if not found:
        files.problems.append(Problem("dossier.yaml", 0, "is missing", "Every dossier needs it; it may be empty"))
    return root


def _read_waivers(files: Files) -> tuple[PlacedWaiver, ...]:
    found = (path for path in files.entries(files.root) if path.name == WAIVERS and path.is_file())
    return next((read_waiver_file(path, files) for path in found), ())


def _read_application(folder: Path, files: Files) -> Group:
    """The files of the folder, each of which may hold what dossier.yaml may."""
    root = Group("dossier.yaml", 1)
    for path in files.entries(folder):
        if path.suffix in SUFFIXES and path.is_file():
            stated = read_group(path, ClinicalTrialApplication, files)
            root = merge(root, stated or Group(files.name(path), 1), ClinicalTrialApplication, files.problems)
        elif path.suffix != ".md":
            files.unexpected(path, ".yaml and .json files")
    return root


def _read_products(folder: Path, files: Files) -> Group:
    root = Group("dossier.yaml", 1)
    products = Listing(Source("dossier.yaml", 1))
    for path in files.entries(folder):
        if path.is_dir():
            products.append(read_product(path, files))
        elif path.suffix != ".md":
            files.unexpected(path, "one folder for each product, named by its code")
    if products:
        root["products"] = products
    return root


def _unstated(root: Group) -> list[Problem]:
    products = [item for item in root.get("products", ()) if isinstance(item, Group)]
    return [
        problem
        for product in products
        for name, model in parts().items()
        if isinstance(group := product.get(name), Group)
        for problem in unstated_owners(group, model)
    ]
