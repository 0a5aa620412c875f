"""How often Python looks for garbage is set for a build, and set back."""

from __future__ import annotations

import gc
import subprocess
import sys

from coaching_site.mkdocs.entry import CoachingSitePlugin
from coaching_site.mkdocs.garbage_collection import (
    collect_garbage_as_usual,
    collect_garbage_seldom,
    no_garbage_collection,
)


def test_seldom_during_a_build() -> None:
    """A build looks for garbage seldom; whoever goes on in its process finds all as usual."""
    usual = gc.get_threshold()
    collect_garbage_seldom()
    assert gc.get_threshold()[0] > 10 * usual[0]
    assert gc.get_freeze_count() > 0
    collect_garbage_as_usual()
    assert (gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()) == (usual, 0, True)


def test_none_during_an_import() -> None:
    """While the plugin is imported nobody looks for garbage; afterwards all is as it was."""
    assert CoachingSitePlugin.__module__ == "coaching_site.mkdocs.plugin"
    looks_before = _looks()
    with no_garbage_collection():
        assert not gc.isenabled()
        made = [[number] for number in range(10 * gc.get_threshold()[0])]
    assert gc.isenabled()
    assert _looks() == looks_before
    assert gc.get_freeze_count() > len(made)
    gc.unfreeze()
    gc.disable()
    with no_garbage_collection():
        pass
    was_off = not gc.isenabled()
    gc.enable()
    assert was_off


def test_none_at_the_end() -> None:
    """As a process that has built ends, nobody looks for garbage either."""
    seldom = "coaching_site.mkdocs.garbage_collection"
    circle = (
        "class Circle:\n def __del__(self): print('found')\none = Circle()\none.own = one\ndel one"
    )
    built = f"from {seldom} import *\ncollect_garbage_seldom()\n"
    ended = f"{built}collect_garbage_as_usual()\n"  # as the command does, just before
    for begin, said in (("", "found"), (built, ""), (ended, "")):
        command = [sys.executable, "-c", f"{begin}{circle}"]
        process = subprocess.run(command, capture_output=True, check=True, text=True)
        assert process.stdout.strip() == said


def _looks() -> int:
    return sum(int(one["collections"]) for one in gc.get_stats())
