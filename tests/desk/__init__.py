"""The private page of a coach."""
