"""The kinds of non-clinical study: all there, each with its home, and expected of each product as the sources say."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import get_args

import pytest
import yaml

from impd.dossier.vocabulary import StudyType, TrialStage
from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules import study_types
from impd.rules.acts import read_acts
from impd.rules.study_types import CONFIDENCES, LETTERS, PRACTICES, read_study_types

FILE = folder("schemas") / "eu_ctr" / "study_types.yaml"
TEXT = FILE.read_text(encoding="utf-8")
GOOD = yaml.safe_load(TEXT)
TYPES = read_study_types()
CELLS = [(code, column) for code in TYPES.types for column in TYPES.columns]


def test_each_kind_of_study_is_there_once():
    stated = re.findall(r"^  (\w+):\n", TEXT.partition("\ntypes:\n")[2], re.MULTILINE)
    assert sorted(stated) == sorted(get_args(StudyType))


def test_the_columns_are_those_of_the_matrix():
    assert TYPES.columns == (
        "aav", "adenovirus_pox_herpes", "oncolytic", "integrating_in_vivo", "plasmid", "mrna_lipid_nanoparticle",
        "editing_in_vivo", "modified_immune_cells", "modified_haematopoietic_stem_cells", "edited_cells",
        "mesenchymal_cells", "autologous_somatic_cells", "pluripotent_derived_cells", "tissue_engineered",
        "chondrocytes", "chemical", "biological",
    )  # fmt: skip


def test_each_cell_is_filled():
    for entry in TYPES.types.values():
        assert tuple(entry.expectations) == TYPES.columns, entry.code
        assert set(entry.glp) == {"medicine", "atmp"}
        assert set(entry.glp.values()) <= set(PRACTICES)
        for cell in entry.expectations.values():
            assert cell.letter in LETTERS
            assert cell.confidence in CONFIDENCES


def test_each_kind_has_its_section_and_its_ctd_heading():
    for entry in TYPES.types.values():
        assert re.fullmatch(r"2\.2\.[123]\.[2-8]", entry.section), entry.code
        area, heading = entry.section.split(".")[2:]
        # The brief summary that opens each part has no counterpart among the reports.
        assert entry.ctd.startswith(f"4.2.{area}.{int(heading) - 1}"), entry.code
        assert entry.name == entry.name.strip() != ""
        assert entry.name[0].islower()


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("2.2.1.3", ["secondary_pharmacology", "target_cross_reactivity"]),
        ("2.2.2.4", ["distribution", "biodistribution", "gonadal_distribution"]),
        ("2.2.2.6", ["excretion", "vector_shedding"]),
        ("2.2.3.7", ["local_tolerance"]),
        ("2.2.3.1", []),
    ],
)
def test_the_kinds_of_a_section(section, codes):
    assert [entry.code for entry in TYPES.in_section(section)] == codes


def test_each_act_is_known_and_those_on_some_columns_are_cited():
    groups = [group for entry in GOOD["types"].values() for group in entry["expectations"].values()]
    cited = {act for group in [*groups, GOOD["glp_basis"]] for act in group["cites"]}
    assert cited <= set(read_acts())
    assert set(GOOD["act_columns"]) <= cited


def test_only_what_no_source_states_cites_nothing():
    for code, column in CELLS:
        cell = TYPES.expectation(code, column)
        assert cell.citation_text or (cell.confidence == "low" and cell.letter in "CN"), (code, column)
        assert cell.condition != "no expectation stated" or not cell.citation_text, (code, column)


MATRIX = """
primary_pharmacology_in_vitro chondrocytes E
primary_pharmacology_in_vivo aav E
primary_pharmacology_in_vivo modified_immune_cells J
primary_pharmacology_in_vivo autologous_somatic_cells C
dose_response mesenchymal_cells J
dose_response edited_cells C
safety_pharmacology chondrocytes N
safety_pharmacology modified_haematopoietic_stem_cells C
biodistribution aav E
biodistribution modified_immune_cells C
biodistribution modified_haematopoietic_stem_cells J
biodistribution tissue_engineered C
gonadal_distribution mrna_lipid_nanoparticle C
gonadal_distribution autologous_somatic_cells N
germline_transmission integrating_in_vivo J
germline_transmission aav C
vector_shedding oncolytic E
vector_shedding integrating_in_vivo E
vector_shedding mrna_lipid_nanoparticle N
single_dose_toxicity modified_immune_cells C
single_dose_toxicity pluripotent_derived_cells E
repeat_dose_toxicity mrna_lipid_nanoparticle C
repeat_dose_toxicity modified_haematopoietic_stem_cells N
integration_site_analysis modified_haematopoietic_stem_cells E
integration_site_analysis modified_immune_cells J
integration_site_analysis oncolytic C
integration_site_analysis plasmid C
editing_specificity editing_in_vivo E
editing_specificity edited_cells E
editing_specificity modified_immune_cells N
chromosomal_integrity edited_cells E
chromosomal_integrity mesenchymal_cells J
tumorigenicity_in_vitro modified_immune_cells E
tumorigenicity_in_vivo pluripotent_derived_cells E
tumorigenicity_in_vivo integrating_in_vivo J
tumorigenicity_in_vivo mrna_lipid_nanoparticle N
immunogenicity_of_vector integrating_in_vivo E
immunogenicity_of_vector plasmid C
immunogenicity_of_transgene_product oncolytic C
immunogenicity_of_transgene_product mesenchymal_cells N
immunotoxicity adenovirus_pox_herpes E
immunotoxicity modified_haematopoietic_stem_cells C
target_cross_reactivity modified_immune_cells E
target_cross_reactivity modified_haematopoietic_stem_cells N
local_tolerance tissue_engineered E
local_tolerance edited_cells N
replication_competence integrating_in_vivo E
replication_competence oncolytic N
replication_competence adenovirus_pox_herpes C
ectopic_tissue_formation mesenchymal_cells J
ectopic_tissue_formation tissue_engineered E
device_biocompatibility tissue_engineered E
device_biocompatibility chondrocytes C
embryofoetal_development modified_immune_cells N
fertility aav C
genotoxicity_in_vitro aav N
genotoxicity_in_vivo mrna_lipid_nanoparticle C
genotoxicity_in_vitro chemical E
genotoxicity_in_vitro biological N
safety_pharmacology chemical E
repeat_dose_toxicity biological E
metabolism chemical J
carcinogenicity biological C
fertility chemical L
"""


@pytest.mark.parametrize("line", MATRIX.strip().splitlines())
def test_a_cell_reads_as_its_source(line):
    code, column, letter = line.split()
    assert TYPES.expectation(code, column).letter == letter


def test_an_expectation_names_its_acts_and_its_condition():
    assert TYPES.expectation("biodistribution", "aav").citation_text == "EMA/CAT/22473/2025; ICH S12"
    found = TYPES.expectation("device_biocompatibility", "chondrocytes")
    assert found.condition == "expected where the product contains a matrix"
    assert found.citation_text.endswith("EMEA/CHMP/410869/2006; EMA/CAT/CPWP/568181/2009")
    assert TYPES.glp_citation == "EC/EMA note of 26 January 2017; Directive 2004/10/EC"


def test_an_act_on_some_products_is_cited_for_them_only():
    assert "568181" not in TYPES.expectation("device_biocompatibility", "tissue_engineered").citation_text
    assert "587488" not in TYPES.expectation("immunogenicity_of_vector", "oncolytic").citation_text


def test_what_the_source_leaves_open_is_of_low_confidence():
    assert TYPES.expectation("local_tolerance", "modified_immune_cells").confidence == "low"
    assert TYPES.expectation("local_tolerance", "mesenchymal_cells").confidence == "medium"


@pytest.mark.parametrize(
    ("code", "column", "stage", "letter"),
    [
        ("safety_pharmacology", "aav", None, "C"),
        ("safety_pharmacology", "aav", "exploratory_first_in_human", "C"),
        ("safety_pharmacology", "aav", "exploratory", "C"),
        ("safety_pharmacology", "aav", "confirmatory", "J"),
        ("fertility", "chemical", "confirmatory", "J"),
        ("biodistribution", "aav", "confirmatory", "E"),
        ("biodistribution", "mesenchymal_cells", "confirmatory", "J"),
        ("safety_pharmacology", "chondrocytes", "confirmatory", "N"),
        ("carcinogenicity", "chemical", "confirmatory", "L"),  # asked for with the marketing authorisation application
        ("other_toxicity", "aav", "confirmatory", "C"),  # no source states an expectation
        ("gonadal_distribution", "mesenchymal_cells", "confirmatory", "C"),  # N or C in the source
    ],
)
def test_a_later_stage_asks_for_more(code, column, stage, letter):
    assert TYPES.expectation(code, column, stage).letter == letter


def test_a_shifted_expectation_is_only_as_sure_as_the_shift():
    assert TYPES.expectation("fertility", "chemical").confidence == "high"
    assert TYPES.expectation("fertility", "chemical", "confirmatory").confidence == "medium"


def test_the_stages_are_those_of_the_trial():
    assert sorted(TYPES.stages) == sorted(get_args(TrialStage))
    with pytest.raises(KeyError):
        TYPES.expectation("absorption", "aav", "confirmatry")


def _changed(*path: str | int, to: object) -> dict[str, object]:
    data = deepcopy(GOOD)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return data


AAV = ("types", "biodistribution", "expectations", "gene_therapy")
BROKEN = {
    "no yaml": "types: [",
    "a list": "- a",
    "empty": "",
    "no types": {key: value for key, value in GOOD.items() if key != "types"},
    "types no mapping": _changed("types", to=5),
    "type no mapping": _changed("types", "absorption", to="x"),
    "unknown key of the file": _changed("notes", to="x"),
    "unknown key of a type": _changed("types", "absorption", "note", to="x"),
    "unknown key of a group": _changed(*AAV, "note", to="x"),
    "columns of an unknown act": _changed("act_columns", "ich-s99", to=["aav"]),
    "unknown column of an act": _changed("act_columns", "ich-s12", to=["aaav"]),
    "no basis": _changed(*AAV, to={"letters": ["E"] * 7, "cites": []}),
    "unknown letter": _changed(*AAV, "letters", to=["X"] * 7),
    "too few letters": _changed(*AAV, "letters", to=["E"]),
    "unknown act": _changed(*AAV, "cites", to=["ich-s99"]),
    "unknown confidence": _changed(*AAV, "basis", "confidence", to="sure"),
    "unknown group": _changed("types", "biodistribution", "expectations", "others", to={}),
    "unknown column": _changed("types", "biodistribution", "conditions", to={"aaav": "x"}),
    "unknown practice": _changed("types", "biodistribution", "glp", "atmp", to="yes"),
    "practice for one only": _changed("types", "biodistribution", "glp", to={"atmp": "expected"}),
    "no section": _changed("types", "biodistribution", "section", to="4.2"),
    "unknown letter of a stage": _changed("stages", "confirmatory", to={"C": "X"}),
    "unknown confidence of the stages": _changed("stages_basis", "confidence", to="sure"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_well_formed_is_refused(name, tmp_path, monkeypatch):
    (tmp_path / "eu_ctr").mkdir()
    content = BROKEN[name]
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    (tmp_path / "eu_ctr" / "study_types.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(study_types, "folder", lambda _: tmp_path)
    with pytest.raises(TemplateFault) as fault:
        read_study_types()
    assert re.fullmatch(r"study_types\.yaml: the study types cannot be read: .+\. Restore the file\.", str(fault.value))


def test_a_missing_file_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(study_types, "folder", lambda _: tmp_path)
    with pytest.raises(TemplateFault, match=r"study_types\.yaml"):
        read_study_types()


def test_the_file_is_read_once():
    assert read_study_types() is TYPES
