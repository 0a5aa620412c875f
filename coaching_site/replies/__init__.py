"""What an executive sends back: opened, compared, and applied as the coach decides."""

__all__ = ["apply", "compare", "first_value", "ids", "opening", "proposal", "reply"]
