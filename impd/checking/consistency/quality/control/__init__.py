"""Control: specifications, procedures, batches, impurities, characterisation."""
