"""How long it takes to lock a portal of thirty pages, and to open it in a browser.

Prints seconds of the processor for Python. In Chromium it tells the clock: from the passphrase to
the page, and how much of that is the derivation of the key, which is slow on purpose.
`python -m benchmarks.locking` fails when all the rest takes a second or more.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Page, sync_playwright

from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_container import LOCK_ROUNDS
from coaching_site.crypto.lock_file import new_lock_key
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.locking.locked_portal import PortalLock
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.model.brand import Brand
from coaching_site.staging import StagingFolder
from tests.browser import BROWSER_ARGS, find_chromium
from tests.site.building import AMARA, sample_site

PAGES: Final = 30
AIM_S: Final = 1.0

_PASSPHRASE: Final = "steep magnet copper willow nine harbour"
_ROUNDS: Final = 3
_DERIVE: Final = """async (rounds) => {
  const begun = performance.now();
  const raw = new Uint8Array(9);
  const key = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(16), iterations: rounds };
  await crypto.subtle.deriveBits(how, key, 256);
  return performance.now() - begun;
}"""


@dataclass(frozen=True)
class LockTimes:
    """Seconds to lock, to find nothing changed, to open, to derive a key; bytes of the file."""

    lock: float
    unchanged: float
    opened: float
    derived: float
    size: int

    @property
    def rest(self) -> float:
        """What it takes to open beside the derivation."""
        return self.opened - self.derived


def report(times: LockTimes) -> str:
    """Return the figures as lines."""
    return "\n".join(
        [
            f"{times.lock:6.2f} s  to lock {PAGES} pages, {times.size / 1000:.0f} KB",
            f"{times.unchanged:6.2f} s  to find that nothing has changed",
            f"{times.opened:6.2f} s  from the passphrase to the page",
            f"{times.derived:6.2f} s  of it to derive the key",
            f"{times.rest:6.2f} s  all the rest; aim {AIM_S:.0f} s",
        ]
    )


def measure(folder: Path) -> LockTimes:
    """Return the least of several rounds, for a portal that is made in a folder."""
    site, target = _thirty_pages(folder / "site"), folder / LOCKED_FILE
    nowhere = Path("nowhere")
    page = UnlockPage(Workspace(nowhere, nowhere, nowhere), "en", Brand())
    lock = PortalLock(page, new_lock_key().added("x", _PASSPHRASE))
    begun = time.process_time()
    lock.lock(site, target)
    locked = time.process_time()
    lock.lock(site, target)
    unchanged = time.process_time()
    with sync_playwright() as playwright:
        path = find_chromium()
        browser = playwright.chromium.launch(executable_path=path, args=[*BROWSER_ARGS])
        found = [_opened(browser.new_page(), target.as_uri()) for _ in range(_ROUNDS)]
        browser.close()
    opened, derived = min(found, key=lambda pair: pair[0] - pair[1])
    return LockTimes(locked - begun, unchanged - locked, opened, derived, target.stat().st_size)


def _opened(page: Page, address: str) -> tuple[float, float]:
    """Return in how many seconds a portal opens, and a key is derived on its page."""
    page.goto(address)
    derived: float = page.evaluate(_DERIVE, LOCK_ROUNDS)
    page.get_by_label("Passphrase").fill(_PASSPHRASE)
    begun = time.monotonic()
    page.keyboard.press("Enter")
    page.locator(".colophon").wait_for(state="attached")
    taken = time.monotonic() - begun
    page.close()
    return taken, derived / 1000


def _thirty_pages(target: Path) -> Path:
    """Build the sample with further copies of one of its pages."""
    files = dict(sample_site(AMARA).files)
    pages = [name for name in files if name.endswith(".html")]
    for number in range(PAGES - len(pages)):
        files[f"goals/copy-{number}.html"] = files["goals/depots.html"]
    staging = StagingFolder(target, "sample")
    for name, raw in files.items():
        path = staging.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    staging.mark([*files])
    staging.swap_in()
    staging.discard()
    return target


def main() -> int:
    """Print the figures; return 1 when the aim is not kept."""
    with TemporaryDirectory() as folder:
        times = measure(Path(folder))
    print(report(times))
    return int(times.rest >= AIM_S)


if __name__ == "__main__":
    sys.exit(main())
