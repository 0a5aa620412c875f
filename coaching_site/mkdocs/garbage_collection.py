"""How often Python looks for garbage during a build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A build leaves little garbage and soon ends: looking for it took a twentieth of its time.
_SELDOM: Final = (100_000, 50, 50)
_USUAL: Final = gc.get_threshold()


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Let Python not look for garbage while the block runs, which should leave none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_garbage_seldom() -> None:
    """Let Python look for garbage seldom, and not at all among what is there by now."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def collect_garbage_as_usual() -> None:
    """Undo `collect_garbage_seldom`, for whoever goes on in the same process."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
