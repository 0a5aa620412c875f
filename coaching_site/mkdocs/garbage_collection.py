"""How often Python looks for garbage during a build."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A build leaves little garbage and soon ends: looking for it took a twentieth of its time.
_SELDOM: Final = (100_000, 50, 50)
_USUAL: Final = gc.get_threshold()


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Let Python not look for garbage while the block runs, which should leave none.

    Nor does it look among what is there by then, until `collect_garbage_as_usual`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # else it would look through all of it at once
            gc.enable()


def collect_garbage_seldom() -> None:
    """Let Python look for garbage seldom, and not at all among what is there by now.

    Nor does it look as the process ends, which frees all of its memory, whatever comes before.
    """
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def collect_garbage_as_usual() -> None:
    """Undo `collect_garbage_seldom`, for whoever goes on in the same process until it ends."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
