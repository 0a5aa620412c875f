"""A portal holds its own engagement's words and nothing else, and asks nobody for anything."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

from coaching_site.drafts import draft_table
from tests.fixture import ENGAGEMENTS, ROOT
from tests.site.building import AMARA, TOMAS, Project, Site, strings_in
from tests.site.speaking import script_data_of

FIRST_WEEK = [
    ".portal",
    *("about-me.html", "achieved.html", "actions.html", "agreement.html"),
    *("assets/fonts/letter-rare.woff2", "assets/fonts/letter-sans-rare.woff2"),
    *("assets/fonts/letter-sans.woff2", "assets/fonts/letter-semibold-rare.woff2"),
    *("assets/fonts/letter-semibold.woff2", "assets/fonts/letter.woff2"),
    "assets/images/mark.svg",
    *(f"assets/javascripts/{name}.js" for name in ("agreeing", "bound", "here", "home")),
    *(f"assets/javascripts/{name}.js" for name in ("places", "portal-data", "portal", "search")),
    *(f"assets/javascripts/{name}.js" for name in ("sending", "sessions", "sharing", "writing")),
    *("assets/stylesheets/page.css", "assets/stylesheets/portal.css"),
    *("calendar/all.ics", "calendar/session-2.ics"),
    *(
        "follow-up.html",
        "goals.html",
        "index.html",
        "programme.html",
        "prompts.html",
    ),
    *("reply.html", "reviews.html", "search/index.js"),
    *("sessions.html", "thought-starters.html"),
]
FEEDBACK = """
feedback:
  - on: 2026-11-20
    statements:
      - text: Decides in time.
        groups: {Peers: [5, 4, 5], Board: [6, 7]}
    comments: {Peers: %s, Board: %s}
"""


class Canary(str):
    """A word that nobody else says, and where it was put."""

    __slots__ = ("place",)
    place: str

    def __new__(cls, place: str) -> Canary:
        """Make up a word."""
        word = super().__new__(cls, f"zq{secrets.token_hex(7)}")
        word.place = place
        return word


class TestCanaries:
    """Words put wherever a portal must not look."""

    def test_elsewhere(self, project: Project) -> None:
        """Nothing beside the engagement's own file gets into its portal."""
        elsewhere = [
            "engagements/other/engagement.yml",
            "engagements/other/private/notes.md",
            f"engagements/{AMARA}/private/notes.md",
            f"engagements/{AMARA}/private/photo.png",
            f"engagements/{AMARA}/feedback/peers.md",
            f"engagements/{AMARA}/files/contract.svg",
            f"engagements/{AMARA}/notes.md",
            "content/client.yml",
            "content/client.json",
            "content/.notes.md",
            "content/.notes.svg",
            "content/assets/client.txt",
            "content/client.html",
            "overrides/client.yml",
            "overrides/client.html",
            "overrides/assets/client.yml",
            "overrides/assets/.client.js",
            "overrides/.client.svg",
            "overrides/notes.md",
        ]
        canaries = [Canary(place) for place in elsewhere]
        for canary in canaries:
            project.write(canary.place, f"# {canary}\n")
        assert leaks(project.build(AMARA), canaries) == []

    def test_names(self, project: Project) -> None:
        """Not even the name of a file or folder gets out."""
        names = ["engagements/{}/engagement.yml", f"engagements/{AMARA}/private/{{}}.md"]
        names += ["content/{}.yml", "overrides/{}.txt", "overrides/assets/images/{}.psd"]
        canaries = [Canary(name) for name in names]
        for canary in canaries:
            project.write(canary.place.format(canary), "harmless")
        assert leaks(project.build(AMARA), canaries) == []

    def test_comments(self, project: Project) -> None:
        """A comment in YAML is the coach's own."""
        files = [f"engagements/{AMARA}/engagement.yml", "content/programme.yml"]
        files += ["content/words.yml", "mkdocs.yml", "content/index.md", "overrides/main.html"]
        canaries = [Canary(name) for name in files]
        for canary in canaries:
            text = (project.folder / canary.place).read_text(encoding="utf-8")
            comment = f"{{# {canary} #}}" if canary.place.endswith("html") else f"# {canary}"
            if canary.place.endswith("md"):
                text = text.replace("{# ", f"{{# {canary} ", 1)
                comment = ""
            project.write(canary.place, f"{text}\n{comment}\n")
        assert leaks(project.build(AMARA), canaries) == []

    def test_small_groups(self, project: Project) -> None:
        """What a small group said stays out, and so do its marks."""
        peers, board = Canary("three peers"), Canary("a board of two")
        path = project.folder / f"engagements/{TOMAS}/engagement.yml"
        typed = path.read_text(encoding="utf-8") + FEEDBACK % (peers, board)
        project.write(f"engagements/{TOMAS}/engagement.yml", typed)
        site = project.build(TOMAS)
        assert leaks(site, [peers, board]) == []
        cells = [td.get_text() for td in site.articles["reviews.html"].select(".feedback td")]
        assert cells == ["", "–", "4.7"]

    def test_clients_apart(self, project: Project) -> None:
        """Of two portals built one after the other, each holds nothing of the other."""
        first, second = project.build(AMARA), project.build(TOMAS)
        assert leaks(first, ["Tomás", "Okafor", "Quillhaven", TOMAS]) == []
        assert leaks(second, ["Amara", "Lindqvist", "Tarnholt", "depots"]) == []
        assert sorted(path.name for path in project.site.iterdir()) == [AMARA, TOMAS]


