"""Tests of locking/."""
