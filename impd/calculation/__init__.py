"""What follows from the facts: pure functions on dossier values."""
