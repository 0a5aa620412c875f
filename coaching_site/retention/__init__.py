"""How long engagements are kept, which copies of them are known, and how these are deleted."""

__all__ = ["copies", "deletion", "deletion_record", "terms"]
