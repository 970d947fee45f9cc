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

CellKind: TypeAlias = Literal[
    "t_cell", "nk_cell", "other_immune_cell", "haematopoietic_stem_cell", "mesenchymal_stromal_cell",
    "pluripotent_derived_cell", "chondrocyte", "limbal_cell", "keratinocyte", "other_somatic_cell",
]  # fmt: skip
StudyType: TypeAlias = Literal[
    "primary_pharmacology_in_vitro", "primary_pharmacology_in_vivo", "dose_response", "secondary_pharmacology",
    "target_cross_reactivity", "safety_pharmacology", "pharmacodynamic_interaction",
    "absorption", "distribution", "biodistribution", "gonadal_distribution", "metabolism", "excretion",
    "vector_shedding", "pharmacokinetic_interaction", "other_pharmacokinetics",
    "single_dose_toxicity", "repeat_dose_toxicity", "genotoxicity_in_vitro", "genotoxicity_in_vivo",
    "integration_site_analysis", "editing_specificity", "replication_competence", "chromosomal_integrity",
    "carcinogenicity", "tumorigenicity_in_vitro", "tumorigenicity_in_vivo", "fertility", "embryofoetal_development",
    "pre_and_postnatal_development", "juvenile_toxicity", "germline_transmission", "local_tolerance",
    "immunogenicity_of_vector", "immunogenicity_of_transgene_product", "immunotoxicity", "ectopic_tissue_formation",
    "device_biocompatibility", "impurity_qualification", "excipient_safety", "other_toxicity",
]  # fmt: skip
StudyRole: TypeAlias = Literal[
    "pivotal_safety", "supportive_safety", "proof_of_concept", "dose_finding", "biodistribution_study", "other_role",
]  # fmt: skip
TestSystem: TypeAlias = Literal["animal", "ex_vivo", "in_vitro", "in_silico", "literature"]
TestArticleKind: TypeAlias = Literal[
    "clinical_batch", "clinical_process", "earlier_process", "research_grade", "surrogate_product",
]  # fmt: skip
ImmuneStatus: TypeAlias = Literal["immunocompetent", "immunodeficient", "immunosuppressed", "humanised"]
ReportStatus: TypeAlias = Literal[
    "final_report", "audited_draft", "draft_report", "interim_report", "ongoing", "planned",
]  # fmt: skip
Sex: TypeAlias = Literal["male", "female", "both"]
GlpStatus: TypeAlias = Literal[
    "glp_full", "glp_with_exceptions", "glp_for_phases", "no_glp", "glp_not_applicable",
]  # fmt: skip
EffectLevelKind: TypeAlias = Literal[
    "no_observed_adverse_effect_level", "no_observed_effect_level", "lowest_observed_adverse_effect_level",
    "highest_non_severely_toxic_dose", "severely_toxic_dose_10", "maximum_tolerated_dose", "maximum_feasible_dose",
    "minimal_effective_dose", "highest_dose_tested",
]  # fmt: skip
FindingCategory: TypeAlias = Literal[
    "mortality", "clinical_signs", "body_weight", "food_consumption", "ophthalmoscopy", "electrocardiography",
    "cardiovascular", "respiratory", "nervous_system", "haematology", "coagulation", "clinical_chemistry", "urinalysis",
    "immunology", "cytokines", "organ_weight", "gross_pathology", "histopathology", "site_of_administration",
    "tumour_incidence", "reproduction", "pharmacological_effect", "integration", "editing", "chromosome",
    "cytotoxicity", "genotoxic_effect", "engraftment", "mechanics", "other",
]  # fmt: skip

