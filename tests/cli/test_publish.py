"""`publish` builds, verifies and sends portals to the places that mkdocs.yml names."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from coaching_site.build.verification import Verification
from coaching_site.crypto import lock_container, lock_file
from coaching_site.files import locked
from coaching_site.locking.locked_portal import open_portal
from coaching_site.privacy.policy import harden
from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.headers import HEADERS
from coaching_site.publishing.publish import Publication
from coaching_site.publishing.settings import CONFIRMATION
from coaching_site.staging import StagingFolder
from tests.cli.commands import begin, run
from tests.cli.test_lock import given
from tests.crypto.locks import JANE
from tests.locking.portals import PAGE as PORTAL
from tests.locking.portals import built
from tests.publishing.servers import AWS, KEY_ID, SECRET, make_bucket, moto

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>'
NAMES = ("index", *(f"page-{number}" for number in range(22)))
SETTINGS = "site_name: x\ndocs_dir: content\ntheme: material\nplugins:\n  - coaching-site:\n"


def write_site(project: Path, slug: str, text: str) -> None:
    """Write a portal of one page as a build does."""
    staging = StagingFolder(project / "site" / slug, slug)
    (staging.path / "index.html").write_text(f"{PAGE}{text}</body></html>\n", "utf-8", newline="")
    harden(staging.path)
    staging.mark(["index.html"])
    staging.swap_in()
    staging.discard()


def publish_to(project: Path, place: str) -> None:
    """Let the settings name a place."""
    text = f"{SETTINGS}      publish: {place}\n"
    (project / "mkdocs.yml").write_text(text, "utf-8", newline="")


@pytest.fixture
def practice(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project of two clients with portals, in which building takes no time."""
    monkeypatch.setattr("coaching_site.batch.batch.outcome_of", _built)
    begin("jane-doe", "Jane Doe")
    begin("client-2", "Priya Ramanathan")
    write_site(project, "jane-doe", "Jane Doe")
    write_site(project, "client-2", "Priya Ramanathan")
    return project


def _built(task: object) -> object:
    from coaching_site.batch.outcome import Outcome, PortalStatus

    slug: str = task.slug  # type: ignore[attr-defined]
    return Outcome(slug, PortalStatus.BUILT)


def test_folders(practice: Path, tmp_path: Path) -> None:
    """All portals go to a folder each, are found unchanged there, and are planned before."""
    publish_to(practice, f"'{tmp_path}/out/{{client}}'")
    planned = run("publish", "--all", "--dry-run", "--quiet")
    assert (planned.exit_code, planned.output) == (0, "")
    assert not (tmp_path / "out").exists()
    assert not (practice / "engagements/jane-doe/published.json").exists()
    told = run("publish", "jane-doe", "--dry-run").stdout.splitlines()
    assert told[-3:-1] == [
        f"jane-doe: would send 1 file, 0.0 MB, delete 0, leave 0: {tmp_path}/out/jane-doe",
        "  send index.html",
    ]
    result = run("publish", "--all")
    assert result.exit_code == 0, result.output
    assert "jane-doe: 1 file sent, 0 deleted, 0 as they were: " in result.stdout
    assert "  private: only you can read it on this machine" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("2 portals: 2 published; ")
    assert "Jane Doe" in (tmp_path / "out/jane-doe/index.html").read_text("utf-8")
    assert not (tmp_path / "out/jane-doe/.portal").exists()
    again = run("publish", "jane-doe")
    assert "0 files sent, 0 deleted, 1 as they were" in again.stdout
    [place] = json.loads((practice / "engagements/jane-doe/published.json").read_text("utf-8"))[
        1
    ].values()
    assert place["generation"] == 1


