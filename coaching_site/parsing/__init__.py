"""YAML text as a tree of nodes with positions, across every mistake that can be repaired."""

__all__ = ["characters", "joint_report", "node", "quotes", "report", "source", "syntax"]
