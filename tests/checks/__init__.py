"""Rules across fields, and what is only odd."""
