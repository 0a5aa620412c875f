"""Whom a reply is from is told before anything of it is shown or written."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result

from coaching_site.cli import main
from coaching_site.model.device import device_name
from coaching_site.view.agreement import agreement_of
from tests.fixture import CONTENT, ROOT
from tests.replies.browser import Device, answer, reply
from tests.replies.samples import TYPED, bases, folder_with, loaded
from tests.samples import programme

PHONE: Final = Device()
LAPTOP: Final = Device()
DIGITS: Final = device_name(LAPTOP.key)
WORDS: Final = "Fewer calls."
NOTED: Final = f"""
devices:
- name: {device_name(PHONE.key)}
  key: {PHONE.key}
  since: 2026-11-20
  last: "2026-11-23T080000.000Z"
"""
WITHDRAWN: Final = f"{NOTED}  withdrawn: 2026-11-22\n"
READ_IT: Final = "Read it nevertheless: [y]es, [n]o"
KNOW_IT: Final = "Read it: [y]es, and know this device from now on, [o]nce, [n]o"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an engagement, in a project that is the current folder."""
    (tmp_path / "content").symlink_to(CONTENT)
    shutil.copy(ROOT / "engagements/starter.yml", folder_with(tmp_path / "engagements"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AS_OF", "2026-11-24")
    return folder_with(tmp_path / "engagements/jane-doe")


def written(folder: Path, noted: str) -> bytes:
    """Write the file of an engagement with the devices that are noted, and return it."""
    folder_with(folder, TYPED + noted)
    return (folder / "engagement.yml").read_bytes()


def sent(folder: Path, device: Device | None, **more: Any) -> dict[str, Any]:
    """Return a reply with an answer, signed by a device."""
    base = bases(loaded(folder))["starters/one_thing"]
    data = reply(answer("starters/one_thing", WORDS, base=base), version=3, **more)
    return device.signed(data) if device else data


def receive(data: dict[str, Any], *words: str, typed: str = "") -> Result:
    """Receive a reply, with what is typed when it asks."""
    Path("reply.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    command = ["receive", *words, "reply.json"]
    return CliRunner().invoke(main, command, input=typed, catch_exceptions=False)


def changed(data: dict[str, Any]) -> dict[str, Any]:
    """Return a reply that was changed after it was signed."""
    return {**data, "on": "2026-11-23"}


OLDER: Final = {"made": "2026-11-22T08:00:00Z"}
DOUBTED: Final = [
    pytest.param("", PHONE, True, {}, "does not fit", READ_IT, "damaged", id="first, damaged"),
    pytest.param(NOTED, PHONE, True, {}, "does not fit", READ_IT, "damaged", id="damaged"),
    pytest.param(NOTED, None, False, {}, "is not signed", READ_IT, "unsigned", id="unsigned"),
    pytest.param(NOTED, PHONE, False, OLDER, "made before", READ_IT, "older", id="older"),
    pytest.param(NOTED, LAPTOP, False, {}, "do not know", KNOW_IT, DIGITS, id="another device"),
    pytest.param(
        *(WITHDRAWN, PHONE, False, {}, "withdrew on 2026-11-22", KNOW_IT),
        device_name(PHONE.key),
        id="withdrawn",
    ),
]


@pytest.mark.parametrize(("noted", "device", "broken", "more", "told", "question", "word"), DOUBTED)
def test_a_doubt(
    folder: Path,
    noted: str,
    device: Device | None,
    broken: bool,
    more: dict[str, Any],
    told: str,
    question: str,
    word: str,
) -> None:
    """It is told first; with a no, or --yes alone, nothing is shown or written, and with a yes, or
    by its word, all is."""
    before = written(folder, noted)
    data = sent(folder, device, **more)
    data = changed(data) if broken else data

    refused = receive(data, "--yes")
    assert refused.exit_code == 2
    assert told in refused.stdout
    assert f'to take it in: --accept "{word}"' in refused.stderr
    no = receive(data, typed="n\n")
    assert (no.exit_code, told in no.stdout, question in no.stdout) == (0, True, True)
    assert no.stdout.endswith("Nothing of it was shown or written.\n")
    for result in (refused, no):
        assert WORDS not in result.output
        assert "Jane" not in result.output
    assert (folder / "engagement.yml").read_bytes() == before
    assert not (folder / "private").exists()

    yes = receive(data, typed="y\na\n")
    assert yes.stdout.index(told) < yes.stdout.index(WORDS)
    assert "1 taken" in yes.stdout
    written(folder, noted)
    shutil.rmtree(folder / "private")
    assert "1 taken" in receive(data, "--yes", "--accept", word).stdout
    assert loaded(folder).starters["one_thing"] == (WORDS,)


def test_the_first_device(folder: Path) -> None:
    """It is told with its digits, and known from then on: its next reply needs no question."""
    first = receive(sent(folder, PHONE), "--yes")
    digits = device_name(PHONE.key)
    assert f"Signed by the device {digits}, the first of this client." in first.stdout
    assert f"The device {digits} is known from now on" in first.stdout
    (noted,) = loaded(folder).devices
    assert (noted.name, noted.key, str(noted.since)) == (digits, PHONE.key, "2026-11-24")
    later = sent(folder, None, made="2026-11-24T21:00:00Z")
    later["items"][0]["value"] = ["Fewer calls still."]
    second = receive(PHONE.signed(later), "--yes")
    assert f"Signed by the device {digits}, which you have known since 2026-11-24." in second.stdout
    assert [one.last for one in loaded(folder).devices] == ["2026-11-24T210000.000Z"]


def test_a_first_device_that_is_refused(folder: Path) -> None:
    """A reply of which nothing is taken leaves no device behind."""
    before = written(folder, "")
    assert "Nothing was written." in receive(sent(folder, PHONE), typed="n\n").stdout
    assert (folder / "engagement.yml").read_bytes() == before


@pytest.mark.parametrize("words", ["", "--yes"])
def test_a_first_device_of_which_nothing_is_taken(folder: Path, words: str) -> None:
    """A stranger can say what the portal shows, or another name: neither makes a device known."""
    written(folder, "\nagreement: {purpose: To be heard.}\n")
    text = agreement_of(loaded(folder), programme(), date(2026, 11, 24)).fingerprint
    known = answer("starters/expectations", "To be heard.", base="0" * 16)
    signed = answer("agreement/agreed", "John Doe", text, base="0" * 16)
    result = receive(
        PHONE.signed(reply(known, signed, version=3)), *filter(None, [words]), typed="s\n"
    )
    assert "conflict: your file has the name Jane Doe" in result.stdout
    assert "from now on" not in result.stdout
    assert loaded(folder).devices == ()


def test_what_is_said_of_devices(folder: Path) -> None:
    """That one is known from now on is said only where it is noted, and was not until now."""
    written(folder, NOTED)
    assert "from now on" not in receive(sent(folder, PHONE, **OLDER), typed="y\na\n").stdout
    written(folder, "")
    shutil.rmtree(folder / "private")
    known = answer("starters/expectations", "To be heard.", base="0" * 16)
    data = sent(folder, None)
    data["items"].append(known)
    result = receive(PHONE.signed(data), typed="n\n")
    assert "Nothing was taken" in result.stdout
    assert ("from now on" in result.stdout, loaded(folder).devices) == (False, ())


def test_a_second_phone(folder: Path) -> None:
    """It is read once without being known, or is known beside the first from then on."""
    written(folder, NOTED)
    data = sent(folder, LAPTOP)
    once = receive(data, typed="o\na\n")
    assert f"You know: {device_name(PHONE.key)} (since 2026-11-20)" in once.stdout
    assert [one.key for one in loaded(folder).devices] == [PHONE.key]
    written(folder, NOTED)
    shutil.rmtree(folder / "private")
    assert f"The device {DIGITS} is known from now on" in receive(data, typed="y\na\n").stdout
    assert [one.key for one in loaded(folder).devices] == [PHONE.key, LAPTOP.key]
    assert f"# the end{NOTED}" in (folder / "engagement.yml").read_text("utf-8")


def test_a_reply_that_was_received(folder: Path) -> None:
    """Once it is kept it changes nothing more; where something would change, that is told first."""
    written(folder, NOTED)
    data = sent(folder, PHONE)
    receive(data, "--yes")
    again = receive(data, "--yes", "--accept", "again")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "received before: nothing was changed" in again.stderr
    before = written(folder, NOTED)
    refused = receive(data, "--yes")
    assert "It was received before." in refused.stdout
    assert (refused.exit_code, WORDS in refused.output) == (2, False)
    assert (folder / "engagement.yml").read_bytes() == before
    assert "1 taken" in receive(data, typed="y\na\n").stdout


def test_nobody_signed(folder: Path) -> None:
    """Where no device is known, a reply without a signature is shown after it is told so."""
    result = receive(sent(folder, None), "--yes")
    assert "It is not signed: anybody who has the portal can make one.\n" in result.stdout
    assert loaded(folder).devices == ()


def test_a_page_to_read(folder: Path, tmp_path: Path) -> None:
    """A page of HTML shows nothing either that the coach has not accepted."""
    written(folder, NOTED)
    page = tmp_path.parent / f"{tmp_path.name}.html"
    receive(sent(folder, LAPTOP), "--html", str(page), typed="n\n")
    assert not page.exists()
    receive(sent(folder, LAPTOP), "--html", str(page), typed="o\n")
    assert WORDS in page.read_text("utf-8")
    assert [one.key for one in loaded(folder).devices] == [PHONE.key]


def test_who_signs_an_agreement(folder: Path) -> None:
    """A device that is read once signs nothing; one that is known does, in one go with its pin."""
    written(folder, f"\nagreement: {{purpose: To be heard.}}{NOTED}")
    text = agreement_of(loaded(folder), programme(), date(2026, 11, 24)).fingerprint
    data = reply(answer("agreement/agreed", "Jane Doe", text, base="0" * 16), version=3)
    once = receive(LAPTOP.signed(data), typed="o\no\n")
    assert "no device that you know has signed this reply" in once.stdout
    assert loaded(folder).agreement.signed.executive is None
    assert "1 taken" in receive(LAPTOP.signed(data), "--yes", "--accept", DIGITS).stdout
    agreement = loaded(folder).agreement
    assert (str(agreement.signed.executive), agreement.fingerprint) == ("2026-11-24", text)


def test_several_doubts(folder: Path) -> None:
    """Each has to be accepted, and a question stands for those that are left."""
    written(folder, WITHDRAWN)
    data = sent(folder, PHONE, **OLDER)
    result = receive(data, "--yes", "--accept", device_name(PHONE.key))
    assert result.stderr.endswith('to take it in: --accept "older"\n')
    result = receive(data, "--accept", device_name(PHONE.key), typed="y\na\n")
    assert READ_IT in result.stdout
    assert loaded(folder).devices[0].withdrawn is None


@pytest.mark.parametrize("word", ["device", "12345", "12345 12345 12345 1234a", "all"])
def test_what_cannot_be_accepted(folder: Path, word: str) -> None:
    """Only what a doubt is called, or the digits of one device, is an answer."""
    result = receive(sent(folder, PHONE), "--accept", word)
    assert result.exit_code == 2
    assert "expected unsigned, damaged, older, again, or the 20 digits" in result.stderr
