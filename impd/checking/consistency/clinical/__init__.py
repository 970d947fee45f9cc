"""The clinical data: doses, trials, populations, safety, follow-up, risk and benefit."""