class TestFiles:
    """What lies in a portal's folder."""

    def test_exact(self, tomas: Site) -> None:
        """A portal is made of exactly these files."""
        assert sorted({without_hash(name) for name in tomas.files}) == FIRST_WEEK

    def test_stale(self, project: Project) -> None:
        """What an earlier portal had and the next has not is gone after a build."""
        project.write("content/extra.md", "---\ntitle: Extra\n---\n# Extra\n")
        project.write("content/extra.svg", "<svg/>")
        names = [without_hash(name) for name in project.build(TOMAS).files]
        assert {"extra.html", "extra.svg"} <= set(names)
        (project.folder / "content/extra.md").unlink()
        (project.folder / "content/extra.svg").unlink()
        assert sorted({without_hash(name) for name in project.build(TOMAS).files}) == FIRST_WEEK

    def test_paths(self, sample: Site) -> None:
        """No file says where it was built."""
        folders = [str(sample.folder.parents[2]), f"{ROOT}/", f"{Path.home()}/", ".building-"]
        assert leaks(sample, folders) == []


class TestPages:
    """What every page promises."""

    def test_promises(self, sample: Site) -> None:
        """Each page keeps search engines out, tells nobody where one comes from, and is strict."""
        for name, page in sample.pages.items():
            metas = {str(m.get("name") or m.get("http-equiv")): m for m in page.select("meta")}
            assert metas["robots"]["content"] == "noindex, nofollow, noarchive, nosnippet", name
            assert metas["referrer"]["content"] == "no-referrer", name
            policy = str(metas["Content-Security-Policy"]["content"]).split("; ")
            assert policy[0] == "default-src 'none'", name
            assert policy[1].startswith("script-src 'self' 'sha256-"), name
            assert "unsafe" not in " ".join(policy), name
            assert "generator" not in metas, name

    def test_table_of_drafts(self, tomas: Site) -> None:
        """Scripts know the table of drafts, whose order is the one in which drafts are shown."""
        told = script_data_of(tomas)["portal"]["drafts"]
        assert json.dumps(told) == json.dumps(draft_table())

    def test_no_neighbours(self, sample: Site) -> None:
        """No page names another one for machines to follow."""
        rels = {
            str(rel)
            for page in sample.pages.values()
            for link in page.select("link")
            for rel in link["rel"]
        }
        assert rels == {"icon", "stylesheet"}

    def test_no_requests(self, sample: Site) -> None:
        """Nothing is fetched from another host, neither by a page nor by a stylesheet."""
        fetched = [
            str(element.get("src") or element.get("href") or element.get("data"))
            for page in sample.pages.values()
            for element in page.select("[src], link[href], object[data], use[href], image[href]")
        ]
        styles = [raw.decode() for name, raw in sample.files.items() if name.endswith(".css")]
        fetched += [url for style in styles for url in re.findall(r"url\(([^)]*)\)", style)]
        assert [url for url in fetched if re.match(r"[\"']?(https?:)?//", url)] == []
        assert [style for style in styles if "@import" in style] == []


