"""What an executive sends back: opened, compared, and applied as the coach decides."""

__all__ = ["apply", "compare", "envelope", "first_value", "ids", "proposal", "reply"]
