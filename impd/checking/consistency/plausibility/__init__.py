"""Whether data look like their like: dates, sizes, numbers, units."""
