"""A part of all portals, for one machine of several; which part follows from names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha512
from struct import unpack
from typing import Final, Self

from coaching_site.problems import quoted

MOST_SHARDS: Final = 10_000
_TYPED: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_WORDS_IN_A_DIGEST: Final = 8


@dataclass(frozen=True, order=True)
class Shard:
    """The part number `index`, from 0, of `count` parts of all portals.

    Engines count from 0, too: `JOB_COMPLETION_INDEX` of Kubernetes does, and an array of Slurm can.
    """

    index: int
    count: int

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the shard that `I/N` names; raise `ValueError` about anything else."""
        typed = _TYPED.fullmatch(text)
        if not typed:
            raise ValueError(
                "expected I/N with I from 0 to N-1, such as 0/8 for the first of eight, found "
                f"{quoted(text)}{_hint(text)}"
            )
        index, count = map(int, typed.groups())
        if not 1 <= count <= MOST_SHARDS:
            raise ValueError(f"expected from 1 to {MOST_SHARDS} shards, found {count}")
        if index >= count:
            last = f"{count - 1}/{count}"
            raise ValueError(f"shards count from 0, so the last one is {last}: found {text}")
        return cls(index, count)

    def __str__(self) -> str:
        """Return the shard as it is typed."""
        return f"{self.index}/{self.count}"

    def part_of(self, slugs: Iterable[str]) -> list[str]:
        """Return the engagements whose portals this shard builds, in the order given."""
        return [slug for slug in slugs if shard_of(slug, self.count) == self.index]


def shard_of(slug: str, count: int) -> int:
    """Return the index of the shard of `count` that builds the portal of an engagement.

    Each shard has a weight for each slug, and the heaviest one takes it (rendezvous hashing). So
    no other engagement matters, and one shard more takes from each of the others its share alone.
    """
    weights: list[int] = []
    for block in range(-(-count // _WORDS_IN_A_DIGEST)):
        # Eight weights by one digest: with a thousand shards there are a thousand of each slug.
        weights += unpack(">8Q", sha512(f"{slug}/{block}".encode()).digest())
    return max(range(count), key=weights.__getitem__)


def _hint(text: str) -> str:
    """Return what may be the matter: a script's variable that is not set leaves nothing behind."""
    return ": is a variable not set?" if text.startswith("/") or text.endswith("/") else ""
