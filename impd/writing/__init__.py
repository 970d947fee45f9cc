"""A document as a file: Word, PDF. Writers see blocks and nothing of the dossier; each is loaded by its module."""
