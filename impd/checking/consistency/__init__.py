"""Checks in code: what compares facts with each other. Each module registers its own by name."""

import importlib
import pkgutil

for _module in pkgutil.walk_packages(__path__, f"{__name__}."):
    importlib.import_module(_module.name)
