"""Tests of how long engagements are kept, and how they are deleted."""
