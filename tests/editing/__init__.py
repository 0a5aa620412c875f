"""Tests of changes in YAML files, one module for each of `coaching_site.editing`."""
