"""Files for the submission: what others made is inspected before it goes out. Facts arrive as plain values."""
