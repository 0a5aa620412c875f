"""Tests of mkdocs/."""
