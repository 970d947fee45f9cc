"""The quality registers of a medicinal product, by subject as in the CTD."""
