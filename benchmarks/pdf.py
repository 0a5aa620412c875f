"""How long the agreement and the workbook of the longest sample take, beside the bare engine.

Prints seconds of the processor, lest it matters what else a machine does, and, since machines
differ, how many times as long as one short page takes.
`python -m benchmarks.pdf` fails when either takes two seconds or more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Final

from coaching_site.documents import pdf
from tests.documents.test_pdf import AMARA, renderer, sample

_LIMIT: Final = 2.0
_ROUNDS: Final = 5
_SHORT: Final = "<html lang=en><title>One page</title><p>One line."


def main() -> int:
    """Print the figures; return 1 when the limit is not kept."""
    of = renderer(sample(AMARA))
    pdf._printed(_SHORT, "ltr")  # imports the engine
    base = _seconds(lambda: pdf._printed(_SHORT, "ltr"))
    taken = {"agreement": _seconds(of.agreement), "workbook": _seconds(of.workbook)}
    print(f"{'one line':10} {base:6.2f} s")
    for name, seconds in taken.items():
        print(f"{name:10} {seconds:6.2f} s {seconds / base:6.0f} times")
    return int(max(taken.values()) >= _LIMIT)


def _seconds(task: Callable[[], bytes]) -> float:
    """Return the least time of several rounds, which is the one least disturbed."""
    times = []
    for _ in range(_ROUNDS):
        begun = process_time()
        task()
        times.append(process_time() - begun)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
