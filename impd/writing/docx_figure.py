"""Figures as inline drawings: a PNG, or an SVG with a PNG for readers that show no SVG."""

from __future__ import annotations

from impd.document import Figure
from impd.writing.docx_markup import attribute
from impd.writing.docx_package import Package
from impd.writing.raster import png_of_svg

EMU_PER_MM = 36000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def drawing(figure: Figure, package: Package, room_mm: tuple[float, float]) -> str:
    """The run that shows the figure, made smaller where it would not fit the room (width, height)."""
    width, height = _size_mm(figure, room_mm)
    blip = _blip(figure, package, width)
    number = package.next_number()
    size = f'cx="{round(width * EMU_PER_MM)}" cy="{round(height * EMU_PER_MM)}"'
    name = attribute(figure.label)
    text = attribute(figure.alternative_text)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{text}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _size_mm(figure: Figure, room_mm: tuple[float, float]) -> tuple[float, float]:
    ratio = figure.image.height / figure.image.width
    width = min(figure.width_mm, room_mm[0], room_mm[1] / ratio)
    return width, width * ratio


def _blip(figure: Figure, package: Package, width: float) -> str:
    image = figure.image
    if image.media_type == "image/png":
        return f'<a:blip r:embed="{package.image(image.media_type, image.data)}"/>'
    picture = package.image("image/png", png_of_svg(image, width, figure.label))
    svg = package.image(image.media_type, image.data)
    return (
        f'<a:blip r:embed="{picture}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext></a:extLst></a:blip>'
    )
