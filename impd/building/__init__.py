"""Runs the others in the right order: read, compose, write, and say what was done."""
