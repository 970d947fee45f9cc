"""The catalogue of phrases on labels: every official language; unless reviewed, wording in English only."""

from __future__ import annotations

import pytest

from impd.building.label_answers import PHRASES
from impd.checking.lookups.national import national_practices
from impd.errors import TemplateFault
from impd.rules import label_languages as module
from impd.rules.label_languages import label_languages


def test_every_official_language_is_in_the_catalogue():
    official = {code for one in national_practices().values() for code in one.languages}
    assert official - set(label_languages()) == set()


def test_english_has_every_phrase_and_no_other_language_an_unreviewed_one():
    assert set(label_languages()["en"].phrases) == set(PHRASES)
    others = {code: one for code, one in label_languages().items() if code != "en"}
    assert [code for code, one in others.items() if one.phrases and not one.reviewed] == []


def test_a_catalogue_that_is_not_well_formed_is_refused(tmp_path, monkeypatch):
    (tmp_path / "eu_ctr").mkdir()
    source = 'version: "1"\nlanguages: {en: {name: English}}\n'
    (tmp_path / "eu_ctr" / "label_languages.yaml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(module, "folder", lambda _: tmp_path)
    label_languages.cache_clear()
    with pytest.raises(TemplateFault, match=r"languages\.en\.reviewed"):
        label_languages()
    label_languages.cache_clear()