def test_zip(practice: Path, tmp_path: Path) -> None:
    """A portal goes into a zip, which is left as it is while nothing changes."""
    publish_to(practice, f"'{tmp_path}/{{client}}.zip'")
    assert "would write" in run("publish", "jane-doe", "--dry-run").stdout
    publish_to(practice, f"'{tmp_path}/none/{{client}}.zip'")
    for words in (["--dry-run"], []):
        assert "there is no such folder" in run("publish", "jane-doe", *words).stderr
    assert not (practice / "engagements/jane-doe/published.json").exists()
    publish_to(practice, f"'{tmp_path}/{{client}}.zip'")
    assert not (tmp_path / "jane-doe.zip").exists()
    assert f"wrote {tmp_path}/jane-doe.zip: 1 file" in run("publish", "jane-doe").stdout
    with zipfile.ZipFile(tmp_path / "jane-doe.zip") as archive:
        assert archive.namelist() == ["jane-doe/index.html"]
    assert "nothing has changed" in run("publish", "jane-doe").stdout
    shutil.copy(tmp_path / "jane-doe.zip", tmp_path / "client-2.zip")
    result = run("publish", "client-2")
    assert (result.exit_code, result.stdout.splitlines()[-1][:32]) == (
        1,
        "1 portal: 0 published, 1 not; 0.",
    )
    assert "found that of another client" in result.stderr


def test_locked(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a portal with a lock its one locked file is sent, locked anew, and never the open one."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    quick = lock_container.passphrase_key
    for module in (lock_container, lock_file):
        monkeypatch.setattr(module, "passphrase_key", lambda words, salt, _: quick(words, salt, 1))
    publish_to(practice, f"'{tmp_path}/out/{{client}}'")
    place = tmp_path / "out/jane-doe"
    built(practice / "site/jane-doe", {f"{name}.html": PORTAL.format(name) for name in NAMES})
    assert run("publish", "jane-doe").exit_code == 0
    assert (place / "index.html").read_text("utf-8").count("index") > 0
    result = given(JANE, "lock", "jane-doe")
    assert result.exit_code == 0, result.output
    result = run("publish", "jane-doe")
    assert "22 files would be deleted there, more than 20" in result.stderr
    assert (place / "page-1.html").exists()
    result = run("publish", "jane-doe", "--deletions", "22")
    assert "1 file sent, 22 deleted" in result.stdout
    assert [path.name for path in place.iterdir() if path.is_file()] == ["index.html"]
    built(practice / "site/jane-doe", {"index.html": PORTAL.format("news")})
    assert "1 file sent, 0 deleted" in run("publish", "jane-doe").stdout
    assert b"news" in open_portal(place / "index.html", JANE).files["index.html"]
    # However the file is written, a lock in it is one.
    file = practice / "engagements/jane-doe/engagement.yml"
    indented = "".join(f"  {line}" for line in file.read_text("utf-8").splitlines(keepends=True))
    file.write_text(indented, "utf-8", newline="")
    assert "0 files sent" in run("publish", "jane-doe").stdout
    assert b"news" not in (place / "index.html").read_bytes()


def test_leaks_are_not_sent(practice: Path, tmp_path: Path) -> None:
    """A portal in which another client is named is not sent; the others are."""
    publish_to(practice, f"'{tmp_path}/out/{{client}}'")
    write_site(practice, "jane-doe", "Jane Doe, Priya Ramanathan")
    result = run("publish", "--all")
    assert result.exit_code == 1
    assert "jane-doe: index.html: holds a name from engagements/client-2" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["client-2"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("", "mkdocs.yml: publish: expected the place of jane-doe: see docs/publishing.md"),
        ("{to: 'x/{client}', adress: y}", "mkdocs.yml: publish.adress: unknown key: did you mean"),
    ],
)
def test_settings(place: str, told: str, practice: Path) -> None:
    """A place that is not named, or cannot be meant, is told before anything is built."""
    publish_to(practice, place)
    result = run("publish", "jane-doe")
    assert result.exit_code == 2
    assert result.stderr.startswith(told)


def test_one_place_for_two(practice: Path, tmp_path: Path) -> None:
    """Two clients never share a place, however it is spelled."""
    clients = f"{{clients: {{jane-doe: '{tmp_path}/x', client-2: '{tmp_path}/X'}}}}"
    publish_to(practice, clients)
    result = run("publish", "--all")
    assert result.exit_code == 2
    assert "expected a place for jane-doe alone, found that of client-2" in result.stderr


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("{out}/{{client}}/client-2", "one in that"),
        ("{out}", "one around that"),
        ("{out}/client-2/../jane-doe/", "that"),
    ],
    ids=["in", "around", "same"],
)
def test_a_place_in_that_of_another(own: str, told: str, practice: Path, tmp_path: Path) -> None:
    """No place is in that of another client, who would read both, published together or not."""
    out, own = tmp_path / "out", own.format(out=tmp_path / "out").replace("{client}", "jane-doe")
    publish_to(practice, f"{{to: '{out}/{{client}}', clients: {{client-2: '{own}'}}}}")
    for one, other in (("client-2", "jane-doe"), ("jane-doe", "client-2")):
        result = run("publish", one)
        assert (result.exit_code, out.exists()) == (2, False)
        assert f"expected a place for {one} alone, found " in result.stderr
        assert f"of {other}" in result.stderr
    assert f"{told} of jane-doe" in run("publish", "client-2").stderr


