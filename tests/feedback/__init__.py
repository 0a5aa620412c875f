"""Tests of rounds of raters."""
