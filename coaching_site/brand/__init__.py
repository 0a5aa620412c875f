"""A coach's looks: colours, logo, pictures and typefaces."""

__all__ = ["colours", "identity", "palette", "typefaces"]
