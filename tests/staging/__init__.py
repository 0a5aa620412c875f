"""Tests of the folder in which a portal is."""
