"""What several rules look up in an application, one place each."""
