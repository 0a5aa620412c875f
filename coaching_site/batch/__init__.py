"""Many portals at once: by several processes, each of which builds one after another."""

__all__ = ["batch", "outcome", "pool", "portals"]
