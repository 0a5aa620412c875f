"""Whoever follows a message is rid of its problem, and has lost nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching_site.model import Programme
from tests.documentation import PAGES, blocks
from tests.loading.fields import FIELDS, VALUES, engagement_with, values
from tests.loading.following import follow_all

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"


def engagements() -> list[Any]:
    """Return the engagement of each case, and that of the docs."""
    data = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in CASES.glob("problems/*")}
    texts = dict(zip(["docs"], blocks(PAGES["mistakes.md"], "yaml"), strict=True))
    texts |= {name: case["engagement"] for name, case in data.items() if "engagement" in case}
    return [pytest.param(text, id=name) for name, text in sorted(texts.items())]


@pytest.mark.parametrize("text", engagements())
def test_advice_helps(text: str, tmp_path: Path, programme: Programme) -> None:
    """Each message that says what to do rids of its own problem, and takes no word away.

    All others are those that can only say what is expected.
    """
    follow_all(text, tmp_path, programme)


@pytest.mark.parametrize("number", range(len(FIELDS)), ids=FIELDS)
def test_advice_on_odd_values_helps(number: int, tmp_path: Path, programme: Programme) -> None:
    """The same holds for what a hurried coach types in fields of each kind, in either style.

    Each field tries its share of the values, and each value is tried in two fields.
    """
    field = list(FIELDS)[number]
    for place, value in enumerate(VALUES):
        if number in (place % len(FIELDS), place * 7 % len(FIELDS)):
            left = follow_all(engagement_with(field, value), tmp_path, programme)
            assert not any("cannot be understood" in one.message for one in left), value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(field=st.sampled_from(sorted(FIELDS)), value=values())
def test_advice_on_any_value_helps(
    field: str, value: str, tmp_path: Path, programme: Programme
) -> None:
    """The same holds for one sign of YAML or two before, in or behind any value."""
    left = follow_all(engagement_with(field, value), tmp_path, programme)
    assert not any("cannot be understood" in one.message for one in left)
