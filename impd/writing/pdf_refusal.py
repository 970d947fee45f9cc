"""What a PDF may read while it is laid out: its own pictures and the bundled fonts, no file and no web address."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from impd.document import Image
from impd.errors import InputFault, Problem
from impd.resources import folder

FONTS = "impd:fonts/"


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """An address no document may read. The renderer lets this kind of error through instead of going on."""


class OwnFetcher(URLFetcher):  # type: ignore[misc]
    """Answers the addresses of bundled fonts and of the document's pictures; any other address stops the rendering.

    A ``data:`` address holds what it names, as pictures inside a drawing do, so there is nothing to fetch.
    """

    def __init__(self, images: Mapping[str, Image]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self._images = images
        self._fonts = {FONTS + path.name: path for path in (folder("templates") / "style" / "fonts").glob("*.ttf")}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture or font of that address."""
        if image := self._images.get(url):
            return URLFetcherResponse(url, image.data, {"Content-Type": image.media_type})
        if path := self._fonts.get(url):
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise Refused(url)


def refusal(fault: Refused) -> InputFault:
    """The error for an address that was refused."""
    message = "a figure or style sheet asks for this address; nothing outside the document is read"
    return InputFault([Problem(str(fault)[:200], 0, message, "Put the picture or font into the figure itself")])
