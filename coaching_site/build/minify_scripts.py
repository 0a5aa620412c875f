"""Scripts as browsers get them, a fifth shorter: without comments and space, with short names.

The minifier is a library in Go, which cannot work in a process that was forked from one where it
has worked. So it has a process of its own, for all scripts at once: this module is its program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coaching_site.build.bundle_scripts import Bundle, ScriptBundleError

_PLACE: Final = re.compile(r" on line (\d+) and column \d+\n.*", re.DOTALL)


def minified_scripts(bundles: Sequence[Bundle]) -> list[Bundle | ScriptBundleError]:
    """Return each bundle with its text minified, or what keeps it from being, and where."""
    answers = zip(bundles, _run([bundle.text for bundle in bundles]), strict=True)
    return [
        _error(bundle, fault) if fault else replace(bundle, text=text)
        for bundle, (text, fault) in answers
    ]


def _error(bundle: Bundle, fault: str) -> ScriptBundleError:
    """Return a fault of a bundle as that of the first module that has one by itself.

    The bundle alone would not tell: what one module leaves open is missed at the end of another.
    """
    of_modules = zip(bundle.modules, _run([*bundle.modules.values()]), strict=True)
    path, fault = next(
        ((path, own) for path, (_, own) in of_modules if own), ([*bundle.modules][-1], fault)
    )
    at = _PLACE.search(fault)
    message = f"the minifier refuses it: {fault[: at.start()] if at else fault}"
    return ScriptBundleError(path, int(at[1]) if at else 1, message)


def _run(texts: list[str]) -> list[tuple[str, str]]:
    """Return of each text its minified form and no fault, or a fault."""
    # The folder that a build is started in may have modules of the same names: -P leaves it out.
    program = [sys.executable, "-P", "-m", __name__]
    done = subprocess.run(program, input=json.dumps(texts).encode(), capture_output=True)  # noqa: S603
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return [("", last or f"it ended with {done.returncode}")] * len(texts)
    return [(text, fault) for text, fault in json.loads(done.stdout)]


def _main() -> None:
    """Read texts as JSON, and write each with its fault, of which one is empty."""
    import minify

    answers = []
    for text in json.load(sys.stdin):
        try:
            answers.append((minify.string("application/javascript", text), ""))
        except minify.MinifyError as error:
            answers.append(("", str(error)))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    _main()
