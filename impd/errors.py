"""What can go wrong, each with the exit code a command ends with and what the user can do."""

from __future__ import annotations

from dataclasses import dataclass


class ImpdError(Exception):
    """Base of all errors of this library. ``exit_code`` is the command's; ``remedy`` is one sentence."""

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of the input: file, line or cell (0 when the whole file is meant), what, what to do."""

    file: str
    line: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f". {self.remedy}" if self.remedy else "")


class InputFault(ImpdError):
    """The dossier cannot be read: all its problems, one line each."""

    exit_code = 2

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class UsageFault(ImpdError):
    """A command or function was asked for something that does not exist."""

    exit_code = 2


class GapFault(ImpdError):
    """A final document was asked for, but facts are missing."""

    exit_code = 1


class TemplateFault(ImpdError):
    """A template, style file or rule pack is at fault."""

    exit_code = 3


class MissingLibrary(ImpdError):
    """A system library is not installed."""

    exit_code = 4


class OutputFault(ImpdError):
    """An output could not be written."""

    exit_code = 5
