"""Pages of a Word document: size and margins, portrait and landscape sections, header and footer."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.shared import Length

from impd.document import Properties
from impd.writing.docx_markup import field, line_break, paragraph, run, sliver, tab
from impd.writing.docx_package import Package

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """A page in twentieths of a point."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    landscape: bool = False

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    def turned(self) -> Page:
        """The page lying on its side; the margins stay where they are."""
        return Page(
            self.height, self.width, self.top, self.right, self.bottom, self.left, self.header, self.footer, True
        )

    def xml(self) -> str:
        orient = ' w:orient="landscape"' if self.landscape else ""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{orient}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"/>'
        )


def page_of(word: WordDocument) -> Page:
    """The portrait page the reference document's last section states; A4 with margins of 20 mm where it states none."""
    section = word.sections[-1]
    width, height = _twips(section.page_width, 11906), _twips(section.page_height, 16838)
    return Page(
        min(width, height),
        max(width, height),
        _twips(section.top_margin, 1474),
        _twips(section.right_margin, 1134),
        _twips(section.bottom_margin, 1304),
        _twips(section.left_margin, 1134),
        _twips(section.header_distance, 680),
        _twips(section.footer_distance, 567),
    )


class PageSections:
    """Writes where one run of pages ends, each orientation with its own header and footer."""

    def __init__(self, package: Package, properties: Properties, last_page: int) -> None:
        self.portrait = page_of(package.word)
        self._lines = _RunningLines(package, properties, last_page)
        self._landscape = self.portrait.turned()
        cover = (package.header(self._lines.cover_header()), package.footer(self._lines.footer(self.portrait)))
        self._cover = _references(cover, "first") + "%s"
        self._references = {
            page.landscape: _references(
                (package.header(self._lines.header(page)), package.footer(self._lines.footer(page))), "default"
            )
            for page in (self.portrait, self._landscape)
        }

    def page(self, landscape: bool) -> Page:
        return self._landscape if landscape else self.portrait

    def properties(self, landscape: bool, cover: bool = False) -> str:
        """The properties of the section that ends here; the one with the cover has a first page of its own."""
        references = self._references[landscape]
        first = "<w:titlePg/>" if cover else ""
        references = self._cover % references if cover else references
        return f'<w:sectPr>{references}<w:type w:val="nextPage"/>{self.page(landscape).xml()}{first}</w:sectPr>'

    def end(self, landscape: bool, cover: bool = False) -> str:
        """The paragraph that ends a section before the last."""
        return sliver(properties=self.properties(landscape, cover))


class _RunningLines:
    """Header and footer: two lines each, the right parts at the right margin of the page they stand on."""

    def __init__(self, package: Package, properties: Properties, last_page: int) -> None:
        self._styles = package.styles
        self._properties = properties
        # Word counts again as it lays out; until then the fields show what the PDF says.
        self._last_page = str(last_page or 1)
        self._mark = run("DRAFT", f'<w:rStyle w:val="{package.styles["Draft Mark"]}"/>') if properties.draft else ""

    def cover_header(self) -> str:
        """The cover says everything itself, so only the mark of a draft stands above it."""
        bare = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
        return paragraph(self._styles["Header"], self._mark, f'{bare}<w:jc w:val="right"/>')

    def header(self, page: Page) -> str:
        stated = self._properties
        version = f"Version {stated.version}" if stated.version else ""
        return self._lines("Header", page, (stated.product, run(version)), (stated.title, self._mark))

    def footer(self, page: Page) -> str:
        stated = self._properties
        date = stated.date.isoformat() if stated.date else ""
        numbers = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", self._last_page)
        return self._lines("Footer", page, (stated.sponsor, run(date)), (stated.confidentiality, numbers))

    def _lines(self, style: str, page: Page, *lines: tuple[str, str]) -> str:
        ours = page.text_width
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in self._styles.tab_stops if stop != ours)
        stops = f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{ours}"/></w:tabs>'
        content = line_break().join(run(left) + tab() + right for left, right in lines)
        return paragraph(self._styles[style], content, stops)


def _references(parts: tuple[str, str], kind: str) -> str:
    header, footer = parts
    return f'<w:headerReference w:type="{kind}" r:id="{header}"/><w:footerReference w:type="{kind}" r:id="{footer}"/>'


def _twips(length: Length | int | None, otherwise: int) -> int:
    return otherwise if length is None else round(Length(length).twips)
