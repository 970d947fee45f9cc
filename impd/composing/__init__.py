"""Facts and templates to a document: views, sections, narrative, figures."""
