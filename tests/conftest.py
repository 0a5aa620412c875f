"""What all tests share: one browser of each kind, and how hard hypothesis tries."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from coaching_site import shipped
from tests.browser import BROWSER_ARGS, find_chromium, launch_firefox, on_the_day
from tests.fixture import COMPILED, CONTENT, ROOT, write_content
from tests.site.building import Project

settings.register_profile("here", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("ci" if os.environ.get("CI") else "here")


# Among all that is imported here Python need not look for garbage as often as it usually does.
gc.set_threshold(5_000, 20, 20)

# Else each process of a run compiles every test anew, and each command every module.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# They send signals, make pipes or read modes, none of which Windows has. What our code does
# there in their place is simulated in the others.
NEED_UNIX = [
    *(
        "batch/test_batch.py",
        "batch/test_changes.py",
        "batch/test_pool.py",
        "build/test_termination.py",
    ),
    *("cli/test_check.py", "cli/test_group_hostile.py"),
    *(
        "cli/test_group_options.py",
        "cli/test_keys.py",
        "cli/test_new.py",
        "cli/test_page.py",
        "cli/test_publish.py",
    ),
    *("cli/test_schema.py", "cli/test_shards_engines.py"),
    *("live/test_serve.py", "parsing/test_source.py"),
    *("replies/test_apply.py", "site/test_errors.py", "site/test_replacing.py"),
    *("staging/test_staging_folder.py", "staging/test_host_files.py"),
    *("staging/test_interrupted_builds.py", "staging/test_target_contents.py"),
    *("staging/test_private_folders.py", "staging/test_preview_folder.py"),
    *("cli/test_desk_service.py", "publishing/test_rclone_store.py", "test_files.py"),
    "publishing/test_folder_store_unix.py",
]
collect_ignore = NEED_UNIX if os.name == "nt" else []


def pytest_xdist_auto_num_workers() -> int:
    """Let one more process test than there are cores: browsers are waited for, but each further
    process imports all tests and starts browsers of its own."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Begin the imports of a whole run at another module in each process.

    Where none is compiled yet, as in a new clone, all would else compile the same at once.
    """
    number = os.environ.get("PYTEST_XDIST_WORKER", "")[len("gw") :]
    if not number or session.config.args_source != pytest.Config.ArgsSource.TESTPATHS:
        return
    ignored = {ROOT / "tests" / name for name in collect_ignore}
    paths = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if path not in ignored]
    begin = int(number) * len(paths) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for path in (*paths[begin:], *paths[:begin]):
        with suppress(Exception):  # told where it is collected
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Give Playwright, which starts once in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Give a running Chromium that reaches no host but 127.0.0.1."""
    executable = find_chromium()
    browser = playwright.chromium.launch(executable_path=executable, args=[*BROWSER_ARGS])
    yield on_the_day(browser)
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Give a running Firefox that reaches no host but 127.0.0.1."""
    browser = launch_firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def compiled() -> Path:
    """A folder for compiled templates and converted pages, which all projects share."""
    return COMPILED.parent


@pytest.fixture(scope="session", autouse=True)
def _shared(compiled: Path) -> Iterator[None]:
    """Let all projects keep there what is found by what it is made from, and share the words."""
    Project.shared = compiled
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "CONTENT", CONTENT)
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the tests that take a minute over the run: at its end one would keep a core alone."""
    longest = [item for item in items if item.path.stem.startswith("test_loop")]
    others = [item for item in items if item not in longest]
    for number, item in enumerate(longest):
        others.insert(number * len(items) // len(longest), item)
    items[:] = others


@pytest.fixture(scope="session", autouse=True)
def _own_content() -> Iterator[None]:
    """Let the program find the words and pages of the tests below those of each workspace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "CONTENT", CONTENT)
        yield


@pytest.fixture
def project(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without engagements, which is the current folder."""
    folder = tmp_path / "project"
    write_content(folder / "content")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "engagements").mkdir()
    shutil.copy(ROOT / "engagements/starter.yml", folder / "engagements")
    (folder / ".cache").symlink_to(compiled)
    monkeypatch.chdir(folder)
    return folder
