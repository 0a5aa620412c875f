"""Tests of many portals at once."""
