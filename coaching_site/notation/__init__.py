"""Values in a notation of their own, such as "9 am", rewritten as a file wants them."""

__all__ = [
    "addresses",
    "currencies",
    "days",
    "greetings",
    "languages",
    "links",
    "names",
    "numbers",
    "plain",
    "telephones",
    "times",
    "units",
    "zone_aliases",
]
