"""What the overlay on advanced therapies asks beyond the other rules."""
