"""Tests of leaks/."""
