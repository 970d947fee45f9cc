"""A new dossier like a sample: its structure, ids, references and codes stay; every other fact is left to be stated.

Beside each empty key stands what belongs there and what the sample says, as a comment.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from impd.building.output import write_whole
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.registers import parts
from impd.dossier.shape import Field, fields_of
from impd.errors import UsageFault
from impd.importing.csv_text import delimiter
from impd.importing.data_file import SUFFIXES
from impd.importing.editor_schema import json_schemas
from impd.importing.folder import read_folder
from impd.importing.json_text import compose_json
from impd.importing.tables import filling
from impd.importing.yaml_text import compose_yaml
from impd.resources import folder

SCHEMAS = ".schemas"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
_EXAMPLE = 70


def new_dossier(directory: Path, like: str) -> list[Path]:
    """Make a dossier folder like a sample (its name, or the path of any dossier), and return its files.

    Raises UsageFault for an unknown sample or a folder that holds something, InputFault for a dossier that cannot be
    read, OutputFault where the new one cannot be written.
    """
    sample = _sample(like)
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageFault(f"{directory} exists and is not empty", "Name a new folder.")
    read_folder(sample)
    files = {directory / path: text.encode() for path, text in _files(sample)}
    write_whole(files)
    return sorted(files)


def _sample(like: str) -> Path:
    place = Path(like)
    known = sorted(path.name for path in folder("samples").iterdir() if path.is_dir() and _stated(path, "dossier"))
    if like in known:
        return folder("samples") / like
    if place.is_dir() and _stated(place, "dossier"):
        return place
    raise UsageFault(f'there is no sample "{like}"', f"Use {', '.join(known)}, or the path of a dossier folder.")


def _stated(place: Path, name: str = "*") -> list[Path]:
    """The YAML and JSON files of a folder, of that name."""
    return sorted(path for path in place.glob(f"{name}.*") if path.suffix in SUFFIXES)


def _files(sample: Path) -> Iterator[tuple[Path, str]]:
    for path in _stated(sample, "dossier"):
        yield Path("dossier.yaml"), _yaml(path, ClinicalTrialApplication, f"{SCHEMAS}/dossier")
    for path in _stated(sample / "application"):
        yield Path("application") / _yaml_name(path), _yaml(path, ClinicalTrialApplication, f"../{SCHEMAS}/dossier")
    for product in sorted(path for path in (sample / "products").glob("[!.]*") if path.is_dir()):
        place = Path("products") / product.name
        for path in _stated(product):
            yield place / _yaml_name(path), _yaml(path, MedicinalProduct, f"../../{SCHEMAS}/product")
        for part, model in parts().items():
            for path in _stated(product / part):
                yield place / part / _yaml_name(path), _yaml(path, model, f"../../../{SCHEMAS}/{part}")
            for path in sorted((product / part).glob("*.csv")):
                yield place / part / path.name, _table(path, model)
        yield place / "text" / "README.md", _texts(product / "text")
    for name, schema in json_schemas().items():
        yield schema_file(name), json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _yaml_name(path: Path) -> str:
    """The name of a data file in the new dossier, which is written as YAML."""
    return f"{path.stem}.yaml" if path.stem == "product" or path.suffix == ".yaml" else f"{path.name}.yaml"


def schema_file(name: str) -> Path:
    """Where the schema of a kind of file lies in a dossier folder."""
    return Path(SCHEMAS) / f"{Path(name).stem}.schema.json"


def _yaml(path: Path, model: type[Facts], schema: str) -> str:
    compose = compose_json if path.suffix == ".json" else compose_yaml
    stated, _ = compose(path.read_text(encoding="utf-8-sig"), path.name)
    lines = [f"# yaml-language-server: $schema={schema}.schema.json", ""]
    return "\n".join([*lines, *_group(stated, model, 0)]) + "\n"


def _group(stated: dict[str, Any], model: type[Facts], depth: int, elsewhere: bool = False) -> Iterator[str]:
    """The lines of a group: structure as in the sample, facts left open.

    ``elsewhere``: what other documents than the IMPD state; there a code is a claim and is left open too.
    """
    fields = fields_of(model)
    for name, value in stated.items():
        field, pad = fields[name], "  " * depth
        beside = elsewhere or field.elsewhere
        if value is None:
            yield f"{pad}{name}:"
        elif isinstance(value, dict) and field.group is not None:
            yield f"{pad}{name}:"
            yield from _group(value, field.group, depth + 1, beside)
        elif isinstance(value, list) and field.group is not None:
            yield f"{pad}{name}:"
            for item in value:
                yield from _entry(item, field.group, depth + 1, beside)
        elif _stays(name, field, model) and not (beside and field.coded and not field.key):
            yield f"{pad}{name}: {_written(value)}"
        else:
            yield f"{pad}{name}:  # {_hint(name, value, model)}"


def _entry(item: Any, model: type[Facts], depth: int, elsewhere: bool = False) -> Iterator[str]:
    pad = "  " * depth
    if not isinstance(item, dict):
        yield f"{pad}- {_written(item)}"
        return
    for number, line in enumerate(_group(item, model, depth + 1, elsewhere)):
        yield f"{pad}- {line[len(pad) + 2 :]}" if number == 0 else line


def _stays(name: str, field: Field, model: type[Facts]) -> bool:
    """Ids, keys, references, codes and what an entry cannot be without stay; a figure has to be the user's own.

    What the sample answers by yes or no is a claim and is left open.
    """
    coded = field.coded and bool not in get_args(model.model_fields[name].annotation)
    structure = field.identifier or field.key or coded or model.model_fields[name].is_required()
    return structure or bool(field.registers and "figures" not in field.registers)


def _hint(name: str, value: Any, model: type[Facts]) -> str:
    description = model.model_fields[name].description
    example = " ".join(str(", ".join(map(str, value)) if isinstance(value, list) else value).split())
    short = example if len(example) <= _EXAMPLE else f"{example[: _EXAMPLE - 1].rstrip()}…"
    return f"{description}; sample: {short}" if description else f"sample: {short}"


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return value if _PLAIN.fullmatch(str(value)) else json.dumps(str(value), ensure_ascii=False)


def _table(path: Path, part: type[Facts]) -> str:
    """The table with its keys and references; results and other facts are left empty."""
    fills = filling(path.stem, part)
    text = path.read_text(encoding="utf-8-sig")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    rows = [row for row in lines if any(map(str.strip, row))] or [[]]
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    kept = [fills is None or name == fills.owner or _column_stays(name, fills.model) for name in rows[0]]
    writer.writerow(rows[0])
    writer.writerows([cell if keep else "" for cell, keep in zip(row, kept, strict=False)] for row in rows[1:])
    return made.getvalue()


def _column_stays(name: str, model: type[Facts]) -> bool:
    field = fields_of(model).get(name)
    return field is not None and _stays(name, field, model)


def _texts(texts: Path) -> str:
    names = [f"- `{path.name}`" for path in sorted(texts.glob("*.md")) if path.name != "README.md"]
    lines = [
        "# Texts",
        "",
        "One Markdown file a section, named by it, e.g. `S.2.6.md`. Quote facts instead of typing numbers:",
        '`{{ result("P.5.4", batch="B003", test="viability") }}`, `{{ ref("P.5.1") }}`.',
        "",
        *(["The sample has a text for:", "", *names] if names else []),
    ]
    return "\n".join(lines).rstrip() + "\n"
