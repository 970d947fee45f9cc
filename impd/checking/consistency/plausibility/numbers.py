"""Data that look odd beside their like: an empty cell in a full column, another unit, a number far off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from impd.calculation.unit_conversion import conversion_factor
from impd.checking.consistency.completeness.entry_needs import NOT_STATED, is_stated
from impd.checking.consistency.completeness.table_columns import Row, Table, section_of, tables
from impd.checking.known import KnownProduct, once
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.number import parse_number
from impd.dossier.path import build_path
from impd.dossier.shape import fields_of

_OTHERS = 3
"""How many others a cell, a unit or a number is held against at least."""
_FAR = Decimal(100)


@check
def quality_columns_are_filled(subject: Subject) -> Iterator[Observation]:
    """No cell of a table of the quality data is empty where every other is filled."""
    yield from _filled(subject, _quality_tables(subject.of_product))


@check
def safety_columns_are_filled(subject: Subject) -> Iterator[Observation]:
    """No cell of a table of the safety and efficacy part is empty where every other is filled."""
    product = subject.product
    found = [*tables(product.non_clinical, subject.at("non_clinical"))]
    found += tables(product.clinical, subject.at("clinical"))
    own = [("risks", product.risks), ("interactions", product.interactions)]
    found += [Table(name, tuple((subject.at(f"{name}[{one.id}]"), one) for one in rows)) for name, rows in own if rows]
    yield from _filled(subject, found)


@check
def document_columns_are_filled(subject: Subject) -> Iterator[Observation]:
    """No cell of the table of documents, trial sites or Member States is empty where every other is filled."""
    application = subject.application
    listed = [("documents", application.documents), ("member_states", application.member_states)]
    if application.trial:
        listed.append(("trial.sites", application.trial.sites))
    found: list[Table] = []
    for name, rows in listed:
        keyed = tuple((f"{name}[{getattr(one, type(one).key[0])}]", one) for one in rows)
        found += [Table(name, keyed)] if keyed else []
    by_kind: defaultdict[object, list[Row]] = defaultdict(list)
    for one in application.documents:
        by_kind[one.kind].append((f"documents[{one.id}]", one))
    found += [Table("documents", tuple(rows)) for rows in by_kind.values()]
    yield from _filled(subject, found)


@once
def _quality_tables(known: KnownProduct) -> tuple[Table, ...]:
    return tuple(tables(known.product.quality, build_path(known.path, "quality")))


def _filled(subject: Subject, found: Sequence[Table]) -> Iterator[Observation]:
    told: set[str] = set()
    for table in found:
        for name in table.columns() if len(table.rows) > _OTHERS else ():
            empty = [(path, row) for path, row in table.rows if not is_stated(row, name) and _asked(row, name)]
            if not empty:
                yield holds(table.rows[0][0].rpartition("[")[0])
            if len(empty) != 1 or f"{empty[0][0]}.{name}" in told:
                continue
            told.add(f"{empty[0][0]}.{name}")
            yield in_section(_empty(empty[0], name, len(table.rows) - 1), subject, table.register, empty[0][1])
    if not found:
        yield no_concern(subject.path, "there is no table of four rows")


def _asked(row: Facts, name: str) -> bool:
    """Whether a row needs the fact: words need no unit."""
    if name != "unit":
        return True
    value = next((getattr(row, one) for one in ("result", "value", "limit") if hasattr(row, one)), None)
    return value is not None and parse_number(str(getattr(value, "text", value))) is not None


def _empty(cell: Row, name: str, others: int) -> Observation:
    path, row = cell
    fact = fields_of(type(row))[name].label
    return falls_short(f"{path}.{name}", NOT_STATED, f"a statement, as in the {others} others", fact=fact,
                       entry=named(path, row), others=others)  # fmt: skip


def in_section(seen: Observation, subject: Subject, register: str, row: Facts) -> Observation:
    """A finding in the section of the register that its entry stands in."""
    about = getattr(row, "subject", None)
    product = subject.product_or_none
    of_substance = product is not None and about in {one.id for one in product.quality.substances}
    return seen.in_section(section_of(register, of_substance))


def named(path: str, row: Facts) -> str:
    """The name of an entry, else its key."""
    for name in ("name", "title", "test", "subject", "finding", "item", "marker", "risk", "measure"):
        value = getattr(row, name, None)
        if isinstance(value, str):
            return value
    return path.rpartition("[")[2].rstrip("]").strip('"')


@check
def one_test_has_one_unit(subject: Subject) -> Iterator[Observation]:
    """The results of one test of one material are in one unit."""
    compared, known = False, subject.of_product
    groups = (("batches", _results(known)), ("studies", _study_values(subject)), ("banks", _controls(subject)))
    for register, columns in groups:
        for cells in columns.values():
            units = Counter(unit for _, unit, _ in cells if unit)
            if units.total() < _OTHERS:
                continue
            compared = True
            usual = units.most_common(1)[0][0]
            odd = [cell for cell in cells if cell[1] and cell[1] != usual]
            if register == "banks":  # tests and parameters of one name may measure different things
                odd = [cell for cell in odd if conversion_factor(cell[1] or "", usual) is not None]
            if len(odd) != 1 or units[usual] < _OTHERS - 1:
                yield holds(f"{cells[0][0]}.unit", usual)
                continue
            path, unit, row = odd[0]
            seen = falls_short(f"{path}.unit", unit, usual, entry=named(path, row))
            yield in_section(seen, subject, register, row)
    if not compared:
        yield no_concern(subject.path, "no test has three results with a unit")


Cell = tuple[str, str | None, Facts]
"""The path of a row, its unit, and the row."""


@once
def _results(known: KnownProduct) -> dict[tuple[str, ...], list[Cell]]:
    """Results of batches and stability studies by material and test, with the line of the specification."""
    found: defaultdict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for register in ("batches", "stability_studies"):
        for named in known.register(register).values():
            about = getattr(named.entry, "subject", None) or ""
            for table in tables(named.entry, named.path):
                for path, row in table.rows:
                    if table.register == "results" and hasattr(row, "unit"):
                        found[about, getattr(row, "test", "")].append((path, row.unit, row))
    for named in known.register("specifications").values():
        about = getattr(named.entry, "subject", None) or ""
        for line in getattr(named.entry, "tests", ()):
            if (about, line.id) in found:
                found[about, line.id].append((f"{named.path}.tests[{line.id}]", line.unit, line))
    return {key: list({cell[0]: cell for cell in cells}.values()) for key, cells in found.items()}


def _study_values(subject: Subject) -> dict[tuple[str, ...], list[Cell]]:
    """Findings, kinetic values and tissue results of non-clinical studies by study and what was measured."""
    found: defaultdict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for named in subject.of_product.register("studies").values():
        for table in tables(named.entry, named.path):
            for path, row in table.rows:
                if table.register in ("findings", "kinetics", "distribution", "shedding"):
                    what = next((getattr(row, name) for name in ("finding", "parameter") if hasattr(row, name)), "")
                    key = (named.entry.id, table.register, what, str(getattr(row, "analyte", "")))
                    found[key].append((path, getattr(row, "unit", None), row))
    return {key: list({cell[0]: cell for cell in cells}.values()) for key, cells in found.items()}


def _controls(subject: Subject) -> dict[tuple[str, ...], list[Cell]]:
    """Tests of materials and banks, and parameters and controls of processes, by what they are of and their name."""
    found: defaultdict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for table in _quality_tables(subject.of_product):
        if table.model.__name__ in ("ControlledTest", "Parameter", "InProcessControl"):
            for path, row in table.rows:
                name = getattr(row, "test", None) or getattr(row, "name", None) or ""
                found[table.register, table.model.__name__, name].append((path, getattr(row, "unit", None), row))
    return {key: list({cell[0]: cell for cell in cells}.values()) for key, cells in found.items()}


@check
def results_are_of_one_order(subject: Subject) -> Iterator[Observation]:
    """No result of a test is a hundred times above or below all others of that test, material and unit."""
    compared = False
    for cells in _results(subject.of_product).values():
        by_unit: defaultdict[str | None, list[tuple[str, Decimal, Facts]]] = defaultdict(list)
        for path, unit, row in cells:
            number = parse_number(getattr(row, "result", None) or "")
            if number and not number.censor and number.high is None and number.low > 0:
                by_unit[unit].append((path, number.low, row))
        for values in by_unit.values():
            if len(values) <= _OTHERS:
                continue
            compared = True
            yield from _far_off(subject, values)
    if not compared:
        yield no_concern(subject.path, "no test has four results in numbers")


def _far_off(subject: Subject, values: list[tuple[str, Decimal, Facts]]) -> Iterator[Observation]:
    ordered = sorted(values, key=lambda one: one[1])
    (low, next_low), (next_high, high) = ordered[:2], ordered[-2:]
    if high[1] >= next_high[1] * _FAR:
        yield _far(subject, high, f"at most {next_high[1]} in the others")
    elif low[1] * _FAR <= next_low[1]:
        yield _far(subject, low, f"at least {next_low[1]} in the others")
    else:
        yield holds(f"{ordered[0][0]}.result")


def _far(subject: Subject, cell: tuple[str, Decimal, Facts], others: str) -> Observation:
    path, _, row = cell
    seen = falls_short(f"{path}.result", getattr(row, "result", ""), others, entry=named(path, row))
    return in_section(seen, subject, "batches", row)
