"""Conditions on single entries that a fact and a value cannot say."""

from __future__ import annotations

from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Process
from impd.dossier.quality.product import Substance
from impd.dossier.risk import Risk


@condition("this", "the batch is one of a drug product")
def batch_is_of_drug_product(subject: Subject) -> Answer:
    """False for a batch of a substance, vector, plasmid or material; None where its subject is not stated."""
    batch = subject.this
    if not isinstance(batch, Batch) or batch.subject is None:
        return Answer(None, subject.at("subject"), "the subject is not stated")
    of_product = batch.subject in subject.of_product.register("drug_products")
    return Answer(of_product, subject.at("subject"), f"subject = {batch.subject}")


@condition("this", "the process makes a substance or product")
def is_of_substance_or_product(subject: Subject) -> Answer:
    """False for a process of a vector, plasmid, bank or material; None where its subject is not stated."""
    process, known = subject.this, subject.of_product
    if not isinstance(process, Process) or process.subject is None:
        return Answer(None, subject.at("subject"), "the subject is not stated")
    made = process.subject in known.register("substances") or process.subject in known.register("drug_products")
    return Answer(made, subject.at("subject"), f"subject = {process.subject}")


@condition("this", "a vector is what the substance is, or what its cells were modified with")
def substance_is_made_with_a_vector(subject: Subject) -> Answer:
    """False where the product's data hold no vector and no editing reagent."""
    quality = subject.product.quality
    path = f"{subject.of_product.path}.quality.vectors"
    if not isinstance(subject.this, Substance):
        return Answer(None, path)
    made = bool(quality.vectors or quality.editing_reagents)
    return Answer(made, path, "a vector is described" if made else "no vector is described")


@condition("this", "the risk bears on the product")
def risk_is_relevant(subject: Subject) -> Answer:
    """False only where the risk is stated not to bear on the product: left out means that it does."""
    relevant = not isinstance(subject.this, Risk) or subject.this.relevant is not False
    return Answer(relevant, subject.at("relevant"), f"relevant = {'yes' if relevant else 'no'}")
