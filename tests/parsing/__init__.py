"""Tests of parsing/."""
