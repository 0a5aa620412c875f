"""A portal that runs from the right: its pictures are mirrored, and what is read on them is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.live.portal import DESK, PHONE, Opened, opened
from tests.live.test_pictures import faults, pictured

# Texts that reach past the drawing they belong to, and be it into the margin of the page.
OUTSIDE: Final = """() => [...document.querySelectorAll("article svg:not(svg svg)")].flatMap(
  all => {
  const a = all.getBoundingClientRect();
  return [...all.querySelectorAll("text")].filter(one => {
    const b = one.getBoundingClientRect();
    return b.width && (b.left < a.left - 12 || b.right > a.right + 12
      || b.top < a.top - 1 || b.bottom > a.bottom + 1);
  }).map(one => one.outerHTML);
})"""
# How far from the word for today its lines stand.
ASTRAY: Final = """() => {
  const middle = one => (({ left, right }) => (left + right) / 2)(one.getBoundingClientRect());
  const today = middle(document.querySelector(".timeline__today-label"));
  return [...document.querySelectorAll(".timeline__today")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height)
    .map(one => Math.round(Math.abs(middle(one) - today))).filter(far => far > 1);
}"""

# Where the texts before and after an element stand.
BESIDE: Final = """one => [one.previousSibling, one.nextSibling].map(text => {
  const range = document.createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect().left;
})"""

# Where each word of a sentence begins that is not in Arabic, in lines from the top.
PLACES: Final = r"""sentence => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const letters = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("script")) continue;
    [...node.data].forEach((letter, at) => {
      if (!/[\s\u2066-\u2069]/.test(letter)) letters.push([letter, node, at]);
    });
  }
  const bare = sentence.replace(/\s/g, "");
  const start = letters.map(([letter]) => letter).join("").indexOf(bare);
  if (start < 0) return [];
  let at = start;
  return sentence.split(" ").flatMap(word => {
    const [, node, first] = letters[at];
    at += word.length;
    if (/[\u0600-\u06ff]/.test(word)) return [];
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, first + 1);
    const { left, top } = range.getBoundingClientRect();
    return [[Math.round(top / 12), left]];
  });
}"""


@pytest.fixture(params=["phone", "desk"])
def mirrored(request: pytest.FixtureRequest, chromium: Browser, arabic: Path) -> Iterator[Opened]:
    """Give the portal in Arabic at either width."""
    size = PHONE if request.param == "phone" else DESK
    with opened(chromium, arabic, "http", size) as portal:
        yield portal


def test_labels(mirrored: Opened) -> None:
    """No text lies outside its drawing, on another text or on its own mark."""
    assert {name: found for name, page in pictured(mirrored) if (found := misplaced(page))} == {}


@pytest.mark.parametrize("folder", ["amara", "arabic"])
def test_one_line_for_today(request: pytest.FixtureRequest, chromium: Browser, folder: str) -> None:
    """On a phone the line for today is under its word, in each lane."""
    with (
        opened(chromium, request.getfixturevalue(folder), "file", PHONE) as portal,
        portal.visit("actions.html") as page,
    ):
        assert page.evaluate(ASTRAY) == []


@pytest.mark.parametrize(("folder", "way"), [("amara", 1), ("arabic", -1)])
def test_arrows(request: pytest.FixtureRequest, chromium: Browser, folder: str, way: float) -> None:
    """From a first mark to the last an arrow points the way that the page runs."""
    with (
        opened(chromium, request.getfixturevalue(folder), "file", DESK) as portal,
        portal.visit("reviews.html") as page,
    ):
        arrow = page.locator(".scale__to").first
        drawn = "one => new DOMMatrix(getComputedStyle(one, '::before').transform).a"
        assert arrow.evaluate(drawn) == way
        assert arrow.evaluate("one => getComputedStyle(one, '::before').content") == '"→" / ""'
        first, last = arrow.evaluate(BESIDE)
        assert (last - first) * way > 0


READ_ON_HOME: Final = (
    "Welcome, Amara.",
    "Week 12 of 29 with Noor.",
    "You have kept 5 of the 7 promises that were due so far.",
    "5 days ago",
    "All 17 actions on one timeline",
    "Coaching with Noor Halvorsen",
    "due 18 \u0646\u0648\u0641\u0645\u0628\u0631",
)


def test_english_words_in_arabic(chromium: Browser, untranslated: Path) -> None:
    """Words that are not translated stand in the order in which they are read, figures and all."""
    with (
        opened(chromium, untranslated, "http", DESK) as portal,
        portal.visit() as page,
    ):
        for sentence in READ_ON_HOME:
            places = page.evaluate(PLACES, sentence)
            assert places, sentence
            assert places == sorted(places), sentence
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def misplaced(page: Page) -> list[str]:
    """Return what is read where it should not be."""
    found: list[str] = page.evaluate(OUTSIDE)
    return faults(page) + found
