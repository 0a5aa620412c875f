"""A finished portal as one encrypted file: packed, under the keys of its lock, and opened again."""

__all__ = ["locked_page", "locked_portal", "places"]
