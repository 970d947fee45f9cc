"""Codes of the vocabularies in words, as documents print them."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from impd.dossier import vocabulary
from impd.resources import folder
from impd.rules.yaml_lines import read_yaml

_CODE = re.compile(r"(?<![\w\[.])(?P<after>= )?(?P<code>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?![\w\]]|\.\w)")


def in_words(text: str) -> str:
    """A text with the codes in it as words; a code without underscore only where it stands for a value, after "="."""
    return _CODE.sub(_word, text)


def word_of(code: str) -> str:
    """A code in words."""
    return _words().get(code, code.replace("_", " "))


def _word(found: re.Match[str]) -> str:
    code, after = found["code"], found["after"] or ""
    whole = after and found.string[found.end() : found.end() + 1] in ("", ";", ",", ")")
    return after + (_words().get(code, code) if "_" in code or whole else code)


@cache
def _words() -> dict[str, str]:
    """Every code of the vocabularies; how it reads is said in ``templates/shared/words.yaml``, else with spaces."""
    aliases = (getattr(vocabulary, name) for name in dir(vocabulary))
    codes = (code for alias in aliases for code in get_args(alias) if isinstance(code, str))
    said, _ = read_yaml(folder("templates") / "shared" / "words.yaml")
    groups = (group for group in said.values() if isinstance(group, dict))
    listed = {str(code): str(words) for group in groups for code, words in group.items()}
    return {**{code: code.replace("_", " ") for code in codes}, **listed}
