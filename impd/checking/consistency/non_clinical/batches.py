"""The batches of the non-clinical studies against the batches and processes of the quality part."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.comparison import names_the_same, plain
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.study import NonClinicalStudy


@check
def studied_batch_is_in_the_quality_part(subject: Subject) -> Iterator[Observation]:
    """The batch of a pivotal study is one of the quality data, made by the process version that the study names."""
    study = subject.entry(NonClinicalStudy)
    article = study.test_article
    path = subject.at("test_article.batch")
    if article is None or (article.batch is None and article.batch_number is None):
        yield untold(path, "the batch of the study is not stated")
        return
    batch = subject.of_product.batch(article.batch)
    if batch is None and article.bridge:
        yield holds(subject.at("test_article.bridge"), article.bridge)
    elif batch is None:
        expected = "a batch of the quality data, or why its results hold for the clinical batches"
        yield falls_short(subject.at("test_article.batch_number"), article.batch_number, expected)
    else:
        yield _same_version(subject, article.process_version, batch.process, called(batch))


def _same_version(subject: Subject, stated: str | None, process: str | None, batch: str) -> Observation:
    made_by = subject.of_product.process(process)
    version = made_by.version if made_by else None
    path = subject.at("test_article.process_version")
    if stated is None or version is None:
        return no_concern(path, "the version of the process is stated only once")
    same = plain(stated) == plain(process or "") or names_the_same(stated, version)
    return holds(path, stated) if same else falls_short(path, stated, f"{version} (batch {batch})")
