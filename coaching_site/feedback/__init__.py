"""Rounds of raters: their forms, what comes back, and how they leave an engagement."""

from coaching_site.feedback.moving import moved_rounds

__all__ = ["filing", "moved_rounds", "rater_form", "sent_answer"]
