"""The application: forms, letter, protocol, papers on manufacture, Part II, register of documents."""
