"""What Lighthouse says of home, a goal and the timeline of the sample: all must reach 95.

    python -m benchmarks.lighthouse [folder for the full reports]

Lighthouse comes from the npm registry into `.cache/lighthouse`, once; Node.js 18.20 or newer and
npm must be there. It opens the pages in the tests' Chromium, as a phone and as a desk, from a
server on this machine that gzips text. Its scores for speed are those of a busy machine, if this
one is busy. SEO is left out: a private portal asks search engines to stay away.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.browser import BROWSER_ARGS, find_chromium, serve_folder
from tests.fixture import ROOT
from tests.site.building import AMARA, Project

VERSION: Final = "12.8.2"
HOME: Final = ROOT / ".cache/lighthouse"
PAGES: Final = {"home": "index.html", "goal": "goals/depots.html", "timeline": "actions.html"}
DEVICES: Final = {"phone": (), "desk": ("--preset=desktop",)}
CATEGORIES: Final = ("performance", "accessibility", "best-practices")
LEAST: Final = 95

Scores = dict[tuple[str, str], dict[str, int]]


def install() -> Path:
    """Return the path of Lighthouse's command, after installing it if it is not there."""
    command = HOME / "node_modules/.bin/lighthouse"
    if not command.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        quiet = ("--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
        alone = {"PUPPETEER_SKIP_DOWNLOAD": "1"}  # the tests' Chromium will do
        subprocess.run(
            ["npm", "install", *quiet, "--prefix", str(HOME), f"lighthouse@{VERSION}"],
            check=True,
            env={**os.environ, **alone},
        )
    return command


def measure(reports: Path) -> Scores:
    """Return the scores by page and device; the full reports go into a folder."""
    command = install()
    scores: Scores = {}
    with TemporaryDirectory() as folder:
        site = Project(Path(folder) / "project", AMARA).build().folder
        with serve_folder(site, zipped=True) as address:
            for name, page in PAGES.items():
                for device in DEVICES:
                    target = reports / f"{name}-{device}.json"
                    _run(command, f"{address}/{page}", device, target)
                    found = json.loads(target.read_text("utf-8"))
                    scores[name, device] = scores_of(found)
                    print(line(name, device, scores[name, device], complaints(found)), flush=True)
    return scores


def scores_of(found: Mapping[str, Any]) -> dict[str, int]:
    """Return the scores of a report, from 0 to 100."""
    return {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}


def complaints(found: Mapping[str, Any]) -> list[str]:
    """Return the names of the audits that cost something."""
    weighed = {
        audit["id"]
        for name in CATEGORIES
        for audit in found["categories"][name]["auditRefs"]
        if audit["weight"]
    }
    scores = {name: found["audits"][name]["score"] for name in sorted(weighed)}
    return [name for name, score in scores.items() if score is not None and score < 0.9]


def line(name: str, device: str, scores: Mapping[str, int], faults: list[str]) -> str:
    """Return what is found on one page, as text."""
    told = "  ".join(f"{category} {score:3}" for category, score in scores.items())
    return f"{name:9}{device:6}{told}  {', '.join(faults)}".rstrip()


def _run(command: Path, address: str, device: str, target: Path) -> None:
    flags = " ".join(("--headless=new", *BROWSER_ARGS))
    subprocess.run(
        [
            *(str(command), address, "--quiet", "--output=json", f"--output-path={target}"),
            *(f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"),
            *DEVICES[device],
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": find_chromium()},
    )


if __name__ == "__main__":
    with TemporaryDirectory() as here:
        kept = Path(sys.argv[1] if len(sys.argv) > 1 else here)
        kept.mkdir(parents=True, exist_ok=True)
        low = [score for found in measure(kept).values() for score in found.values()]
        sys.exit(int(min(low) < LEAST))
