"""What was tested in non-clinical studies, and how it relates to the clinical product (Annex I, 45)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.observation import Observation, falls_short, given, holds
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.study import NonClinicalStudy


@check
def article_batch_is_named(subject: Subject) -> Iterator[Observation]:
    """The batch of the test article is named."""
    article = subject.entry(NonClinicalStudy).test_article
    found = article and (article.batch or article.batch_number)
    path = subject.at("test_article.batch")
    yield given(path, found, "a batch")


@check
def article_is_bridged(subject: Subject) -> Iterator[Observation]:
    """Results with another article than a clinical batch are bridged to the clinical batches (Annex I, 45)."""
    article = subject.entry(NonClinicalStudy).test_article
    path = subject.at("test_article.bridge")
    if article is None or article.kind is None:
        wanted = "relation of the test article to the clinical batches"
        yield falls_short(subject.at("test_article.kind"), "not stated", wanted, fact=wanted)
    elif article.kind == "clinical_batch":
        yield holds(path, "clinical batch")
    elif article.bridge or article.comparability or article.similarity:
        yield holds(path, article.kind.replace("_", " "))
    else:
        kind = article.kind.replace("_", " ")
        yield falls_short(path, f"{kind}, no bridge", "a bridge to the clinical batches", fact="bridge")


@check
def article_of_earlier_process_is_compared(subject: Subject) -> Iterator[Observation]:
    """A product of an earlier process is compared with that of the clinical process."""
    article = subject.entry(NonClinicalStudy).test_article
    path = subject.at("test_article.comparability")
    if article and article.comparability:
        yield holds(path, article.comparability)
    elif article and article.process_version is None and article.bridge:
        yield holds(subject.at("test_article.bridge"))
    else:
        yield falls_short(path, "not stated", "a comparability study")
