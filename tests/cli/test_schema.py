"""`schema` writes what editors complete by, and replaces nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.cli.schema import schema_texts
from tests.cli.commands import run
from tests.samples import load_programme, words_in


def test_schema_is_written(project: Path) -> None:
    """Each schema lands beside what it describes, where the first line there looks for it."""
    result = run("schema")
    words = words_in(shipped.CONTENT / "words.yml")
    texts = schema_texts(load_programme(project / "content/programme.yml"), words)
    assert result.output == "".join(f"{path.as_posix()} is written.\n" for path in texts)
    assert {path: (project / path).read_text("utf-8") for path in texts} == texts
    assert [json.loads(text)["title"] for text in texts.values()] == [
        *("An engagement", "A round of feedback", "A brand", "A programme", "Words")
    ]


@pytest.mark.parametrize("kind", ["text", "json", "link", "pipe", "folder"])
def test_schema_replaces_only_its_own(project: Path, kind: str) -> None:
    """What stands in the place of the schema and is none is told, and left as it is."""
    path = project / "engagements/engagement.schema.json"
    path.unlink(missing_ok=True)
    make: dict[str, Callable[[], object]] = {
        "text": lambda: path.write_text("my notes"),
        "json": lambda: path.write_text('{"mine": 1}'),
        "link": lambda: path.symlink_to(project / "content/programme.yml"),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }
    make[kind]()
    before = path.lstat()
    result = run("schema")
    assert result.output == (
        "engagements/engagement.schema.json: expected the schema that this command writes, "
        "found something else: move it away\n"
    )
    assert (result.exit_code, path.lstat().st_ino) == (2, before.st_ino)
