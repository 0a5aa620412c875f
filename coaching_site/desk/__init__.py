"""The private page of a coach: the week, a card for each client, the hours that were held."""

__all__ = ["codes", "folder", "hours", "overview", "pages", "server", "watching"]
