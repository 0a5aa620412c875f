"""What is no file is told, whatever reads it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from jinja2 import Environment

from coaching_site.crypto.public_key import load_reply_key
from coaching_site.loading import language_in, load_brand, load_engagement, load_page_settings
from coaching_site.problems import InvalidInput
from coaching_site.rendering.environment import TemplateLoader
from tests.samples import load_programme, programme, words_in


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder", "link to nothing", "loop"])
@pytest.mark.parametrize(
    "read",
    [
        lambda path: load_programme(path),
        lambda path: load_brand(path),
        lambda path: words_in(path),
        lambda path: load_page_settings(path),
        lambda path: load_reply_key(path),
        lambda path: load_engagement(path.parent, programme(), path.name),
        lambda path: TemplateLoader([path.parent]).get_source(Environment(), path.name),
        lambda path: language_in(path.parent),
    ],
    ids=["programme", "brand", "words", "page", "reply key", "engagement", "template", "language"],
)
def test_what_is_no_file_is_never_waited_for(
    tmp_path: Path, kind: str, read: Callable[[Path], object]
) -> None:
    """Whatever is to be read, a pipe, a device, a folder or a broken link is told in a line."""
    path = tmp_path / "engagement.yml"
    put_in_the_way(path, kind)
    try:
        read(path)
    except InvalidInput as error:
        (problem,) = error.problems
        assert str(problem).count("\n") == 0
        assert problem.message.startswith(
            ("expected a file, found ", "this link leads to no file", "the file cannot be read: ")
        )
    else:  # the language alone is left to those who read all of the file
        assert read(path) is None


def put_in_the_way(path: Path, kind: str) -> None:
    """Put what is no file at a path."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as one, chdir(path.parent):
            one.bind(path.name)
    elif kind == "folder":
        path.mkdir()
    else:
        targets = {"device": "/dev/zero", "link to nothing": "nowhere", "loop": path.name}
        path.symlink_to(targets[kind])
