"""A verified site in a real browser: the policy holds, and search works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

from coaching_site.mkdocs.theme_files import unused_theme_file
from coaching_site.privacy.policy import harden
from coaching_site.privacy.verify import verify
from tests.browser import serve_folder, watch
from tests.privacy.sites import write

OVERRIDES = Path(__file__).parents[2] / "overrides"


class TestInBrowser:
    """A site of the theme and our overrides, hardened and verified, in Chromium."""

    @pytest.mark.parametrize("over", ["http", "file"])
    def test_search(self, chromium: Browser, english: Path, over: str) -> None:
        """Search finds a word and its result opens, by http and as a file, without a foreign
        request or a word of complaint."""
        with address_of(english, over) as address:
            page = chromium.new_page()
            troubles = watch(page, address)
            page.goto(f"{address}/index.html")
            search(page, "zephyr")
            expect(page).to_have_url(f"{address}/deep/goal.html")
            expect(page.locator("h1")).to_have_text("Goal")
            search(page, "harbour")
            expect(page).to_have_url(f"{address}/index.html")
            page.close()
        assert troubles == []

    def test_search_in_another_language(self, chromium: Browser, german: Path) -> None:
        """As a file, search works in German too, which takes two more scripts into the worker."""
        page = chromium.new_page()
        troubles = watch(page, german.as_uri())
        page.goto((german / "index.html").as_uri())
        search(page, "hausboot")
        expect(page.locator("h1")).to_have_text("Ziel")
        page.close()
        assert troubles == []

    @pytest.mark.parametrize("over", ["http", "file"])
    def test_policy_holds(
        self, chromium: Browser, english: Path, tmp_path: Path, over: str
    ) -> None:
        """A script and a picture that slipped into a page after all neither run nor load."""
        text = (english / "index.html").read_text()
        slipped = '<script>document.title="run"</script><img src="https://x.example/a.png">'
        write(tmp_path, index_html=text.replace("</body>", f"{slipped}</body>"))
        with address_of(tmp_path, over) as address:
            page = chromium.new_page()
            page.goto(f"{address}/index.html")
            expect(page).to_have_title("Try")
            assert page.locator("img[src^=https]").evaluate("image => image.naturalWidth") == 0
            page.close()

    def test_search_has_a_name(self, chromium: Browser, english: Path) -> None:
        """A screen reader hears what the search dialog is."""
        page = chromium.new_page(bypass_csp=True)
        page.goto((english / "index.html").as_uri())
        found = Axe().run(page, options={"runOnly": ["aria-dialog-name"]}).response
        assert [rule["id"] for rule in found["passes"]] == ["aria-dialog-name"]
        assert found["violations"] == []
        page.close()

    def test_same_bytes(self, english: Path) -> None:
        """A second hardening of a whole site changes no byte."""
        before = {path: path.read_bytes() for path in english.rglob("*") if path.is_file()}
        harden(english)
        assert {path: path.read_bytes() for path in before} == before


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small hardened site in English."""
    return build_site(
        tmp_path_factory.mktemp("english"),
        "en",
        {
            "index.md": "# Home\n\nA calm harbour.\n",
            "deep/goal.md": "# Goal\n\nThe zephyr blows.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n",
        },
    )


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small hardened site in German."""
    pages = {
        "index.md": "# Anfang\n\nRuhe.\n",
        "deep/ziel.md": "# Ziel\n\nDas Hausboot.\n",
    }
    return build_site(tmp_path_factory.mktemp("german"), "de", pages)


def build_site(folder: Path, language: str, pages: dict[str, str]) -> Path:
    """Build, slim down, harden and verify a site of the theme with our overrides."""
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    # The plugin keeps these out of a site; here there is no plugin.
    looks = copytree(OVERRIDES, folder / "looks", ignore=ignore_patterns("pdf", "components"))
    (folder / "mkdocs.yml").write_text(SETTINGS.format(language=language, overrides=looks))
    build(load_config(str(folder / "mkdocs.yml")))
    site = folder / "site"
    for path in [*site.rglob("*.*")]:
        name = path.relative_to(site).as_posix()
        if name.startswith("sitemap") or unused_theme_file(name, language):
            path.unlink()
    harden(site)
    verify(site, [path.relative_to(site).as_posix() for path in site.rglob("*.*")])
    return site


SETTINGS = """
site_name: Try
site_url: ""
use_directory_urls: false
theme:
  name: material
  custom_dir: {overrides}
  language: {language}
  font: false
  features: [navigation.tabs, navigation.sections, navigation.indexes, navigation.footer]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}
markdown_extensions:
  - tables: {{use_align_attribute: true}}
plugins:
  - search: {{pipeline: [stemmer, stopWordFilter, trimmer]}}
  - offline
extra:
  generator: false
  polyfills: [assets/javascripts/iframe-worker.js]
  words: {{}}
"""


@contextmanager
def address_of(site: Path, over: str) -> Iterator[str]:
    """Give where a site is found over http or as a file."""
    if over == "file":
        yield site.as_uri()
    else:
        with serve_folder(site) as address:
            yield address


def search(page: Page, word: str) -> None:
    """Type a word into the search and click its first result."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially(word)
    page.locator(".md-search-result__link").first.click()
