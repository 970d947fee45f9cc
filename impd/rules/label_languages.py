"""The fixed phrases on labels, language by language (``label_languages.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.yaml_lines import read_yaml


class LabelLanguage(BaseModel):
    """A language: its name, the phrases whose wording is known, and whether a person reviewed them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    reviewed: bool
    phrases: dict[str, str] = {}


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    languages: dict[str, LabelLanguage]


@cache
def label_languages() -> Mapping[str, LabelLanguage]:
    """The languages by ISO 639 code. Raises TemplateFault when the catalogue is not well formed."""
    value, _ = read_yaml(folder("schemas") / "eu_ctr" / "label_languages.yaml")
    try:
        return _Catalogue.model_validate(value).languages
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(one) for one in first["loc"])
        raise TemplateFault(f"label_languages.yaml: {where}: {first['msg']}", "Correct the file.") from None
