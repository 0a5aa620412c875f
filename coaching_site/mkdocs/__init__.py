"""The MkDocs plugin and all that is tied to MkDocs or Material; the room to replace.

Outside of this room these are made for Material, and go or change with it:

- `overrides/main.html` extends its page and fills its blocks; the files in `overrides/partials/`
  take the place of its own, for the header, the menu, the search and the switch of colours.
- `overrides/assets/stylesheets/` names its classes for the text of a page, `md-…`; so do
  `overrides/desk/` and `overrides/sponsor/`, whose pages are dressed by the same sheets.
- `theme_…` in `content/words.yml` are words that stand in those partials; other words in them are
  from the theme's own `partials/languages/`.
"""

__all__ = ["dry_run", "garbage_collection", "one_portal", "plugin", "settings"]
