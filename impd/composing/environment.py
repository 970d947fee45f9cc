"""The Jinja environments: sandboxed, strict about names, escaping everything."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from impd.errors import InputFault, TemplateFault, UsageFault
from impd.resources import folder

# What a template's own code can end with; a UsageFault is a section, fact or figure that it names wrongly.
_TEMPLATE_FAULTS = (
    TemplateError, UsageFault, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


class _Compiled(BytecodeCache):
    """Templates compiled once for all documents of a run; a changed file is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class TemplateSet:
    """The templates, those of a company's folder before our own."""

    def __init__(self, override: Path | None, functions: dict[str, Callable[..., Any]]) -> None:
        places: list[BaseLoader] = [FileSystemLoader(place) for place in (override, folder("templates")) if place]
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(places),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(functions)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """What a template prints. Raises TemplateFault with its file and line when it is at fault."""
        try:
            return self._environment.get_template(name).render(context)
        except TemplateNotFound as fault:
            message = f"templates/{fault.name}: there is no such template"
            raise TemplateFault(message, "Add it, or mend the import.") from fault
        except TemplateSyntaxError as fault:
            place = f"{fault.name or name}:{fault.lineno}"
            raise TemplateFault(f"templates/{place}: {fault.message}", "Mend the template.") from fault
        except (InputFault, TemplateFault):
            raise
        except _TEMPLATE_FAULTS as fault:
            message = f"templates/{_deepest(fault) or name}: {_in_words(fault)}"
            raise TemplateFault(message, "Mend the template.") from fault


def _in_words(fault: Exception) -> str:
    message = fault.message if isinstance(fault, UsageFault) else str(fault)
    named = re.search(r"View object' has no attribute '(\w+)'", str(message))
    return f'there is no fact "{named[1]}" here' if named else str(message).rstrip(".") or type(fault).__name__


def _deepest(fault: BaseException) -> str:
    """File and line of the innermost template in a fault's traceback, or nothing."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.endswith(".xhtml")]
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
