"""The values of those fields of the CTIS form about a product that are not a fact as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from impd.calculation.ctis_subject import FieldValue, FormSubject, texts
from impd.dossier.ctis import ProductForm
from impd.dossier.medicinal_product import DocumentControl, MedicinalProduct
from impd.dossier.number import parse_number
from impd.dossier.quality.product import Device
from impd.dossier.quantity import Quantity
from impd.dossier.unit import print_unit
from impd.dossier.vocabulary import DocumentKind

_CLASSES = {"sctmp": "somatic_cell_therapy", "tep": "tissue_engineered"}
_EX_VIVO = frozenset({"gtmp_ex_vivo", "gtmp_ex_vivo_editing"})
_STEM_CELLS = frozenset({"haematopoietic_stem_cell", "mesenchymal_stromal_cell"})
_CELL_TYPES = {"other_somatic_cell": "other_cells"}
_NO_VIRUS = frozenset({"plasmid", "mrna", "lipid_nanoparticle", "polymer", "transposon", "bacterium", "other"})
_TRANSFER = {"plasmid": "plasmid", "bacterium": "bacterium"}


def form_of_product(subject: FormSubject) -> ProductForm:
    """What is stated about the product for the form only."""
    return subject.product.ctis or ProductForm()


def _value(value: object, path: str, note: str = "") -> FieldValue:
    return FieldValue(tuple(texts(value)), path, note)


def product_source(subject: FormSubject) -> FieldValue:
    """What is looked up in the product dictionary: as stated, else by the authorisation of the product."""
    form, product = form_of_product(subject), subject.product
    if form.source or product.role is None:
        return _value(form.source, f"{subject.product_path}.ctis.source")
    kind = "authorised_product" if product.authorisation else "unauthorised_product"
    return _value(
        kind, f"{subject.product_path}.authorisation", "from the marketing authorisation, or that none is stated"
    )


def characteristics(subject: FormSubject) -> FieldValue:
    """The characteristics: as stated, else the one that the class of the product names."""
    form, product = form_of_product(subject), subject.product
    if form.characteristics or product.product_class is None:
        return _value(form.characteristics, f"{subject.product_path}.ctis.characteristics")
    known = {"chemical": "chemical_product", "biological": "biological_product"}
    kind = known.get(product.product_class, "advanced_therapy")
    return _value(kind, f"{subject.product_path}.product_class", "from the class of the product")


def _plain_number(quantity: Quantity) -> str:
    """The number as a field for numbers takes it: without exponent; a range or a limit stays as it is."""
    number = parse_number(quantity.value)
    if number is None or number.high is not None or number.censor:
        return quantity.value
    plain = f"{number.low:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _quantity(name: str, subject: FormSubject) -> tuple[Quantity | None, str]:
    """A quantity of the form and its path; the longest treatment is also stated with the rationale of the dose."""
    quantity: Quantity | None = getattr(form_of_product(subject), name)
    dose = subject.product.clinical.dose
    if quantity is None and name == "maximum_treatment_period" and dose and dose.dosing_duration:
        return dose.dosing_duration, f"{subject.product_path}.clinical.dose.dosing_duration"
    return quantity, f"{subject.product_path}.ctis.{name}"


def amount(name: str, subject: FormSubject) -> FieldValue:
    """The number of a quantity of the form."""
    quantity, path = _quantity(name, subject)
    return _value(_plain_number(quantity) if quantity else None, path)


def unit(name: str, subject: FormSubject) -> FieldValue:
    """The unit of a quantity of the form, as printed."""
    quantity, path = _quantity(name, subject)
    return _value(print_unit(quantity.unit) if quantity else None, path)


def treatment_period_unit(subject: FormSubject) -> FieldValue:
    """The unit of the longest treatment, as UCUM has it."""
    quantity, path = _quantity("maximum_treatment_period", subject)
    return _value(quantity.unit if quantity else None, path)


def modified_product(subject: FormSubject) -> FieldValue:
    """Whether an authorised product is modified; labelling for the trial is no modification here."""
    authorisation, path = subject.product.authorisation, f"{subject.product_path}.authorisation.modification"
    if authorisation is None:
        return _value(False, f"{subject.product_path}.authorisation", "no marketing authorisation is stated")
    return _value(None if authorisation.modification is None else authorisation.modification == "modified", path)


def orphan(subject: FormSubject) -> FieldValue:
    """Whether the product has an orphan designation: its number, else the answer of the cover letter."""
    if subject.product.orphan_designation:
        return _value(True, f"{subject.product_path}.orphan_designation")
    letter = subject.application.cover_letter
    stated = letter.orphan_designation.applies if letter and letter.orphan_designation else None
    path = "cover_letter.orphan_designation.applies"
    return _value(False if stated is False else None, path, "from the cover letter" if stated is False else "")


def substance_other_names(subject: FormSubject) -> FieldValue:
    """Other names of the active substances."""
    names = tuple(one.other_names for one in subject.product.quality.substances if one.other_names)
    return _value(names, f"{subject.product_path}.quality.substances")


def class_of(product: MedicinalProduct) -> str | None:
    """The class of an advanced therapy; None for another product, or where the class is not stated."""
    kind = product.product_class or ""
    return "gene_therapy" if kind.startswith("gtmp") else _CLASSES.get(kind)


def atmp_class(subject: FormSubject) -> FieldValue:
    """The class of advanced therapy."""
    return _value(class_of(subject.product), f"{subject.product_path}.product_class", "from the class of the product")


def gene_of_interest(subject: FormSubject) -> FieldValue:
    """The genes that the vectors carry."""
    genes = dict.fromkeys(one.transgene for one in subject.product.quality.vectors if one.transgene)
    return _value(tuple(genes), f"{subject.product_path}.quality.vectors")


def gene_therapy_type(subject: FormSubject) -> FieldValue:
    """Whether genes are transferred in the body or in cells outside it."""
    kind = (
        None
        if class_of(subject.product) != "gene_therapy"
        else "ex_vivo"
        if has_modified_cells(subject.product)
        else "in_vivo"
    )
    return _value(kind, f"{subject.product_path}.product_class", "from the class of the product")


def has_modified_cells(product: MedicinalProduct) -> bool:
    """Whether the product consists of cells modified outside the body."""
    return product.product_class in _EX_VIVO


def modified_cells(subject: FormSubject) -> FieldValue:
    """Whether a gene therapy contains genetically modified cells."""
    kind = class_of(subject.product)
    answer = has_modified_cells(subject.product) if kind == "gene_therapy" else None
    return _value(answer, f"{subject.product_path}.product_class", "from the class of the product")


def gene_transfer(subject: FormSubject) -> FieldValue:
    """By what genes are transferred."""
    families = dict.fromkeys(one.family for one in subject.product.quality.vectors if one.family)
    kinds = dict.fromkeys(
        "viral_vector" if one not in _NO_VIRUS else _TRANSFER.get(one, "other_transfer") for one in families
    )
    return _value(tuple(kinds), f"{subject.product_path}.quality.vectors", "from the vectors" if kinds else "")


def vector_description(subject: FormSubject) -> FieldValue:
    """What vector it is: as stated for the form, else name and type of each vector."""
    stated = form_of_product(subject).gene_transfer_description
    if stated:
        return _value(stated, f"{subject.product_path}.ctis.gene_transfer_description")
    vectors = subject.product.quality.vectors
    words = (", ".join(filter(None, (one.name, one.serotype_or_envelope))) for one in vectors)
    return _value(tuple(filter(None, words)), f"{subject.product_path}.quality.vectors")


def cell_kind(subject: FormSubject) -> FieldValue:
    """The kind of cells in words: of the substance, else by code."""
    for one in subject.product.quality.substances:
        if one.cell_type:
            return _value(one.cell_type, f"{subject.product_path}.quality.substances[{one.id}].cell_type")
    atmp = subject.product.atmp
    words = atmp.cells.replace("_", " ") if atmp and atmp.cells else None
    return _value(words, f"{subject.product_path}.atmp.cells")


def cell_type(subject: FormSubject) -> FieldValue:
    """Whether the cells are stem cells, differentiated cells or others."""
    atmp = subject.product.atmp
    kind = atmp.cells if atmp else None
    answer = (
        None if kind is None else "stem_cells" if kind in _STEM_CELLS else _CELL_TYPES.get(kind, "differentiated_cells")
    )
    return _value(answer, f"{subject.product_path}.atmp.cells", "from the kind of cells" if answer else "")


def cell_specification(subject: FormSubject) -> FieldValue:
    """What cells they are: as stated for the form, else the kind of cells."""
    stated = form_of_product(subject).cell_specification
    return _value(stated, f"{subject.product_path}.ctis.cell_specification") if stated else cell_kind(subject)


def has_device(subject: FormSubject) -> FieldValue:
    """Whether the product is used with a device: one is described, or the answer is stated for the form."""
    if subject.product.quality.devices:
        return _value(True, f"{subject.product_path}.quality.devices")
    return _value(form_of_product(subject).used_with_device, f"{subject.product_path}.ctis.used_with_device")


def device_product(subject: FormSubject) -> FieldValue:
    """The product that a device belongs to, by its number in CTIS, else by its code."""
    product = subject.product
    return _value(product.ctis_number or product.code, f"{subject.product_path}.ctis_number")


def ce_mark(subject: FormSubject) -> FieldValue:
    """Whether a device has a CE mark; a certificate says yes, its absence says nothing."""
    device = subject.nearest(Device)
    return _value(True if device and device.ce_certificate else None, subject.at("ce_certificate"))


def labelled_products(subject: FormSubject) -> FieldValue:
    """The products that the labelling of this product is for."""
    for one in subject.application.documents:
        if one.kind == "label" and subject.product.code in one.products:
            return _value(one.products, f"documents[{one.id}].products")
    return _value(None, "documents")


def _impd(kind: DocumentKind, control: str, title: str, subject: FormSubject) -> FieldValue:
    """A part of the dossier: the file of the register, else the version that is built from the data."""
    product = subject.product
    for one in subject.application.documents:
        if one.kind == kind and (not one.products or product.code in one.products):
            return _value(one.title or one.id, f"documents[{one.id}]")
    stated: DocumentControl | None = getattr(product, control)
    path = f"{subject.product_path}.{control}"
    if stated is None:
        return _value(None, path)
    words = [title, product.name or product.code, f"version {stated.version}" if stated.version else "", stated.date]
    return _value(", ".join(filter(None, words)), path, "built from the data of the product")


_VALUES: tuple[Callable[[FormSubject], FieldValue], ...] = (
    product_source, characteristics, treatment_period_unit, modified_product, orphan, substance_other_names, atmp_class,
    gene_of_interest, gene_therapy_type, modified_cells, gene_transfer, vector_description, cell_kind, cell_type,
    cell_specification, has_device, device_product, ce_mark, labelled_products,
)  # fmt: skip
PRODUCT_VALUES: Mapping[str, Callable[[FormSubject], FieldValue]] = {
    **{one.__name__: one for one in _VALUES},
    "treatment_period": partial(amount, "maximum_treatment_period"),
    "daily_dose": partial(amount, "maximum_daily_dose"),
    "daily_dose_unit": partial(unit, "maximum_daily_dose"),
    "total_dose": partial(amount, "maximum_total_dose"),
    "total_dose_unit": partial(unit, "maximum_total_dose"),
    "quality_impd": partial(_impd, "impd_quality", "document", "IMPD, quality"),
    "safety_efficacy_impd": partial(_impd, "impd_safety_efficacy", "safety_efficacy_document",
                                    "IMPD, safety and efficacy"),
}  # fmt: skip
"""The named functions of ``ctis_fields.yaml`` about a product."""
