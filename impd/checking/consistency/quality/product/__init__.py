"""The product: composition, strength and dose, excipients, containers and devices."""
