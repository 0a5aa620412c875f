"""`python -m coaching_site`, for where the command itself is not on the path."""

from __future__ import annotations

from coaching_site.cli import main

if __name__ == "__main__":
    main(prog_name="coaching-site")
