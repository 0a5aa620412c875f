"""The MkDocs plugin and all that is tied to MkDocs or Material; the room to replace."""

__all__ = ["plugin", "trial"]
