"""What belongs to an executive at the end of a coaching: portal, answers, agreement, calendar."""

__all__ = ["package"]
