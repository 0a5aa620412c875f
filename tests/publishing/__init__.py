"""Tests of how portals are sent to their places."""
