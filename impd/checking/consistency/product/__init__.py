"""A product as a whole: what it is called, what others say of it, what its dossier may rest on."""
