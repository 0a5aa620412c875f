"""Shards divide all portals by their names alone, so that as few as possible change machines."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.batch.shards import Shard, shard_of

SLUGS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True), unique=True)
COUNTS = st.integers(1, 40)


@given(SLUGS, COUNTS)
def test_each_is_in_one_shard(slugs: list[str], count: int) -> None:
    """All shards together have each engagement exactly once, in the order given."""
    parts = [Shard(index, count).part_of(slugs) for index in range(count)]
    assert sorted(slug for part in parts for slug in part) == sorted(slugs)
    assert all(part == [slug for slug in slugs if slug in part] for part in parts)


@given(SLUGS, st.from_regex(r"[a-z]{1,9}", fullmatch=True), COUNTS)
def test_a_new_client_moves_nobody(slugs: list[str], new: str, count: int) -> None:
    """With one engagement more or less, all others stay in their shards."""
    others = [slug for slug in slugs if slug != new]
    for index in range(count):
        without = Shard(index, count).part_of(others)
        assert [slug for slug in Shard(index, count).part_of([new, *others]) if slug != new] == (
            without
        )


@given(SLUGS, COUNTS)
def test_one_shard_more_moves_only_what_it_takes(slugs: list[str], count: int) -> None:
    """Whoever is not in the new shard stays where it was."""
    after = {slug: shard_of(slug, count + 1) for slug in slugs}
    stayed = [slug for slug in slugs if after[slug] != count]
    assert [after[slug] for slug in stayed] == [shard_of(slug, count) for slug in stayed]


def test_shards_are_alike_in_size() -> None:
    """Of many engagements, each shard has about as many as any other."""
    sizes = Counter(shard_of(f"client-{number}", 10) for number in range(5_000))
    assert min(sizes.values()) > 420
    assert max(sizes.values()) < 580


@pytest.mark.parametrize(
    ("slug", "count", "index"),
    [("jane-doe", 1, 0), ("jane-doe", 8, 4), ("jane-doe", 64, 38), ("amara-lindqvist", 1_000, 898)],
)
def test_every_version_divides_alike(slug: str, count: int, index: int) -> None:
    """Which shard has whom is the same on every machine and with every version."""
    assert shard_of(slug, count) == index


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8/8", "shards count from 0, so the last one is 7/8: found 8/8"),
        ("0/0", "expected from 1 to 10000 shards, found 0"),
        ("0/10001", "expected from 1 to 10000 shards, found 10001"),
        ("/8", 'such as 0/8 for the first of eight, found "/8": is a variable not set?'),
        ("-1/8", 'found "-1/8"'),
        ("1/8/2", 'found "1/8/2"'),
        ("1 / 8", 'found "1 / 8"'),
        ("١/٨", 'found "١/٨"'),
        ("", 'found ""'),
    ],
)
def test_what_is_no_shard(text: str, told: str) -> None:
    """Any other text is refused, and what is out of range by naming the last one there is."""
    with pytest.raises(ValueError, match=re.compile("shards|I/N")) as refused:
        Shard.from_text(text)
    assert str(refused.value).endswith(told)


def test_a_shard_as_text() -> None:
    """A shard is read as it is shown, and zeros in front mean nothing."""
    assert str(Shard.from_text("3/16")) == "3/16"
    assert Shard.from_text("003/016") == Shard(3, 16)
