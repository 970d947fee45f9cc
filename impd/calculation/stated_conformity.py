"""Results and criteria in words: when two statements say the same, the opposite, or leave it to a person.

The lists are short on purpose: what is not on them is not judged.
"""

from __future__ import annotations

import re
from functools import lru_cache

from impd.calculation.judgement import Judgement, cannot_be_judged, conforms, does_not_conform

AS_STATED = "as the laboratory states it; there is no figure to compare"
SAME_WORDS = "result and criterion say the same, letter case and spacing aside"
SAME_MEANING = "result and criterion are taken to mean the same by the list of equal statements"
OPPOSITE = "result and criterion are opposites by the list of statements"

_NO_RESULT = {
    "", "-", "--", "/", "not tested", "nt", "n.t.", "not performed", "not done", "not determined", "not analysed",
    "not analyzed", "na", "n/a", "n.a.", "not available", "not applicable", "not evaluable", "not reported", "pending",
    "ongoing", "in progress", "to be tested", "to be determined", "tbd",
}  # fmt: skip
_WHAT = r"criteri(?:on|a)|specifications?|requirements?|limits?|reference|test|Ph\. ?Eur\.(?: \d+(?:\.\d+)*)?"
_WITH = rf"(?: (?:with |to |the )*(?:{_WHAT}))?"
_COMPLIES = re.compile(
    rf"(?:compl(?:y|ies|ied|iant)|conforms?|conformed|conforming|pass(?:es|ed)?|meets?|met|agrees?){_WITH}",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"(?:(?:does|do|did) not|not|non)[ -]?(?:compl(?:y|ied|iant|ying)|conform(?:ing|ed)?|pass(?:ed)?|meet|met|agree)"
    rf"{_WITH}|not complies|(?:fails?|failed|unsatisfactory|out of specification|oos){_WITH}",
    re.IGNORECASE,
)
# Each statement with what it is about and whether that is there.
_STATEMENTS: dict[str, tuple[str, bool]] = {
    **dict.fromkeys(
        ("not detected", "nd", "n.d.", "none detected", "undetected", "absent", "absence", "negative", "none",
         "not found", "none found", "not present"), ("presence", False)),
    **dict.fromkeys(("detected", "present", "presence", "positive", "found"), ("presence", True)),
    **dict.fromkeys(
        ("no growth", "no growth observed", "no growth detected", "no microbial growth", "sterile",
         "no micro-organisms", "no microorganisms"), ("growth", False)),
    **dict.fromkeys(("growth", "growth observed", "growth detected", "microbial growth", "not sterile", "non-sterile"),
                    ("growth", True)),
    **dict.fromkeys(
        ("practically free", "practically free from particles", "practically free of particles",
         "practically free from visible particles", "practically free of visible particles"), ("particles", False)),
    **dict.fromkeys(("visible", "visible band"), ("sight", True)),
    **dict.fromkeys(("not visible", "no visible band"), ("sight", False)),
}  # fmt: skip
_CONDITION = re.compile(r"(?P<statement>.+?) (?P<condition>(?:in|within|after|per) [^,;]+)")
_SEVERAL = re.compile(r"\band\b|[;,]")


def no_result(result: str | None) -> Judgement | None:
    """The judgement on a blank, "not tested", "NA" and the like, which is no result; None for a result."""
    if result is not None and (result[:1].isdigit() or _normal(result) not in _NO_RESULT):
        return None
    said = f' ("{result.strip()}")' if result and result.strip() else ""
    return Judgement("cannot be judged", f"not tested: there is no result{said}", tested=False)


def stated_compliance(result: str) -> Judgement | None:
    """The judgement on "complies", "does not conform", "fails" and the like; None for any other result.

    The whole result has to be such a statement: "complies except for one vial" is none.
    """
    if result[:1].isdigit():
        return None
    normal = _normal(result)
    if _FAILS.fullmatch(normal):
        return does_not_conform(f'stated: "{result.strip()}"', AS_STATED)
    if _COMPLIES.fullmatch(normal):
        return conforms(f'stated: "{result.strip()}"', AS_STATED)
    return None


def judge_words(result: str, criterion: str) -> Judgement:
    """Whether a result in words meets a criterion in words; what is neither equal nor listed cannot be judged."""
    one, other = _normal(result), _normal(criterion)
    said = f'"{result.strip()}" against "{criterion.strip()}"'
    if one == other:
        return conforms(said, SAME_WORDS)
    statement, condition = _without_condition(other)
    found, asked = _STATEMENTS.get(one), _STATEMENTS.get(statement)
    if found and asked and found[0] == asked[0]:
        under = f'; "{condition}" is taken as the condition of the test' if condition else ""
        under += '; "ND" is read as not detected, not as not determined' if one in ("nd", "n.d.") else ""
        return conforms(said, SAME_MEANING + under) if found == asked else does_not_conform(said, OPPOSITE)
    if _SEVERAL.search(other):
        return cannot_be_judged(f"{said}: the criterion has several parts, which are for a person to judge")
    return cannot_be_judged(f"{said}: the words are for a person to compare")


def is_not_detected(result: str) -> bool:
    """Whether a result says that nothing was detected."""
    return _STATEMENTS.get(_normal(result)) == ("presence", False)


@lru_cache(maxsize=65536)
def _normal(text: str) -> str:
    """Lower case, single spaces, one kind of hyphen, no full stop at the end."""
    plain = re.sub(r"[‐‑–—]", "-", " ".join(text.split())).casefold()
    return plain if plain in _STATEMENTS or plain in _NO_RESULT else plain.removesuffix(".")


def _without_condition(criterion: str) -> tuple[str, str]:
    """``no growth in 14 days`` as ``no growth`` and ``in 14 days``, which the test sets and does not find.

    Only of what must not be there: ``detected in 2 of 3`` is more than a condition.
    """
    match = _CONDITION.fullmatch(criterion)
    known = _STATEMENTS.get(match["statement"]) if match else None
    if match and known and not known[1] and not _SEVERAL.search(match["condition"]):
        return match["statement"], match["condition"]
    return criterion, ""
