"""Tests of prose/."""
