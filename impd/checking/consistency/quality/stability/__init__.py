"""Stability: programme, studies, claimed periods."""
