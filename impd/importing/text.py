"""Bytes of a file to text: UTF-8, with or without a byte order mark, without characters that no document can hold."""

from __future__ import annotations

import re

from impd.errors import Problem

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what is wrong with its characters; the text is empty where it cannot be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        byte = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        return "", [Problem(file, line, byte, "Save the file in the encoding UTF-8")]
    if match := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        return "", [Problem(file, line, unprintable(text), "Remove the character")]
    return text, []


def unprintable(text: str) -> str:
    """Which character of a text cannot be printed, in words; empty if all can."""
    match = _UNPRINTABLE.search(text)
    return f"contains the control character U+{ord(match[0]):04X}" if match else ""
