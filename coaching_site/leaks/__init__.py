"""What no portal may say of other clients, or of what the coach alone may read: searched for."""

__all__ = ["contents", "entries", "index", "phrases", "search", "sources", "surroundings"]
