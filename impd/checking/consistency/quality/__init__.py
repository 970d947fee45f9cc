"""The quality part, in the order of the model."""
