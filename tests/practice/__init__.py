"""Tests of many engagements together, one module for each of `coaching_site.practice`."""
