"""What a page template says of itself in its front matter."""

from __future__ import annotations

from coaching_site.model.types import Id, OneLine, PositiveInt, Record


class PageSettings(Record):
    """Settings of a page template.

    `title` may hold Jinja. One that begins with `title_` is the key of a word, and so is a
    `short_title`, which stands in the menu in its place; a `section` that begins with `section_`
    is one, too. `order` sorts the navigation, in which pages with the same `section` stand
    together. `steps` names the steps of the programme that the page serves. With `each`, one page
    is made for each of the portal's `each`, known in the template by the template's own name:
    `goal.md` with `each: goals` writes a page for each `goal`. With `shown_when` it is in the menu
    only while one of these parts of the portal has something to show; it is made all the same.
    With `remove` it takes out the shipped template of its name.
    """

    title: OneLine
    short_title: OneLine | None = None
    order: PositiveInt = 900
    section: OneLine | None = None
    steps: tuple[Id, ...] = ()
    each: Id | None = None
    shown_when: tuple[Id, ...] = ()
    remove: bool = False


class RemovalSettings(PageSettings):
    """Settings of a template that says whether it takes out the shipped one: they need no title."""

    title: OneLine = ""
