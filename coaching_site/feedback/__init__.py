"""Rounds of raters: their files, and how they come out of an engagement."""

from coaching_site.feedback.moving import moved_rounds

__all__ = ["moved_rounds"]
