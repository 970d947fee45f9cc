"""Conditions in code: those that a fact and a value cannot say. Each module registers its own by name."""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
