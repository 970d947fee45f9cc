"""A dossier much larger than usual: 5,000 results of 250 batches."""

from __future__ import annotations

import resource
import time

import impd
from impd.document import Table, plain_text, walk_blocks
from tests.commands import tablet

BATCHES, TESTS = 250, 20


def large(folder):
    batches = "".join(f"  - {{id: b{one:03}, subject: DP, size: 5 kg}}\n" for one in range(BATCHES))
    tests = "".join(
        f"      - {{id: t{one:02}, name: Test {one}, release_limit: '>= 1', unit: '%'}}\n" for one in range(TESTS)
    )
    rows = (f"b{batch:03},t{test:02},{batch}.{test}\n" for batch in range(BATCHES) for test in range(TESTS))
    return tablet(folder, {
        "products/TAB/quality/all.yaml": "drug_products: [{id: DP, name: Tablet}]\nbatches:\n" + batches
        + "specifications:\n  - id: SP\n    subject: DP\n    tests:\n" + tests,
        "products/TAB/quality/batch_results.csv": "batch,test,result\n" + "".join(rows),
    })  # fmt: skip


def test_five_thousand_results_are_printed_in_good_time(tmp_path):
    folder = large(tmp_path)
    memory, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    result = impd.build(folder, order=impd.Order(formats=("docx",)))
    assert time.process_time() - start < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 600 * 1024  # kilobytes
    assert result.facts_printed > BATCHES * TESTS
    assert [path for path in result.unprinted if ".results[" in path] == []


def test_each_result_stands_in_its_row(tmp_path):
    document = impd.compose(impd.load(large(tmp_path)), request=impd.Request(sections=("P.5.4",)))
    tables = [block for block in walk_blocks(document) if isinstance(block, Table) and block.label]
    texts = {plain_text(cell.content).split("\n")[0] for table in tables for row in table.body for cell in row}
    assert {f"{batch}.{test}" for batch in range(BATCHES) for test in range(TESTS)} <= texts
