"""Tests of what is handed over at the end of a coaching."""