class TestRefusals:
    """Ways in which somebody else's words or files might get in."""

    @pytest.mark.parametrize(
        "arguments", [("build", "--dirty"), ("gh-deploy",), ("gh-deploy", "--dirty")]
    )
    def test_leaky_commands(
        self, project: Project, amara: Site, arguments: tuple[str, ...]
    ) -> None:
        """Commands that keep old files or publish to the world are refused."""
        before = project.place(amara)
        code, printed = project.run_here(*arguments)
        assert code == 1
        assert "A portal is private: --dirty and gh-deploy are not for it." in printed
        assert project.built(AMARA).files == before

    @pytest.mark.parametrize(
        "hook",
        [
            "on_post_build(config):\n    path = Path(config.site_dir, 'leak.txt')\n"
            "    path.write_text('secret')",
            "on_post_build(config):\n    path = Path(config.site_dir, '.leak')\n"
            "    path.symlink_to('/etc')",
            "on_env(env, config, files):\n    path = Path(config.site_dir, 'sitemap.xml')\n"
            "    path.parent.mkdir(exist_ok=True)\n    path.write_text('<urlset/>')",
            "on_post_page(output, page, config):\n"
            "    return output + '<img src=\"https://x.example/a.gif\">'",
            "on_post_page(output, page, config):\n"
            "    return output.replace('</body>', '<script>fetch(\"//x.example\")</script></body>')"
            ".replace('<title>', '<base href=\"//x.example\"><title>')",
            "on_config(config):\n    config.theme.static_templates.add('404.html')",
        ],
    )
    def test_other_plugins(
        self, project: Project, amara: Site, caplog: pytest.LogCaptureFixture, hook: str
    ) -> None:
        """What another plugin adds without being asked fails the build, and changes nothing."""
        before = project.place(amara)
        project.hook(f"from pathlib import Path\n\ndef {hook}\n")
        with pytest.raises(Abort):
            project.build(AMARA)
        assert "This site is not private" in caplog.text
        assert project.built(AMARA).files == before
        assert [path.name for path in project.site.iterdir()] == [AMARA]


def leaks(site: Site, words: list[str] | list[Canary]) -> list[str]:
    """Return where a word is found in a file or in its name."""
    return [
        f"{getattr(word, 'place', word)} is in {name}"
        for name, raw in site.files.items()
        for word in words
        if word.encode() in raw or word in name
    ]


def test_nothing_of_the_desk(amara: Site, tomas: Site) -> None:
    """No byte of the coach's desk is in a portal, nor the name of another client."""
    words = yaml.safe_load((ROOT / "content/words.yml").read_text("utf-8"))
    desk = {key: text for key, text in words.items() if key.startswith(("desk_", "mail_"))}
    said = [text for text in desk.values() if len(text) > 20 and "{" not in text]
    assert len(said) > 20
    styles = (ROOT / "overrides/desk/desk.css").read_text("utf-8")
    classes = [*{*re.findall(r"\.((?:desk|client|entry|mail|day)__\w+)", styles)}]
    for site, other in ((amara, "Okafor"), (tomas, "Lindqvist")):
        assert leaks(site, [*said, *desk, *classes, "desk.css", other]) == []


def without_hash(name: str) -> str:
    """Return a file's name without the hash of its content that the theme puts in."""
    return re.sub(r"\.[0-9a-f]{8}(\.min)?\.", ".", name)


def test_build_keeps_no_word_of_a_client(tmp_path: Path) -> None:
    """After a build, what is kept holds no text of the engagement; the next build is the same."""
    project = Project(tmp_path / "project", AMARA, apart=True)
    (project.folder / ".cache/coaching-site/templates").unlink()  # what others have compiled
    first = project.build().files
    places = (project.folder / ".cache/coaching-site").rglob("*")
    kept = [path.read_bytes() for path in places if path.is_file()]
    assert len(kept) > 40  # the theme's are among them
    typed = (ENGAGEMENTS / f"{AMARA}/engagement.yml").read_text()
    engagement = yaml.load(typed, yaml.BaseLoader)
    texts = [text for text in strings_in(engagement).values() if len(text) > 9]
    assert len(texts) > 200
    assert [text for text in texts if any(text.encode() in compiled for compiled in kept)] == []
    assert project.build().files == first
