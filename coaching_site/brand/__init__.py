"""A coach's looks: colours, logo, pictures and the font of headings."""

__all__ = ["colours", "heading_font", "identity", "palette"]
