"""A dossier held against a rule pack: how each rule came out at each place."""
