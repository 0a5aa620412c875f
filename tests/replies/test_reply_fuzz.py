"""Ten thousand mutated replies: each is refused in a line, or says what it would change."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site.crypto.private_key import public_half
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.decryption import decrypted
from coaching_site.replies.reply import ReplyRefused, reply_of
from coaching_site.replies.wrapping import unwrapped
from tests.replies.browser import answer, lock, reply
from tests.replies.samples import bases, folder_with, loaded
from tests.replies.test_wrapping import WRAPPINGS
from tests.samples import programme

TODAY = date(2026, 11, 24)
OPEN = 8_400
LOCKED = 900
WRAPPED = 1_200

ODD: list[Any] = [
    None, True, -1, 0, 1e308, 10**400, "", " ", "x" * 20_001, [], {}, [[[[[[]]]]]],
    {"a": {"b": {}}}, "__proto__", "constructor", "../../etc", "{{ 7 * 7 }}", "{% raw %}",
    "<script>x</script>", "- a\n- b", "key: |\n  x", "*a", "&a b", "!!python/object:os.system",
    "| a | b |", "# x", "---\n", "\x00", "\x1b[2J", "\u202e", "\ud800", "\U0010ffe0",
    "2026-02-30", "0000-00-00", "9999-12-31",
]  # fmt: skip


def whole(base: dict[str, str]) -> dict[str, Any]:
    """Return a good reply with every kind of item."""
    review = {"scores": {"team": 7}, "goals": {"depots": {"score": 6, "progress": "p"}}}
    return reply(
        answer("starters/one_thing", "Fewer calls.", base=base["starters/one_thing"]),
        answer("goals/depots/why", "a", "b", base=base["goals/depots/why"]),
        answer("values/2/reports/do", "c", base=base["values/2/reports/do"]),
        {"kind": "action", "key": "actions/depots/action-1",
         "base": base["actions/depots/action-1"], "value": {"done": "2026-11-23", "note": "n"}},
        {"kind": "rating", "key": "ratings", "value": {"team": 7, "leadership": 8}},
        {"kind": "check-in", "key": "check_ins", "value": {"tried": ["t"], "need": ["n"]}},
        {"kind": "review", "key": "reviews/2026-12-01", "base": base["reviews/2026-12-01"],
         "value": review | {"works": ["w"], "change": []}},
        {"kind": "new-action", "key": "new_actions/depots/0123456789abcdef",
         "value": {"what": "w", "target": "2026-12-04"}, "about": {"of": "Delegate"}},
        {"kind": "new-goal", "key": "new_goals/0123456789abcdef",
         "value": {"title": "t", "why": "y", "deadline": None}},
        {"kind": "new-value", "key": "new_values/0123456789abcdef",
         "value": {"name": "n", "meaning": "m"}},
        {"kind": "reading", "key": "readings/depots/metric-1",
         "about": {"of": "Delegate", "what": "Calls a week"},
         "value": {"on": "2026-11-23", "value": "11.5", "note": "n"}},
    )  # fmt: skip


def mutated(text: str, chance: random.Random) -> bytes:
    """Return a reply with something in it, or in its bytes, that no portal would write."""
    kind = chance.randrange(8)
    if kind < 4:
        data = json.loads(text)
        for _ in range(chance.choice((1, 1, 2, 3))):
            _change_value(data, chance)
        return json.dumps(data, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")
    raw = bytearray(text.encode())
    at = chance.randrange(len(raw))
    if kind == 4:
        raw[at] ^= 1 << chance.randrange(8)
    elif kind == 5:
        del raw[at:]
    elif kind == 6:
        raw[at:at] = chance.choice((b"[" * 5000, b"NaN", b"1e999", b'"a":1,"a":2,', b"\xff", b"{"))
    else:
        end = min(at + chance.randrange(40), len(raw))
        raw[at:end] = raw[at:end] * chance.randrange(3)
    return bytes(raw)


def _change_value(data: Any, chance: random.Random) -> None:
    """Put something odd at a place, take something out, or put a key in."""
    inner = list(data) if isinstance(data, dict) else range(len(data))
    if not inner:
        return
    key = chance.choice(list(inner))
    if isinstance(data[key], dict | list) and data[key] and chance.random() < 0.85:
        _change_value(data[key], chance)
    elif chance.random() < 0.2:
        del data[key]
    elif isinstance(data, dict) and chance.random() < 0.3:
        data[str(chance.choice(ODD))] = data[key]
    else:
        data[key] = deepcopy(chance.choice(ODD))


@pytest.mark.parametrize("seed", range(3))
def test_mutated_replies(tmp_path: Path, seed: int) -> None:
    """No mutated reply surprises: it is refused in one line, or leads to a valid engagement."""
    folder = folder_with(tmp_path / "jane-doe")
    before = sha256((folder / "engagement.yml").read_bytes()).hexdigest()
    engagement = loaded(folder)
    text = json.dumps(whole(bases(engagement)))
    assert len(proposals_of(reply_of(text.encode()), engagement, programme(), TODAY)) == 13
    chance = random.Random(seed)
    refused: list[str] = []
    for _ in range(OPEN // 3):
        raw = mutated(text, chance)
        try:
            found = reply_of(raw)
            for one in proposals_of(found, engagement, programme(), TODAY):
                with_changes(engagement, one.changes)
        except ReplyRefused as error:
            refused.append(str(error))
    assert len(refused) > OPEN // 6
    assert [line for line in refused if "\n" in line] == []
    assert sha256((folder / "engagement.yml").read_bytes()).hexdigest() == before
    assert [path.name for path in folder.iterdir()] == ["engagement.yml"]


def test_mutated_wrappings() -> None:
    """No mutated mail, archive or encoding surprises: a reply comes out of it, or a line."""
    key = public_half(generate_private_key(SECP256R1()))
    plain = json.dumps(reply(answer("starters/year", "x y", base="0" * 16))).encode()
    chance = random.Random(11)
    refused: list[str] = []
    for name, wrapping in WRAPPINGS.items():
        for good in (plain, lock(plain, key)):
            whole = wrapping(good)
            for _ in range(WRAPPED // (2 * len(WRAPPINGS))):
                raw = bytearray(whole)
                at = chance.randrange(len(raw))
                if chance.random() < 0.5:
                    raw[at] = chance.randrange(256)
                else:
                    del raw[at : at + chance.randrange(1, 200)]
                try:
                    reply_of(unwrapped(bytes(raw)))
                except ReplyRefused as error:
                    refused.append(f"{name}: {error}")
    assert [line for line in refused if "\n" in line] == []


def test_mutated_envelopes() -> None:
    """No mutated envelope opens, and none surprises."""
    key = generate_private_key(SECP256R1())
    plain = json.dumps(reply(answer("starters/year", "x", base="0" * 16))).encode()
    good = lock(plain, public_half(key))
    assert decrypted(good, key) == plain
    chance = random.Random(7)
    for _ in range(LOCKED):
        raw = bytearray(good)
        at = chance.randrange(len(raw) - 1)
        kind = chance.randrange(4)
        if kind == 0:
            raw[at] = ord(chance.choice("ABCXYZabcxyz059-_."))
        elif kind == 1:
            del raw[at:]
        elif kind == 2:
            raw[at] ^= 1 << chance.randrange(8)
        else:
            raw[at:at] = chance.choice((b".", b"A", b"=", b"\n", b"\x00", b"AAAA"))
        if raw == good:
            continue
        with pytest.raises(ReplyRefused) as error:
            decrypted(bytes(raw), key)
        assert "\n" not in str(error.value)
