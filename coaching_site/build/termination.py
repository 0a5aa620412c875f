"""How a command ends in order when it is told to: by Ctrl+C, a closed terminal, or the system.

A signal alone would end the process on the spot, and leave behind what it was about to remove.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Final, NoReturn

# The last one is what Windows sends when a console is closed.
_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")


def end_in_order(*, interrupts: bool = True) -> None:
    """From now on let each of these signals raise an exception, so that `finally` is heeded.

    Without `interrupts` Ctrl+C is left out, which raises one anyway, and may be typed again. The
    first of them alone: one who closes a terminal sends several. What somebody has set to be
    ignored, as `nohup` does, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _signals():
        if number == signal.SIGINT and not interrupts:
            continue
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)


def end_at_once() -> None:
    """Let signals do again what they do by default."""
    for number in _signals():
        if signal.getsignal(number) is _stop:
            default = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if default else signal.SIG_DFL)


def _signals() -> list[signal.Signals]:
    return [signal.Signals[name] for name in _NAMES if hasattr(signal, name)]


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    for other in _signals():
        signal.signal(other, signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)
