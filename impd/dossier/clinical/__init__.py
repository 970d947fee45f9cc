"""Clinical data: trials, human experience, dose rationale, risk and benefit."""
