"""Manufacture: processes, their versions, sites and the evidence of good manufacturing practice."""
