"""Values typed by another habit."""