TrialPhase: TypeAlias = Literal["I", "I/II", "II", "II/III", "III", "IV", "non_interventional", "compassionate_use"]
TrialRole: TypeAlias = Literal["this_trial", "pivotal_trial", "supportive_trial", "follow_up_trial"]
TrialStatus: TypeAlias = Literal["planned", "ongoing", "completed", "terminated", "on_hold"]
LegalRegime: TypeAlias = Literal["clinical_trials_regulation", "clinical_trials_directive", "equivalent_principles"]
EventOverviewKind: TypeAlias = Literal[
    "any_event", "related_event", "severe_event", "serious_event", "serious_related_event", "event_of_special_interest",
    "discontinuation", "dose_limiting_toxicity", "death",
]  # fmt: skip
EndpointRank: TypeAlias = Literal["primary", "secondary", "exploratory_endpoint"]
DoseCandidateMethod: TypeAlias = Literal[
    "no_adverse_effect_level", "minimal_anticipated_biological_effect_level", "pharmacologically_active_dose",
    "severely_toxic_dose", "clinical_precedent", "normalised_dose",
]  # fmt: skip
StoppingRuleKind: TypeAlias = Literal["final_stop", "temporary_stop"]
MarginKind: TypeAlias = Literal["safety_margin", "dose_multiple"]
MarginBasis: TypeAlias = Literal[
    "human_equivalent_dose", "area_under_the_curve", "maximum_concentration", "per_body_weight", "per_eye", "per_area",
    "per_organ", "per_volume", "per_subject",
]  # fmt: skip
HumanDose: TypeAlias = Literal["starting_dose", "maximum_dose", "clinical_dose"]
ScalingSpecies: TypeAlias = Literal[
    "mouse", "hamster", "rat", "ferret", "guinea_pig", "rabbit", "dog", "monkey", "marmoset", "squirrel_monkey",
    "baboon", "micro_pig", "mini_pig",
]  # fmt: skip
RiskKind: TypeAlias = Literal[
    "tumour_formation", "insertional_oncogenesis", "unwanted_immune_response", "infection", "unintended_distribution",
    "toxicity", "treatment_failure", "germline_change", "third_party_exposure", "procedure_harm", "device_failure",
    "delayed_effect", "donor_harm", "off_target_change",
]  # fmt: skip
SafetyEfficacyBasis: TypeAlias = Literal[
    "own_data", "investigators_brochure", "summary_of_product_characteristics", "previous_application",
]  # fmt: skip
RegulatoryProcedure: TypeAlias = Literal[
    "innovation_task_force", "scientific_advice", "protocol_assistance", "joint_scientific_consultation",
    "parallel_fda_advice", "national_advice", "simultaneous_national_advice", "pre_application_advice",
    "method_qualification", "prime", "atmp_classification", "atmp_certification", "orphan_designation_procedure",
    "paediatric_investigation_plan",
]  # fmt: skip
AdviceTopic: TypeAlias = Literal["quality_topic", "non_clinical_topic", "clinical_topic", "regulatory_topic"]
AdviceFollowed: TypeAlias = Literal["followed", "partly_followed", "not_followed"]

ApplicationType: TypeAlias = Literal[
    "initial", "initial_part_i", "part_ii", "additional_member_state", "substantial_modification",
    "non_substantial_modification", "resubmission",
]  # fmt: skip
ApplicationScope: TypeAlias = Literal["part_i", "part_ii", "part_i_and_part_ii"]
DocumentKind: TypeAlias = Literal[
    "cover_letter", "sponsor_agreement", "responsibilities_of_sponsors", "low_intervention_justification",
    "protocol", "protocol_synopsis", "patient_facing_document", "dsmb_charter",
    "investigators_brochure", "summary_of_product_characteristics",
    "manufacturing_authorisation", "qp_declaration", "gmp_national_evidence",
    "impd_quality", "impd_safety_efficacy", "impd_simplified", "axmp_dossier",
    "scientific_advice", "scientific_advice_quality", "pip_decision", "label",
    "recruitment_procedure", "recruitment_material", "subject_information", "informed_consent",
    "investigator_cv", "declaration_of_interest", "site_suitability", "insurance", "financing", "compensation", "fee",
    "data_protection_statement", "national_data_protection", "biological_samples_statement",
    "gmo_application", "gmo_decision", "orphan_designation", "atmp_classification",
    "modification_description", "pharmacy_manual", "patient_card", "other_document",
]  # fmt: skip
ImmediatePackaging: TypeAlias = Literal["full_set", "kept_together", "small_unit"]
"""Which particulars the immediate packaging bears: all (Annex VI, A.1), or a reduced set (A.2.1, A.2.2)."""
DocumentStatus: TypeAlias = Literal["draft", "final"]
Reader: TypeAlias = Literal[
    "adults", "minors", "legal_representatives", "incapacitated_adults", "pregnant_participants",
    "emergency_participants", "donors",
]  # fmt: skip
TrialCategory: TypeAlias = Literal["category_1", "category_2", "category_3"]
GmoRoute: TypeAlias = Literal["contained_use", "deliberate_release", "not_required"]
GmoStatus: TypeAlias = Literal["not_submitted", "submitted", "approved", "refused"]
Table1Case: TypeAlias = Literal["1a", "1b", "1c", "2", "3a", "3b", "4a", "4b", "4c"]
"""Rows of Table 1 of Annex I, 52, counted within its cases."""
RecommendedClass: TypeAlias = Literal[
    "gene_therapy", "somatic_cell_therapy", "tissue_engineered", "no_advanced_therapy",
]  # fmt: skip
ConsentItem: TypeAlias = Literal[
    "nature_and_objectives", "benefits_and_risks", "right_to_withdraw", "conditions_and_duration", "alternatives",
    "damage_compensation", "eu_ct_number", "availability_of_results", "contact_point", "future_use_of_data",
    "irreversibility", "long_term_follow_up", "tissue_procurement", "traceability_records",
    "shedding_and_contraception", "genomic_data",
]  # fmt: skip
"""What the information for participants covers: Article 29(2), and from irreversibility on for advanced therapies."""

