"""Non-clinical data: studies with their GLP record, species, methods, literature, and why a study was not done."""
