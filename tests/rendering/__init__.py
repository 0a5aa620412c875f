"""Tests of rendering/."""
