"""The findings in words: severity, message and remedy of each code, in one table."""

from __future__ import annotations

from impd.submission.inspection import FileFinding

_E, _W, _N = "error", "warning", "note"
_AGAIN = "Write the file again from its source."
_SEARCH = "Make it from the text document, or run text recognition and read the result."
_ACCEPT = "Accept or reject every change, delete the comments, and save."

WORDS: dict[str, tuple[str, str, str]] = {
    "no_file": (_E, "This is no regular file", "Name a file or a folder."),
    "cannot_be_read": (_E, "The file cannot be read: {why}", "Check its permissions."),
    "too_large_to_read": (_E, "The file has {size} MB and was not opened", "Split it or make its pictures smaller."),
    "empty": (_E, "The file is empty", _AGAIN),
    "cannot_be_opened": (_E, "The file cannot be opened: {why}", _AGAIN),
    "out_of_time": (_E, "The inspection was stopped after {seconds} seconds; what follows is incomplete", _AGAIN),
    "out_of_memory": (_E, "The inspection needed more than {megabytes} MB of memory and was stopped", _AGAIN),
    "reader_broke_down": (_E, "Reading the file broke down; it is damaged or made to do harm", _AGAIN),
    "part_cannot_be_read": (_E, "A part cannot be read: {part}", _AGAIN),
    "damaged": (_W, "The file is damaged and was mended for reading: {why}", _AGAIN),
    "kind_differs": (_E, "The name ends in {ending}, but the content is no {ending} file", "Give it its right ending."),
    "not_inspected": (_N, "Only PDF and Word (docx) files are inspected", "Look at it yourself, or make a PDF of it."),
    "password": (_E, "The file asks for a password", "Save it without a password."),
    "encrypted": (_W, "The file is encrypted, although it opens without a password", "Save it without encryption."),
    "restricted": (_E, "The file is protected against: {denied}", "Save it without protection."),
    "not_searchable": (_E, "The text cannot be searched: pictures only on {pages}", _SEARCH),
    "pages_not_searchable": (_W, "Pictures only, so no text to search, on {pages}", _SEARCH),
    "text_unreadable": (_E, "The text layer holds no readable letters, so it cannot be searched", _SEARCH),
    "no_text": (_W, "The file has neither text nor pictures", "Check that it is the right file."),
    "word_is_picture": (_E, "The Word file holds pictures and next to no text", _SEARCH),
    "fonts_not_embedded": (_W, "Fonts are not embedded: {names}", "Make the PDF again with all fonts embedded."),
    "no_bookmarks": (_W, "{pages} pages without bookmarks", "Make the PDF again with bookmarks from its headings."),
    "too_large": (_E, "The file has {size} MB, more than the {most} MB that were set", "Make its pictures smaller."),
    "larger_than_usual": (
        _N, "The file has {size} MB, more than {most} MB; the limit of CTIS is not confirmed",
        "Check the limit, or make its pictures smaller.",
    ),
    "script": (_E, "The file holds scripts or macros: {names}", "Make it again without them."),
    "form": (_W, "{number} fields can still be filled in", "Print the filled form to a PDF."),
    "xfa_form": (_E, "The file is an XFA form, which few programs can show", "Print the filled form to a PDF."),
    "external_link": (
        _N, "Links lead out of the file: {names}", "Keep what a reader needs; the text must stand alone.",
    ),
    "external_action": (_W, "The file reaches out of itself: {names}", "Make it again without this."),
    "attachment": (_W, "Files lie in the file: {names}", "Submit them as documents of their own, or remove them."),
    "comments": (_W, "{number} comments were left in", _ACCEPT),
    "tracked_changes": (_W, "{number} tracked changes were left in", _ACCEPT),
    "hidden_text": (_W, "{number} stretches of hidden text", "Delete what must not be read; show the rest."),
    "placeholder": (_W, 'A place was not filled in: "{text}"{times}', "Fill it in or delete it."),
    "draft_mark": (
        _W, 'The text still says that it is a draft: "{text}"{times}', "Remove the mark from the final file.",
    ),
    "claim_contradicted": (_W, "The file claims {claim}, but {why}", "Make it again, and have a validator prove it."),
    "title_unclean": (_N, "The title in the properties holds control characters", "Write the title again."),
    "title_says_nothing": (_N, 'The title in the properties is "{title}"', "Give the title of the document."),
    "signed": (_N, "The file is signed; any change breaks the signature", "Submit it as it is."),
    "same_file": (_W, "The same file again: {names}", "Submit each document once, in its own slot."),
    "slot_contradicted": (_W, "Name and content differ: {why}", "Check that this is the right file under that name."),
    "version_differs": (_E, "Version {expected} is expected; the text says {found}", "Correct the one that is wrong."),
    "version_written_differently": (
        _W, "Version {expected} is expected; the text writes {found}", "Write it alike in both places.",
    ),
    "version_not_first": (
        _W, "Version {expected} is expected; the text says {found} before it", "Check which of them is meant.",
    ),
    "version_not_stated": (
        _W, "Version {expected} is expected; the first pages state none", "State it in the document.",
    ),
    "date_differs": (
        _W, "The date {expected} is expected; the first pages have {found}", "Correct the one that is wrong.",
    ),
    "trial_number_differs": (
        _E, "EU CT number {expected} is expected; the text says {found}", "Check that it is the right file.",
    ),
    "trial_number_not_stated": (
        _W, "EU CT number {expected} is expected; the first pages do not state it", "State it.",
    ),
    "name_without_code": (
        _W, "The name does not begin with the code of its document, such as {example}", "Put it first.",
    ),
    "name_with_version": (_W, 'The name holds a version: "{text}"', "Leave it to the field of CTIS."),
    "name_with_date": (_W, 'The name holds a date: "{text}"', "Leave it to the field of CTIS."),
    "name_too_long": (_N, "The name has {number} characters, more than {most}", "Shorten it."),
    "name_unusual": (_N, "The name holds unusual characters: {text}", "Use letters, digits, space, _ - and full stop."),
    "name_of_other_trial": (
        _E, "The name holds EU CT number {found}; {expected} is expected", "Check that it is the right file.",
    ),
}  # fmt: skip
"""Code: severity, message, remedy."""


def finding(code: str, page: int = 0, **values: object) -> FileFinding:
    """A finding of that code with its words filled in; what comes from a file is made printable first."""
    severity, message, remedy = WORDS[code]
    filled = message.format(**{name: printable(str(value)) for name, value in values.items()})
    return FileFinding(code, severity, filled, page, remedy)


def printable(text: str) -> str:
    """A text without characters that a terminal would act on, cut to a readable length."""
    clean = "".join(sign if sign.isprintable() else "�" for sign in text)
    return clean if len(clean) <= 400 else clean[:399] + "…"


def several(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """Some names in one line, each once, and how many more there are."""
    known = list(dict.fromkeys(names))
    shown = ", ".join(name or "(no name)" for name in known[:most])
    return f"{shown} and {len(known) - most} more" if len(known) > most else shown


def page_list(pages: tuple[int, ...]) -> str:
    """Pages in words, neighbours joined: ``pages 1 to 3, 7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    shown = ", ".join(words[:10]) + (" and others" if len(words) > 10 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"
