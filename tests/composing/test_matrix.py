"""Results as tables: which tests, in what order, how many tables, and what a test nobody specified reads like."""

from __future__ import annotations

from impd.document import Table, plain_text, walk_blocks
from tests.composing.dossiers import composed, section, text

TESTS = [{"id": "assay", "name": "Assay", "release_limit": "95.0 to 105.0", "shelf_life_limit": ">= 90.0", "unit": "%"},
         {"id": "water", "name": "Water", "release_limit": "<= 3.0", "unit": "%"}]  # fmt: skip


def quality(**more):
    return {
        "drug_products": [{"id": "DP", "name": "Tablet"}],
        "specifications": [{"id": "SP", "subject": "DP", "tests": TESTS}],
        **more,
    }


def batches(count, *results):
    return [{"id": f"b{one}", "subject": "DP", "results": list(results)} for one in range(count)]


def results_table(document, identifier):
    tables = [block for block in section(document, identifier).blocks if isinstance(block, Table)]
    return [[[plain_text(cell.content) for cell in row] for row in (*table.head, *table.body)] for table in tables]


def test_tests_stand_in_the_order_of_the_specification_and_others_below():
    results = (
        {"test": "ink", "result": "black"},
        {"test": "water", "result": "2.1"},
        {"test": "assay", "result": "99.0"},
    )
    tables = results_table(composed({"quality": quality(batches=batches(2, *results))}), "P.5.4")
    rows = next(table for table in tables if any("Assay" in row[0] for row in table))
    names = [row[0] for row in rows]
    assert [next(i for i, name in enumerate(names) if word in name) for word in ("Assay", "Water", "ink")] == [1, 2, 3]


def test_every_result_of_many_batches_is_printed_once():
    many = [
        {"id": f"b{one}", "subject": "DP", "results": [{"test": "assay", "result": f"9{one}.{one}", "unit": "%"}]}
        for one in range(10, 40)
    ]
    document = composed({"quality": quality(batches=many)})
    printed = text(section(document, "P.5.4")).split("\n")
    assert [printed.count(f"9{one}.{one} %") for one in range(10, 40)] == [1] * 30


def test_a_batch_without_results_is_no_column_of_blanks():
    document = composed({"quality": quality(batches=batches(1))})
    labelled = [block for block in walk_blocks(document) if isinstance(block, Table) and block.label]
    assert all(any(cell.content for cell in row) for table in labelled for row in table.body)


def study(*results, **more):
    stated = [{"batch": batch, "time": time, "test": test, "result": result} for batch, time, test, result in results]
    one = {"id": "ST", "subject": "DP", "time_unit": "mo", "condition": "25 °C", "results": stated, **more}
    return quality(batches=batches(1), stability_studies=[one])


def test_times_stand_in_order_and_planned_ones_are_shown():
    stated = study(("b0", "12", "assay", "98.1"), ("b0", "0", "assay", "99.0"), planned_times=["0", "3", "12", "24"])
    tables = results_table(composed({"quality": stated}), "P.8")
    heads = next(table[0] for table in tables if any("99.0" in cell for row in table for cell in row))
    times = [cell for cell in heads if cell.split(" ")[0] in ("0", "3", "12", "24")]
    assert [time.split(" ")[0] for time in times] == ["0", "3", "12", "24"]


def test_the_limit_at_the_end_of_shelf_life_goes_before_that_at_release():
    printed = text(section(composed({"quality": study(("b0", "0", "assay", "99.0"))}), "P.8"))
    assert "≥ 90.0" in printed
