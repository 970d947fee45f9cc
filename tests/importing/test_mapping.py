"""A mapping or JSON text to an application."""

from __future__ import annotations

import base64
import datetime
import json
from decimal import Decimal

import pytest

from impd.dossier.quality.control import Batch
from impd.dossier.quantity import Quantity
from impd.errors import InputFault
from impd.importing.mapping import read_mapping

PNG = b"\x89PNG\r\n\x1a\n"


def product(**parts):
    return {"products": [{"code": "LV", **parts}]}


def lines(data) -> list[str]:
    with pytest.raises(InputFault) as fault:
        read_mapping(data)
    return str(fault.value).splitlines()


def test_python_values_are_read_as_their_text():
    batch = {
        "id": "b1", "size": {"value": Decimal("1.50"), "unit": "mg"}, "tested": datetime.date(2026, 3, 1),
        "made_from": ("b0",), "results": [{"test": "pH", "result": 7.1, "comment": None}],
    }  # fmt: skip
    site = {"id": 7, "in_eea": True}
    data = product(quality={"batches": [batch, Batch(id="b0", size=Quantity(value="2", unit="g"))], "sites": [site]})
    quality = read_mapping(data).products[0].quality
    assert [str(one.size) for one in quality.batches] == ["1.50 mg", "2 g"]
    assert (quality.batches[0].tested, quality.batches[0].results[0].result) == ("2026-03-01", "7.1")
    assert (quality.sites[0].id, quality.sites[0].in_eea) == ("7", True)


def test_json_reads_like_the_mapping():
    data = product(name=None, quality={"batches": [{"id": "b1", "size": "1 mg"}]})
    assert read_mapping(json.dumps(data)) == read_mapping(data)


def test_an_application_reads_back_from_what_it_dumps():
    application = read_mapping(product(quality={"batches": [{"id": "b1", "size": "1 mg"}]}))
    assert read_mapping(application.model_dump(exclude_unset=True)) == application


@pytest.mark.parametrize("data", ["", "{}", {}])
def test_nothing_is_an_empty_application(data):
    assert read_mapping(data).products == ()


@pytest.mark.parametrize(
    ("media_type", "given", "read"),
    [
        ("image/png", PNG, PNG),
        ("image/png", base64.b64encode(PNG).decode(), PNG),
        ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_figures(media_type, given, read):
    figure = {"name": "f", "media_type": media_type, "data": given}
    assert read_mapping(product(figures=[figure])).products[0].figures[0].data == read


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"trial": {"phse": "I"}}, 'trial.phse: unknown key "phse". Did you mean "phase"?'),
        (product(quality={"batches": [{"id": "b1", "site": "A"}]}),
         'products[LV].quality.batches[b1].site: site: no entry "A" in sites'),
        (product(quality={"batches": [{"id": "b1"}, {"id": "b1"}]}),
         'products[LV].quality.batches[b1]: batches: a second entry with id "b1", first at products[LV]'),
        (product(quality={"sites": [{"name": "x"}]}), "products[LV].quality.sites[0].id: id: is missing"),
        (product(name=object()), "products[0].name: expected a text, number, list or mapping, got object"),
        (product(name="a\x00"), "products[0].name: contains the control character U+0000"),
        (product(figures=[{"name": "f", "media_type": "image/png", "data": "%"}]),
         "products[LV].figures[f]: the data is not Base64"),
        (product(figures=[{"name": "f", "media_type": "image/png", "data": "AAAA"}]),
         "products[LV].figures[f]: no PNG image"),
        ('{"trial": {"phase": "I", "phase": "II"}}', 'JSON:1: the key "phase" stands twice, first in line 1'),
        ("{", "JSON:1: no readable JSON"),
        ("[]", "JSON:1: expected an object"),
        (product(quality=[]), "products[LV].quality: quality: expected a group of keys, got a list"),
    ],
)  # fmt: skip
def test_a_fault_names_the_path(data, line):
    found = lines(data)
    assert len(found) == 1
    assert found[0].startswith(line)
