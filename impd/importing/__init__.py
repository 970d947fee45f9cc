"""From files to the application: YAML, JSON, CSV, Markdown and figures, each fact with the place it was read from."""
