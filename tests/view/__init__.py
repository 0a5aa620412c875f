"""Tests of what a portal shows, one module for each of `coaching_site.view`."""
