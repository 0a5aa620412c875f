"""YAML text as a tree of nodes with positions, across every mistake that can be repaired."""

__all__ = ["characters", "node", "quotes", "report", "source", "syntax"]
