"""Where a value is in a YAML file, whatever the file is about."""

Location = tuple[str | int, ...]
"""The keys and indices (from 0) that lead to a value, such as `("goals", 1, "title")`."""
