"""A company's folder of templates: what it may override, and that a slip in a name is not silent."""

from __future__ import annotations

import pytest

import impd

DATA = {"products": [{"code": "A", "product_class": "chemical", "quality": {"substances": [{"id": "X", "name": "Y"}]}}]}


def composed(folder):
    request = impd.Request(sections=("S.1.1",), templates=folder)
    return impd.compose(impd.read(DATA), "A", request)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("impd_quality/S.11.xhtml", "impd_quality/S.1.1.xhtml"),
        ("impd_qualty/S.1.1.xhtml", "impd_quality/S.1.1.xhtml"),
        ("shared/word.yaml", "shared/words.yaml"),
        ("print.css", "style/print.css"),
    ],
)
def test_a_file_that_nothing_uses_is_named(tmp_path, name, near):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("")
    with pytest.raises(impd.TemplateFault, match="no document uses a template of this name") as caught:
        composed(tmp_path)
    assert caught.value.remedy == f'Did you mean "{near}"?'


def test_macros_of_its_own_and_notes_are_welcome(tmp_path):
    own = '{% import "shared/house.xhtml" as house %}<p>{{ house.hello() }}</p>{{ narrative() }}'
    for name, text in (
        ("shared/house.xhtml", "{% macro hello() %}Our wording.{% endmacro %}"),
        ("impd_quality/S.1.1.xhtml", own),
        ("README.md", "ours"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert composed(tmp_path).sections
