"""Conditions in code: those that a fact and a value cannot say. Each module registers its own by name."""

import importlib
import pkgutil

for _module in pkgutil.walk_packages(__path__, f"{__name__}."):
    importlib.import_module(_module.name)
