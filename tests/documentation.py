"""The texts that explain the program, as tests read them."""

from __future__ import annotations

import re
from typing import Final

from tests.fixture import ROOT

PAGES: Final = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
README: Final = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING: Final = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ALL: Final = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING, **PAGES}


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def words_in_code(text: str) -> set[str]:
    """Return what stands between backticks in running text."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)))
