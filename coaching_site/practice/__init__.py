"""What a coach does with clients: who comes first, what to know before a session, what to note."""

__all__ = [
    "actions",
    "clients",
    "days",
    "filled_form",
    "listing",
    "nearest",
    "outcomes",
    "preparation",
    "recommendations",
    "session_changes",
    "session_form",
    "standing",
]
