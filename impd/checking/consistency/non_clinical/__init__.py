"""The non-clinical data: studies expected and reported, good laboratory practice, species and batches."""
