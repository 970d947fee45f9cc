"""Which facts are free annotations: remarks, and details the model calls optional."""

from __future__ import annotations

import re

from tests.mutation.reading import field_at

CLASSES = ("required", "annotation", "other")
_FREE = re.compile(r"(?:^|_)(?:remark|comment)$|^other_names$|^confidentiality$")
_OPTIONAL = re.compile(r"where it (?:differs|is not)|do not say enough")


def is_annotation(path: str) -> bool:
    """Whether a dossier is as complete without the fact."""
    model, name = field_at(path)
    described = model.model_fields[name].description or ""
    return _FREE.search(name) is not None or _OPTIONAL.search(described) is not None
