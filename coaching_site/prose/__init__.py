"""The markup that works in typed text: lists, emphasis, links; text in, HTML out."""

__all__ = ["html", "lists", "plain_text", "points"]
