"""Conditions on the quality part."""
