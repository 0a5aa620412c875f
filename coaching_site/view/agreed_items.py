"""What of the programme holds in one agreement: all of it but what is left out or replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from coaching_site.model import Programme
from coaching_site.model.agreement import Agreement
from coaching_site.model.programme import Item

AgreedItems = Mapping[str, tuple[Item, ...]]
"""Items by the name of their list: `rules`, `executive`, `coach`, `promises`."""

_GONE: Final = ""


def agreed_items(agreement: Agreement, programme: Programme) -> AgreedItems:
    """Return what holds in an agreement, by the names of its lists.

    An id alone stands for one matter in all lists that have it: its new text is said once, where
    the programme says it first.
    """
    texts = _new_texts(agreement, programme)
    return {
        name: tuple(
            _held(items, {item.id: texts.get((name, item.id), item.text) for item in items})
        )
        for name, items in programme.agreed.items()
    }


def _held(items: Iterable[Item], texts: Mapping[str, str]) -> Iterator[Item]:
    """Yield what holds of a list; what follows an item that is gone stands under its heading."""
    heading = None
    for item in items:
        heading = item.heading or heading
        if texts[item.id] != _GONE:
            yield Item(id=item.id, text=texts[item.id], heading=heading)
            heading = None


def _new_texts(agreement: Agreement, programme: Programme) -> dict[tuple[str, str], str]:
    """Return the text of each item that has another one, empty where it is left out."""
    texts: dict[tuple[str, str], str] = {}
    changes = [*((key, _GONE) for key in agreement.leave_out), *agreement.replace.items()]
    # What names one list wins over what names none, which is said in another list then.
    alone = {key for key, _ in changes if "/" in key}
    for key, text in changes:
        name, _, item = key.rpartition("/")
        said = text
        for place, items in programme.agreed.items():
            is_here = name == place or (not name and f"{place}/{item}" not in alone)
            if is_here and any(one.id == item for one in items):
                texts[place, item] = said
                said = _GONE
    return texts
