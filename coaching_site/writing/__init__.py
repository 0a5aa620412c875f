"""The right writing of values that were typed by another habit; a leaf that reads no files."""
