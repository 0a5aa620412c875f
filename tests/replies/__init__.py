"""Tests of what becomes of a reply."""
