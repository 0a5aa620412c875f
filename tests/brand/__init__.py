"""Tests of brand/."""
