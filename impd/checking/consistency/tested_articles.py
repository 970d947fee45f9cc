"""What was tested in non-clinical studies, and how it relates to the clinical product (Annex I, 45)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.consistency.non_clinical_studies import study_of
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.registry import check
from impd.checking.subject import Subject


@check
def article_batch_is_named(subject: Subject) -> Iterator[Observation]:
    """The batch of the test article is named."""
    article = study_of(subject).test_article
    found = article and (article.batch or article.batch_number)
    path = subject.at("test_article.batch")
    yield holds(path, found) if found else falls_short(path, "not stated", "a batch")


@check
def article_is_bridged(subject: Subject) -> Iterator[Observation]:
    """Results with another article than a clinical batch are bridged to the clinical batches (Annex I, 45)."""
    article = study_of(subject).test_article
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
    article = study_of(subject).test_article
    path = subject.at("test_article.comparability")
    if article and article.comparability:
        yield holds(path, article.comparability)
    elif article and article.process_version is None and article.bridge:
        yield holds(subject.at("test_article.bridge"))
    else:
        yield falls_short(path, "not stated", "a comparability study")
