"""A command that is told to end does what it has to do in the end."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Final

import pytest

from tests.fixture import ROOT

# Says that it is ready, waits, and says that it has tidied up.
COMMAND: Final = """
import signal, sys
from coaching_site.build.termination import end_at_once, end_in_order

for number in ignored:
    signal.signal(number, signal.SIG_IGN)
end_in_order()
try:
    print("ready", flush=True)
    sys.stdin.readline()
finally:
    print("tidy", flush=True)
    sys.stdin.readline()
    print("in the end", flush=True)
"""


def heed_all() -> None:
    """Let signals do what they do by default, however the tests themselves were begun."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


def started(code: str) -> subprocess.Popen[str]:
    """Start Python code that waits, and return once it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_all,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
@pytest.mark.parametrize("again", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal(number: int, again: int) -> None:
    """Whichever signal ends a command, and however impatiently, it comes to its end."""
    with started(f"ignored = ()\n{COMMAND}") as process:
        assert process.stdout
        process.send_signal(number)
        assert process.stdout.readline() == "tidy\n"
        process.send_signal(again)
        printed, _ = process.communicate("\n")
        assert printed == "in the end\n"
        codes = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGQUIT: 131}
        assert process.returncode == codes.get(signal.Signals(number), -signal.SIGINT)


def test_what_is_ignored_stays_so() -> None:
    """A command that was begun by `nohup` outlives its terminal."""
    with started(f"import signal; ignored = (signal.SIGHUP,)\n{COMMAND}") as process:
        process.send_signal(signal.SIGHUP)
        printed, _ = process.communicate("\n\n")
        assert printed == "tidy\nin the end\n"
        assert process.returncode == 0


def test_a_command_that_asks() -> None:
    """Where Ctrl+C may be typed again, it raises what it always does."""
    code = (
        "import signal\nfrom coaching_site.build.termination import end_in_order\n"
        "end_in_order(interrupts=False)\n"
        "assert signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
        "assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, preexec_fn=heed_all)
    assert ran.returncode == 0


def test_at_once_again() -> None:
    """Afterwards signals do what they did before."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    code = (
        "import signal\nfrom coaching_site.build.termination import end_at_once, end_in_order\n"
        "numbers = signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT\n"
        "before = [*map(signal.getsignal, numbers)]\nend_in_order()\n"
        "changed = [*map(signal.getsignal, numbers)]\nend_at_once()\n"
        "assert before == [*map(signal.getsignal, numbers)] != changed"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, preexec_fn=heed_all)
    assert ran.returncode == 0
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
