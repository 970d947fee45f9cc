"""Small rule packs written into a folder, with one thing wrong or changed."""

from __future__ import annotations

from pathlib import Path

RULE = """\
- id: X-ONE-01
  name: product_has_name
  title: Each product has a name
  document: impd-quality
  section: F.1
  each: products[*]
  expect: {name: {required: true}}
  severity: warning
  cites: [{act: law}]
  basis: {seen: true, confidence: high}
  message: "The product {name} has no name."
  remedy: Name it.
  why: A product is known by its name.
  introduced: "1"
"""
FILES = {
    "pack.yaml": 'id: own\nversion: "1"\ntitle: Own rules\ndate_of_law: "2026-01-01"\n',
    "acts.yaml": 'version: "1"\ndate: "2026-01-01"\nacts:\n  law: {title: A law, number: Law 1, seen: true}\n',
    "conditions.yaml": "is_test: {says: it is the product under test, fact: product.role, in: [test]}\n",
    "documents.yaml": "impd-quality: {title: IMPD quality part}\n",
    "rules/own.yaml": RULE,
}


def pack(folder: Path, **changed: str) -> Path:
    """A pack in a folder; ``changed`` gives other texts for its files, with / written as __ and no ending."""
    texts = {**FILES, **{name.replace("__", "/") + ".yaml": text for name, text in changed.items()}}
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def rule(**changed: str) -> str:
    """The rule with other lines for some keys; an empty text leaves the key out."""
    lines = []
    for line in RULE.splitlines():
        key = line.lstrip("- ").partition(":")[0]
        if key not in changed:
            lines.append(line)
        elif changed[key]:
            lines.append(f"{line[:2]}{key}: {changed[key]}")
    known = {line.lstrip("- ").partition(":")[0] for line in RULE.splitlines()}
    lines += [f"  {key}: {value}" for key, value in changed.items() if key not in known]
    return "\n".join(lines) + "\n"
