"""The Jinja environments: sandboxed, strict about names, escaping everything."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from impd.errors import ImpdError, TemplateFault
from impd.resources import folder


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
        except ImpdError:
            raise
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
            place = f"{name}:{template_line(fault)}" if template_line(fault) else name
            raise TemplateFault(f"templates/{_deepest(fault) or place}: {fault}", "Mend the template.") from fault


def template_line(fault: BaseException) -> int:
    """The line of the outermost template in a fault's traceback, or 0."""
    for frame in traceback.extract_tb(fault.__traceback__):
        if frame.filename == "<template>" or frame.filename.endswith((".xhtml", ".md")):
            return frame.lineno or 0
    return 0


def _deepest(fault: BaseException) -> str:
    """File and line of the innermost template in a fault's traceback, or nothing."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.endswith(".xhtml")]
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