PhaseKind: TypeAlias = Literal["first_administration", "bioequivalence", "other_phase_i"]
TrialScope: TypeAlias = Literal[
    "scope_diagnosis", "scope_prophylaxis", "scope_therapy", "scope_safety", "scope_efficacy", "scope_pharmacokinetics",
    "scope_pharmacodynamics", "scope_bioequivalence", "scope_dose_response", "scope_pharmacogenetics",
    "scope_pharmacogenomics", "scope_pharmacoeconomics", "scope_other",
]  # fmt: skip
DataSharing: TypeAlias = Literal["sharing_planned", "sharing_not_planned", "sharing_undecided"]
AgeRange: TypeAlias = Literal["in_utero", "0_to_17_years", "18_to_64_years", "65_years_and_over"]
AgeSubrange: TypeAlias = Literal[
    "preterm_newborns", "newborns", "infants_and_toddlers", "children", "adolescents", "65_to_84_years",
    "85_years_and_over",
]  # fmt: skip
VulnerableGroup: TypeAlias = Literal[
    "childbearing_potential_without_contraception", "childbearing_potential_with_contraception", "pregnant_women",
    "nursing_women", "emergency_situation", "not_able_to_consent", "other_vulnerable_group",
]  # fmt: skip
AllocationMethod: TypeAlias = Literal["randomised", "not_randomised", "no_allocation"]
Blinding: TypeAlias = Literal["no_blinding", "single_blind", "double_blind"]
BlindedRole: TypeAlias = Literal[
    "blinded_subject", "blinded_investigator", "blinded_monitor", "blinded_analyst", "blinded_carer",
]  # fmt: skip
CtisChange: TypeAlias = Literal[
    "identifiers_section", "trial_information_section", "protocol_section", "advice_section", "associated_section",
    "references_section", "sponsors_section", "products_section",
]  # fmt: skip
SponsorDuty: TypeAlias = Literal["authorisation_procedures", "contact_for_questions", "corrective_measures"]
"""The obligations that several sponsors share out: Chapters II and III, questions, Article 77."""
ThirdPartyDuty: TypeAlias = Literal[
    "on_site_monitoring", "investigator_recruitment", "interactive_response", "laboratory_analysis",
    "project_management", "data_management", "electronic_data_capture", "safety_reporting", "quality_auditing",
    "statistical_analysis", "medical_writing", "regulatory_expertise", "medical_expertise", "product_management",
    "other_duty",
]  # fmt: skip
ProductSource: TypeAlias = Literal["authorised_product", "unauthorised_product", "active_substance", "atc_code"]
MedicinalCharacteristic: TypeAlias = Literal[
    "chemical_product", "biological_product", "advanced_therapy", "radiopharmaceutical", "immunological",
    "plasma_derived", "extractive", "recombinant", "herbal", "homeopathic", "other_characteristic",
]  # fmt: skip