def test_places_in_the_workspace(practice: Path) -> None:
    """No portal is published into what portals are made from, nor over those that were built."""
    publish_to(practice, f"'{practice}/site/{{client}}'")
    result = run("publish", "jane-doe")
    assert result.exit_code == 1
    assert "of the workspace" in result.stderr
    for made in ("locked", "sponsors", ".cache/coaching-site"):
        publish_to(practice, f"'{made}/{{client}}'")
        assert "of the workspace" in run("publish", "jane-doe").stderr
        assert not (practice / made / "jane-doe").exists()
    publish_to(practice, f"'{practice}/site/jane-doe/{{client}}.zip'")
    assert "of the workspace" in run("publish", "jane-doe").stderr
    assert not (practice / "site/jane-doe/jane-doe.zip").exists()
    publish_to(practice, f"'{practice}/site/{{client}}.zip'")
    assert run("publish", "jane-doe").exit_code == 0


def test_unproven(practice: Path, tmp_path: Path) -> None:
    """A place that the coach has answered for is not told to be private."""
    publish_to(practice, f"{{to: '{tmp_path}/out/{{client}}', confirm: {CONFIRMATION}}}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FolderStore, "is_closed", None)
        told = run("publish", "jane-doe").stdout
    assert "  not proven to be private, as you confirmed: no stranger can be sent" in told


def test_many_portals(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What all portals are compared with is read once for all, and each place is read once."""
    publish_to(practice, f"'{tmp_path}/out/{{client}}'")
    runs, states = set(), []
    faults, state = Verification.faults, Publication._state

    def counted_faults(self: Verification, site: Path) -> list[str]:
        runs.add(self.run)
        return faults(self, site)

    def counted_state(self: Publication) -> object:
        states.append(self)
        return state(self)

    monkeypatch.setattr(Verification, "faults", counted_faults)
    monkeypatch.setattr(Publication, "_state", counted_state)
    assert run("publish", "--all").exit_code == 0
    assert (len(runs), len(states)) == (1, 2)


def test_two_at_once(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a portal is sent, another publish of it waits."""
    publish_to(practice, f"'{tmp_path}/out/{{client}}'")
    state = Publication._state

    def alone(self: Publication) -> object:
        with locked(practice / "site/jane-doe", wait=False) as got:
            assert not got
        return state(self)

    monkeypatch.setattr(Publication, "_state", alone)
    assert run("publish", "jane-doe").exit_code == 0


def test_words(practice: Path) -> None:
    """Clients are named, or all are meant; headers are printed without either."""
    assert run("publish").exit_code == 2
    assert run("publish", "jane-doe", "--all").exit_code == 2
    told = run("publish", "--headers").stdout
    assert all(f'add_header {name} "{value}" always;' in told for name, value in HEADERS.items())
    assert "_headers" in told


def test_no_credential_is_printed(
    practice: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a bucket answers, no credential is printed, logged or kept in the workspace."""
    caplog.set_level(0)
    for name, value in (AWS | {"AWS_SESSION_TOKEN": "t0ken-of-the-session"}).items():
        monkeypatch.setenv(name, value)
    outputs = []
    with moto() as endpoint:
        make_bucket(endpoint, "closed")
        for to in ("s3://closed/{client}", "s3://closed-none/{client}", "s3://listed/{client}"):
            publish_to(practice, f"{{to: '{to}', endpoint: '{endpoint}'}}")
            outputs.append(run("publish", "jane-doe"))
        assert [one.exit_code for one in outputs] == [0, 1, 1]
    kept = (practice / "engagements/jane-doe/published.json").read_text("utf-8")
    text = "".join([*(one.output for one in outputs), caplog.text, kept])
    assert "private: " in text
    for secret in (SECRET, KEY_ID, "t0ken-of-the-session"):
        assert secret not in text
