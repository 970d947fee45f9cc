"""Figures are checked before anything draws them."""

from __future__ import annotations

import pytest

from impd.importing.figure_file import LARGEST, figure_problems

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n%s\n</svg>'


def svg(inside: bytes) -> list[str]:
    return [str(problem) for problem in figure_problems(SVG % inside, "image/svg+xml", "f.svg")]


@pytest.mark.parametrize(
    "inside",
    [
        b"", b'<rect fill="url(#g)"/>', b'<use xlink:href="#a"/>', b'<image href="data:image/png;base64,AA=="/>',
        b"<style>rect { fill: url(#g) }</style>", b"<text>see url(http://x) and @import</text>",
    ],
)  # fmt: skip
def test_a_self_contained_svg_is_fine(inside):
    assert svg(inside) == []


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (b"<script>alert(1)</script>", "<script>"),
        (b"<foreignObject/>", "<foreignObject>"),
        (b'<rect onload="x()"/>', "onload"),
        (b'<image href="http://example.org/x.png"/>', "http://example.org/x.png"),
        (b'<image xlink:href="file:///etc/passwd"/>', "file:///etc/passwd"),
        (b'<image href="other.png"/>', "other.png"),
        (b'<image href="data:image/svg+xml;base64,AA=="/>', "data:image/svg+xml"),
        (b'<rect style="fill: url( \'http://example.org/g\' )"/>', "http://example.org/g"),
        (b"<style>@import 'x.css';</style>", "style sheet"),
        (b"<style>@font-face { src: url(x.woff) }</style>", "x.woff"),
        (b"<?xml-stylesheet href='x.css'?>", "xml-stylesheet"),
        (b"<rect>", "no readable SVG"),
    ],
)
def test_what_would_run_or_be_fetched_is_refused_with_its_line(inside, what):
    problems = svg(inside)
    assert any(what in problem and problem.startswith(("f.svg:2: ", "f.svg:3: ")) for problem in problems), problems


@pytest.mark.parametrize(
    "data",
    [b"<html/>", b"<svg/>", b"no svg", b"",
     b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'],
)  # fmt: skip
def test_what_is_no_plain_svg_is_refused(data):
    assert figure_problems(data, "image/svg+xml", "f.svg") != []


@pytest.mark.parametrize(("data", "problems"), [(b"\x89PNG\r\n\x1a\n...", 0), (b"GIF89a", 1), (b"", 1)])
def test_png_signature(data, problems):
    assert len(figure_problems(data, "image/png", "f.png")) == problems


def test_size_limit():
    assert "more than 20 MB" in str(figure_problems(bytes(LARGEST + 1), "image/png", "f.png")[0])
