"""How a typed program uses the library. mypy reads this file; it is also run."""

from __future__ import annotations

from pathlib import Path

import impd


def one_section(facts: dict[str, object]) -> bytes:
    """One section of a product as a Word file, from facts without files."""
    application: impd.ClinicalTrialApplication = impd.read(facts)
    product: impd.MedicinalProduct = application.products[0]
    request = impd.Request(sections=("P.8",), numbering="ctd", draft=False)
    document: impd.Document = impd.compose(application, product.code, request)
    return impd.render(document, "docx")


def whole_folder(folder: Path) -> list[str]:
    """The lines of what a build leaves open."""
    try:
        built: impd.Build = impd.build(folder, folder / "build", impd.Order(formats=("docx",)), progress=print)
    except impd.InputFault as fault:
        return [f"{problem.file}:{problem.line}" for problem in fault.problems]
    except impd.ImpdError as fault:
        return [fault.message, fault.remedy, str(fault.exit_code)]
    gaps: list[impd.Gap] = list(built.gaps)
    places: dict[str, list[impd.Printed]] = impd.find_printed(folder / "build", text="24 months")
    return [gap.path for gap in gaps] + [one.source for found in places.values() for one in found]


def whole_months(file: Path) -> int | None:
    """The shelf life that the results of a file allow, and that of results without a file."""
    choice = impd.Q1EChoice(error="own")
    points = [impd.StabilityPoint("A", months, value, "%") for months, value in ((0, 100.1), (6, "98.0"), (12, 97))]
    found: impd.ShelfLifeResult = impd.shelf_life(points, lower=95, choice=choice)
    return found.whole_months if found.limiting_batch else impd.shelf_life(file, upper="0.5").whole_months
