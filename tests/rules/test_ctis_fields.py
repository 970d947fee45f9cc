"""The fields of the CTIS form: all that the published mapping requires; faults name file and line."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import openpyxl
import pytest

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.ctis_fields import read_ctis_form, read_ctis_form_from

ROOT = Path(__file__).resolve().parents[2]
ORACLE = ROOT.parent / "shared" / "data" / "usdm-cdisc-ddf-ra" / "ctis_mapping.xlsx"
FILE = folder("schemas") / "eu_ctr" / "ctis_fields.yaml"
FORM = read_ctis_form()
REQUIRED = ("mandatory", "conditionally required")


@pytest.fixture(scope="module")
def oracle() -> list[tuple[str, str, str]]:
    """Id, name and conformance of each field of the mapping; a missing file is a failure, not a skip."""
    rows = openpyxl.load_workbook(ORACLE)["Mapping"].iter_rows(min_row=3, values_only=True)
    fields = [(str(row[4]), " ".join(str(row[5]).split()), str(row[7]).lower()) for row in rows if row[4] and row[7]]
    assert len(fields) > 280
    return fields


def names_by_id(oracle, wanted):
    """How many fields the mapping has under each id, as it gives some ids to two fields."""
    names = defaultdict(set)
    for id_, name, conformance in oracle:
        if conformance in wanted:
            names[id_].add(name)
    return {id_: len(found) for id_, found in names.items()}


def test_every_required_field_of_the_mapping_is_asked_or_said_not_to_be(oracle):
    required = names_by_id(oracle, REQUIRED)
    here = Counter(field.form_id for field in FORM.fields())
    aside = {one.id: one.reason for one in FORM.not_asked}
    lacking = {id_ for id_, count in required.items() if here[id_] < count and id_ not in aside}
    assert lacking == set()
    assert set(aside) <= set(required)
    asked = sum(count for id_, count in required.items() if id_ not in aside)
    print(f"{asked} of {sum(required.values())} required fields are asked, {len(aside)} are set aside")
    assert asked / sum(required.values()) > 0.97


def test_every_field_on_advanced_therapies_is_asked(oracle):
    wanted = {id_ for id_, _, _ in oracle if id_.startswith("CT05.09.")}
    assert len(wanted) == 19
    assert wanted <= {field.form_id for field in FORM.fields()}


def test_nearly_every_optional_field_is_asked(oracle):
    optional = set(names_by_id(oracle, ("optional",)))
    here = {field.form_id for field in FORM.fields()}
    assert optional - here == {"CT03.03.02.01", "CT03.06.01", "CT03.06.01.02"}


def test_what_the_form_itself_demands_is_said_where_we_say_otherwise(oracle):
    words = {"conditionally required": "conditional"}
    demanded = {id_: words.get(conformance, conformance) for id_, _, conformance in oracle}
    stated = {field.id: field.in_form or field.conformance for field in FORM.fields() if field.form_id in demanded}
    assert stated == {field.id: demanded[field.form_id] for field in FORM.fields() if field.form_id in demanded}


def test_no_required_field_reads_as_optional(oracle):
    required = set(names_by_id(oracle, REQUIRED))
    assert {
        field.id for field in FORM.fields() if field.form_id in required and field.conformance == "optional"
    } == set()


def test_every_id_is_one_of_the_mapping_or_marked_as_ours(oracle):
    known = {id_ for id_, _, _ in oracle}
    unknown = {field.form_id for field in FORM.fields()} - known
    assert {one for one in unknown if not one.startswith("FORM.")} == set()


def test_the_parts_stand_in_the_order_of_the_portal():
    assert [part.id for part in FORM.parts] == ["form", "msc", "trial", "sponsors", "products", "part_ii"]


GOOD = """\
version: "1"
basis: {seen: true, confidence: high}
code_lists:
  yes_no: {values: {"yes": {label: "Yes"}}}
parts:
  - id: form
    title: Form
    sections:
      - id: form
        title: Form
        fields:
          - {id: CT01, label: One, conformance: mandatory, fact: trial.title}
"""


def faulty(tmp_path, line):
    file = tmp_path / "ctis_fields.yaml"
    file.write_text(GOOD + line, encoding="utf-8")
    with pytest.raises(TemplateFault) as fault:
        read_ctis_form_from(file)
    return str(fault.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{id: CT01, label: Two, conformance: optional, fact: trial.phase}", 'the field "CT01" is given twice'),
        ("{id: CT02, label: Two, conformance: optional, fact: a, list: nothing}", 'no code list "nothing"'),
        ("{id: CT02, label: Two, conformance: optional, fact: a, value: b}", "not fact and value"),
        ("{id: CT02, label: Two, conformance: optional}", "not none"),
        ("{id: CT02, label: Two, conformance: conditional, fact: a, when: x}", "gives when and applies"),
        ("{id: CT02, label: Two, conformance: mandatory, fact: a, when: x, applies: y}", "gives when and applies"),
        ("{id: CT02, label: Two, conformance: sometimes, fact: a}", "conformance"),
        ("{id: CT02, label: Two, conformance: optional, in_form: optional, fact: a}", "in_form is given only where"),
        ("{id: ct02, label: Two, conformance: optional, fact: a}", "pattern"),
        ("{id: CT02, label: Two, conformance: optional, fact: a, colour: red}", "colour"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, entry, said):
    message = faulty(tmp_path, f"          - {entry}\n")
    assert message.startswith("ctis_fields.yaml:13: ")
    assert said in message


def test_a_good_file_is_read(tmp_path):
    file = tmp_path / "ctis_fields.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert [field.id for field in read_ctis_form_from(file).fields()] == ["CT01"]
