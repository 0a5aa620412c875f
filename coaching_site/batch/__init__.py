"""Many portals at once: by several processes, and only those of which something has changed."""

__all__ = [
    "batch",
    "changes",
    "cluster",
    "manifests",
    "merge",
    "outcome",
    "pool",
    "project",
    "shards",
]
