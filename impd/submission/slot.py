"""Which document of an application a file seems to be, by its title and the words of its first page."""

from __future__ import annotations

from impd.submission.inspection import SlotGuess
from impd.submission.title import read_title
from impd.submission.title_codes import TitleCode, plain_words, read_title_profile

_HEADING = 600
_FIRST_PAGE = 3000


def guess_slot(name: str, text: str) -> SlotGuess:
    """A guess from the name of a file and the text of its first page; never more than a guess.

    A code in the name that the words bear out is of high confidence, code or heading alone of medium, words further
    down of low. ``contrary`` when the name has a code and the heading is that of a document of another section.
    """
    stem = name.rsplit(".", 1)[0] if "." in name[-6:] else name
    code = read_title(stem).code
    spaced = plain_words(stem)
    page = plain_words(text.split("\f", maxsplit=1)[0][:_FIRST_PAGE])
    heading = _told_by(page[:_HEADING])
    named = _told_by(spaced, is_name=True)
    if code:
        return _by_code(code, named, page)
    if heading and named and heading[0].annex == named[0].annex:
        return _guess(named[0], f'the name says "{named[1]}", the first page "{heading[1]}"', "high")
    if heading:
        return _guess(heading[0], f'the first page begins with "{heading[1]}"', "medium")
    if named:
        return _guess(named[0], f'the name says "{named[1]}"', "low")
    further = _told_by(page)
    return _guess(further[0], f'the first page says "{further[1]}"', "low") if further else SlotGuess()


def _by_code(code: str, named: tuple[TitleCode, str] | None, page: str) -> SlotGuess:
    known = read_title_profile().of_code(code)
    if not known:
        return SlotGuess(code, "", f"the name begins with {code}, which no document is known to have", "low")
    heading = _told_by(page[:_HEADING])
    chosen = next((one[0] for one in (named, heading) if one and one[0] in known), known[0])
    borne_out = next((word for one in known for word in one.words if _stands_in(word, page)), "")
    if borne_out:
        return _guess(chosen, f'the name begins with {code}, the first page says "{borne_out}"', "high")
    if heading and heading[0].annex:
        why = f'the name begins with {code}, the first page with "{heading[1]}"'
        return SlotGuess(code, chosen.slot, why, "low", heading[0].annex not in {one.annex for one in known})
    return SlotGuess(code, chosen.slot, f"the name begins with {code}", "medium")


def _guess(told: TitleCode, why: str, confidence: str) -> SlotGuess:
    return SlotGuess(told.code, told.slot, why, confidence)


def _told_by(text: str, is_name: bool = False) -> tuple[TitleCode, str] | None:
    """The document whose longest phrase stands in a text; of phrases of one length, the one that comes first."""
    met = [
        (-len(word), text.index(word), slot, word)
        for slot in read_title_profile().slots
        for word in (*slot.words, *(slot.in_names if is_name else ()))
        if _stands_in(word, text)
    ]
    if not met:
        return None
    best = min(met, key=lambda one: one[:2])
    return best[2], best[3]


def _stands_in(word: str, text: str) -> bool:
    """Whether a phrase stands in a text as words of its own."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False
