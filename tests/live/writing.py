"""How a reader writes in the portal: every field of every kind filled, as a person fills it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import watch
from tests.live.portal import Opened

PREFIX: Final = "coaching:amara-lindqvist:draft:"
_ANY_PREFIX: Final = re.compile("^coaching:[^:]+:draft:")
_READER: Final = f"""{{
  const prefix = /{_ANY_PREFIX.pattern}/;
  const names = Object.keys(localStorage).filter((name) => prefix.test(name));
  const find = (key) => names.find((name) => name.endsWith(`:draft:${{key}}`));
  const keys = () => names.map((name) => name.replace(prefix, ""));
  return {{ keys, get: (key) => JSON.parse(localStorage[find(key)] ?? null) }};
}}"""
LONG: Final = "A sentence of the long answer, with ordinary words. " * 193  # 10,036 letters
WRITTEN: Final = (
    "I waited for seven seconds. 🙂 👩🏽‍💼\n- *Then*   2*3*4 = 24\n  1986.\t_so_ \\_o_/\n\n\n"
    "    > # [a](https://b.example)",
    "הקשבתי עד הסוף, ואז שאלתי.",
    "العربية من اليمين إلى اليسار ١٢٣",
    "Ja: „vielleicht“, 100 % & <b>nicht</b> {{ 7*7 }} | # no heading",
)

_PROMPTS: Final = """(elements) => elements.map((element) => ({
  key: element.dataset.key,
  was: [...element.querySelectorAll(":scope > template.was")].map((one) => one.content.textContent),
}))"""

# Playwright's own clock holds timers back as well, by which a page keeps what is typed.
_NOON: Final = """{
  const Real = (window.RealDate ??= Date);
  const ahead = Real.parse("DAYT12:00:00") - SINCE;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
}"""

# What `fill` does, by the same buttons and events, without a call for each step of each answer.
_FILL_ALL: Final = """async (answers) => {
  const until = async (isSo) => {
    while (!isSo()) await new Promise((go_on) => setTimeout(go_on, 5));
  };
  for (const [key, texts] of answers) {
    const places = [...document.querySelectorAll(`[data-key="${key}"]`)];
    const [place] = places.filter((one) => !one.closest(".reply--here"));
    if (!place.checkVisibility()) {
      if (!place.closest("#write")) throw new Error(`${key} is not shown`);
      location.hash = place.id;
      await until(() => place.checkVisibility());
    }
    await until(() => place.querySelector(":scope > :is(.write__open, .write)"));
    const button = place.querySelector(":scope > .write__open button");
    if (button?.checkVisibility()) button.click();
    const rows = () => [...place.querySelectorAll(":scope > .write [data-part=answer] textarea")];
    while (rows().length < texts.length) {
      place.querySelector(":scope > .write [data-do=add]").click();
    }
    for (const [number, row] of rows().entries()) {
      if (!row.checkVisibility()) throw new Error(`${key} has no row ${number}`);
      row.focus();
      row.select();
      document.execCommand(...(texts[number] ? ["insertText", false, texts[number]] : ["delete"]));
    }
  }
}"""

_SHOWN: Final = """(elements) => elements.map((element) => ({
  key: element.dataset.said,
  texts: [...element.querySelectorAll(":scope > div.prose, :scope > ul.prose > li")]
    .map((one) => one.innerText.trim()),
}))"""


def set_day(page: Page, day: str) -> None:
    """Let it be noon of a day now; time itself goes on, from page to page, and timers with it.

    If each page began at noon, a reply of a page that was quick would be older than one before it.
    """
    since = str(round(time.time() * 1000))
    page.add_init_script(_NOON.replace("DAY", day).replace("SINCE", since))


@contextmanager
def visit(context: BrowserContext, portal: Opened, name: str = "about-me.html") -> Iterator[Page]:
    """Open a page in a browser that remembers; nothing may go wrong while it is open."""
    page = context.new_page()
    troubles = watch(page, portal.address)
    page.goto(f"{portal.address}/{name}", wait_until="networkidle")
    yield page
    assert troubles == []
    page.close()


def drafts(page: Page) -> dict[str, Any]:
    """Return what is kept in this browser, by the key of each draft."""
    kept = page.evaluate("Object.entries(localStorage)")
    return {
        _ANY_PREFIX.sub("", name): json.loads(value)
        for name, value in kept
        if _ANY_PREFIX.match(name)
    }


def with_drafts(function: str) -> str:
    """Return a function of a page that can call `drafts.keys()` and `drafts.get(key)`."""
    return f"(given) => {{ const drafts = (() => {_READER})(); return ({function})(given); }}"


def field(page: Page, key: str) -> Locator:
    """Return the place where something may be written."""
    return page.locator(f'[data-key="{key}"]')


def opened(page: Page, key: str) -> Locator:
    """Return such a place with its form open, in the mode of the page in which it is."""
    place = field(page, key).and_(page.locator(":not(.reply--here *)"))
    if not place.is_visible():
        if place.evaluate("(place) => Boolean(place.closest('#write'))"):
            page.evaluate("(id) => { location.hash = id; }", place.get_attribute("id"))
        else:
            page.locator("[data-leave]:visible").first.click()
        expect(place).to_be_visible()
    # A script that is loaded late may put it there after the page has come to rest.
    expect(place.locator(":scope > :is(.write__open, .write, .folded)").first).to_be_attached()
    button = place.locator(":scope > .write__open button")
    # On a phone a metric is opened first.
    folded = place.locator(":scope > .folded:not([open]) > summary")
    if folded.count() and not button.is_visible():
        folded.click()
    if button.is_visible():
        button.click()
    return place.locator(":scope > .write")


def write(page: Page, key: str, *texts: str) -> None:
    """Answer a prompt with one text or several, and wait until they are kept."""
    fill(page, key, *texts)
    wait_for(page, key, list(texts))


def fill(page: Page, key: str, *texts: str) -> None:
    """Write such an answer, and do not wait until it is kept."""
    form = opened(page, key)
    rows = form.locator("[data-part=answer] textarea")
    count = rows.count()
    for number, text in enumerate(texts):
        if number >= count:
            form.locator("[data-do=add]").click()
        rows.nth(number).fill(text)
    for number in range(len(texts), count):
        rows.nth(number).fill("")


def fill_all(page: Page, answers: Mapping[str, list[str]]) -> None:
    """Write many such answers: the first as `fill` does, all others at once, which is faster."""
    for key, texts in [*answers.items()][:1]:
        fill(page, key, *texts)
    page.evaluate(_FILL_ALL, [*answers.items()][1:])


def wait_for(page: Page, key: str, value: Any) -> None:
    """Wait until a draft says something."""
    wait_for_all(page, {key: value})


def wait_for_all(page: Page, values: Mapping[str, Any]) -> None:
    """Wait until each draft says what is its own."""
    said = {
        PREFIX + key: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        for key, value in values.items()
    }
    page.wait_for_function(
        "(said) => Object.entries(said).every(([name, text]) =>"
        " JSON.stringify(JSON.parse(localStorage[name] ?? null)?.value) === text)",
        arg=said,
    )


def prompts(page: Page) -> dict[str, list[str]]:
    """Return the prompts of a page with their answers, letter for letter."""
    found = page.locator("article [data-write=answer]").evaluate_all(_PROMPTS)
    return {one["key"]: one["was"] for one in found}


def shown(page: Page) -> dict[str, list[str]]:
    """Return the answers of a page as a reader sees them, line by line, also those folded."""
    unfold(page)
    found = page.locator("article [data-said]:not(.reply--here *)").evaluate_all(_SHOWN)
    return {one["key"]: one["texts"] for one in found}


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def mark(form: Locator, scale: str, score: int) -> None:
    """Choose a mark from 1 to 10, by the keyboard."""
    marks = form.locator(f'[data-scale="{scale}"], [data-goal="{scale}"]')
    marks.get_by_role("radio", name=str(score), exact=True).press("Space")


def texts_for(number: int) -> Iterator[str]:
    """Yield texts that no other prompt has; one in ten is long."""
    for place, text in enumerate(WRITTEN):
        yield f"{number}.{place} {LONG.strip() if number % 10 == place == 0 else text}"


def save_reply(page: Page, folder: Path) -> Path:
    """Save the reply from its page, and return the file."""
    with page.expect_download() as download:
        page.locator("[data-reply=save]").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    expect(page.locator(".reply__saved")).to_be_visible()
    return target
