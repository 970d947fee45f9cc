"""A mapping or a JSON text to an application, without any file; faults name the path of the fact."""

from __future__ import annotations

import base64
import binascii
import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.path import path_of
from impd.dossier.shape import Location
from impd.errors import Problem
from impd.importing.data_file import drop_absent
from impd.importing.figure_file import figure_problems
from impd.importing.json_text import compose_json
from impd.importing.source import Group, Listing, Source
from impd.importing.text import unprintable
from impd.importing.validating import collector_paused, validated

TEXT_NAME = "JSON"
"""What stands for the file in the faults of a JSON text that cannot be read."""


def read_mapping(data: Mapping[str, Any] | str) -> ClinicalTrialApplication:
    """The application that a mapping or JSON text states. Raises InputFault with all its problems.

    The data of a PNG figure in JSON is Base64, that of an SVG figure its text.
    """
    problems: list[Problem] = []
    with collector_paused():
        if isinstance(data, str):
            root, problems = compose_json(data, TEXT_NAME)
        else:
            root = _group(data, "", problems)
        drop_absent(root, ClinicalTrialApplication)
        _read_figures(root, problems)

        def place(location: Location) -> tuple[str, int]:
            return path_of(root, location, ClinicalTrialApplication), 0

        return validated(root, place, problems)


def _group(values: Mapping[str, Any], path: str, problems: list[Problem]) -> Group:
    group = Group(path, 0)
    for key, value in values.items():
        group[str(key)] = _as_read(value, f"{path}.{key}" if path else str(key), problems)
    return group


def _as_read(value: Any, path: str, problems: list[Problem]) -> Any:
    """A Python value as a file would hold it: groups, lists, texts, bytes, None."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if isinstance(value, Mapping):
        return _group(value, path, problems)
    if isinstance(value, list | tuple):
        items = (_as_read(item, f"{path}[{index}]", problems) for index, item in enumerate(value))
        return Listing(Source(path, 0), items)
    if value is None or isinstance(value, bytes):
        return value
    return _text(value, path, problems)


def _text(value: Any, path: str, problems: list[Problem]) -> str | None:
    """A plain value as text."""
    if not isinstance(value, str | int | float | Decimal | datetime.date):
        what = f"expected a text, number, list or mapping, got {type(value).__name__}"
        problems.append(Problem(path, 0, what, "Give one of these"))
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if fault := unprintable(text):
        problems.append(Problem(path, 0, fault, "Remove the character"))
    return text


def _read_figures(root: Group, problems: list[Problem]) -> None:
    """Turns the texts of figures into bytes, and checks them as the files of a folder are checked."""
    for product in root.get("products") or ():
        figures = product.get("figures") if isinstance(product, Group) else None
        for figure in figures if isinstance(figures, Listing) else ():
            if isinstance(figure, Group):
                _read_figure(figure, f"products[{product.get('code')}].figures[{figure.get('name')}]", problems)


def _read_figure(figure: Group, place: str, problems: list[Problem]) -> None:
    data, media_type = figure.get("data"), str(figure.get("media_type"))
    if isinstance(data, str):
        try:
            data = base64.b64decode(data, validate=True) if media_type == "image/png" else data.encode()
        except binascii.Error:
            problems.append(Problem(place, 0, "the data is not Base64", "Encode the bytes of the figure as Base64"))
            data = b""
        figure["data"] = data
    if isinstance(data, bytes) and data:
        problems += figure_problems(data, media_type, place)
