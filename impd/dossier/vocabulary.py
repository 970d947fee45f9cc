"""The coded terms of the model. How each code reads in a document stands in ``templates/shared/words.yaml``."""

from __future__ import annotations

from typing import Literal, TypeAlias

ProductClass: TypeAlias = Literal[
    "chemical", "biological", "gtmp_in_vivo_viral", "gtmp_in_vivo_non_viral", "gtmp_in_vivo_editing",
    "gtmp_oncolytic", "gtmp_bacterial", "gtmp_ex_vivo", "gtmp_ex_vivo_editing", "sctmp", "tep",
]  # fmt: skip
ProductRole: TypeAlias = Literal["test", "comparator", "placebo", "auxiliary"]
Modification: TypeAlias = Literal["unmodified", "relabelled", "modified"]
DonorRelation: TypeAlias = Literal["autologous", "allogeneic", "xenogeneic"]
TrialStage: TypeAlias = Literal["exploratory_first_in_human", "exploratory", "confirmatory"]
Phase: TypeAlias = Literal["I", "I/II", "II", "II/III", "III", "IV"]
VectorFamily: TypeAlias = Literal[
    "aav", "adenovirus", "lentivirus", "gammaretrovirus", "herpesvirus", "poxvirus", "other_virus", "plasmid",
    "mrna", "lipid_nanoparticle", "polymer", "transposon", "bacterium", "other",
]  # fmt: skip

SiteRole: TypeAlias = Literal[
    "procurement", "apheresis", "donor_testing", "plasmid_manufacture", "vector_manufacture",
    "starting_material_manufacture", "cell_bank_manufacture", "bank_storage", "substance_manufacture",
    "product_manufacture", "fill_finish", "packaging", "labelling", "release_testing", "stability_testing",
    "characterisation_testing", "starting_material_testing", "in_process_testing", "sterilisation", "import",
    "batch_release", "storage", "distribution", "device_manufacture", "administration_site_preparation",
]  # fmt: skip
MaterialCategory: TypeAlias = Literal[
    "starting_material", "intermediate", "raw_material", "reagent", "solvent", "catalyst", "medium", "cytokine",
    "enzyme", "antibiotic", "separation_reagent", "single_use", "processing_aid", "excipient", "diluent",
    "device_part", "scaffold", "feeder_cells", "capsule_shell", "packaging_gas",
]  # fmt: skip
Origin: TypeAlias = Literal[
    "human", "bovine", "porcine", "ovine_caprine", "murine", "avian", "fish", "other_animal", "plant",
    "microbial", "recombinant", "synthetic", "mineral",
]  # fmt: skip
LIVING_ORIGINS = frozenset(
    {"human", "bovine", "porcine", "ovine_caprine", "murine", "avian", "fish", "other_animal"}
)
"""Human and animal origins: those that can carry viruses or agents of transmissible encephalopathies."""
SpecificationUse: TypeAlias = Literal["release", "shelf_life", "in_process", "starting_material", "in_use"]
TestCategory: TypeAlias = Literal[
    "appearance", "identity", "content", "assay", "potency", "purity", "product_impurity", "process_impurity",
    "cellular_impurity", "viability", "cell_count", "phenotype", "transduction", "vector_copy_number",
    "on_target_editing", "off_target_editing", "genomic_stability", "replication_competent_virus",
    "adventitious_agents", "sterility", "mycoplasma", "endotoxin", "bioburden", "physicochemical", "particles",
    "degradation_product", "residual_solvent", "elemental_impurity", "mutagenic_impurity", "water",
    "dissolution", "disintegration", "uniformity", "microbial_quality", "mechanical", "dose",
    "absence_of_active", "other",
]  # fmt: skip
ReleaseTiming: TypeAlias = Literal["before_release", "after_administration", "conditional_release"]
MethodStatus: TypeAlias = Literal[
    "developed", "suitable", "qualified", "validated", "compendial", "compendial_verified",
]  # fmt: skip
BatchUse: TypeAlias = Literal[
    "clinical", "non_clinical", "stability", "engineering", "process_development", "process_validation",
    "media_simulation", "characterisation", "reference_standard", "comparability", "further_manufacture",
]  # fmt: skip
Disposition: TypeAlias = Literal[
    "released", "quarantine", "rejected", "released_out_of_specification", "not_for_human_use",
]  # fmt: skip
StabilityCategory: TypeAlias = Literal[
    "long_term", "intermediate", "accelerated", "stress", "photostability", "freeze_thaw", "in_use",
    "after_thaw", "after_reconstitution", "after_dilution", "transport", "agitation", "hold_time",
]  # fmt: skip
BankTier: TypeAlias = Literal[
    "research", "pre_master", "master_cell_bank", "working_cell_bank", "end_of_production", "master_virus_seed",
    "working_virus_seed", "master_plasmid_bank",
]  # fmt: skip
ImpurityType: TypeAlias = Literal[
    "process_related", "product_related", "cellular", "replication_competent_virus", "adventitious",
    "degradation", "residual_solvent", "mutagenic", "nitrosamine", "elemental", "leachable", "microbiological",
]  # fmt: skip
DeviceRole: TypeAlias = Literal["integral", "administration", "container"]
AgentGroup: TypeAlias = Literal["tse", "virus", "bacteria_and_fungi", "mycoplasma", "replication_competent_virus"]
EditingKind: TypeAlias = Literal[
    "nuclease_mrna", "nuclease_protein", "ribonucleoprotein", "guide_rna", "repair_template",
    "base_editor_mrna", "other",
]  # fmt: skip
