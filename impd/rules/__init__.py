"""What the law expects of a dossier: acts, citations, rules and packs of rules. No fact, no layout."""
