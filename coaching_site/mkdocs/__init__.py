"""The MkDocs plugin and all that is tied to MkDocs or Material; the room to replace.

Outside of this room these are made for Material, and go or change with it:

- `overrides/main.html` extends its page, and marks up by text what its blocks leave undone;
  `overrides/partials/language.html` and `overrides/partials/logo.html` take the place of its own.
- `overrides/assets/stylesheets/` builds on its styles, and names its classes `md-…`.
- `overrides/components/forms.html` takes words and limits from the theme's `config.extra`.
- `overrides/assets/javascripts/drawer.js` works its menu.
- `overrides/assets/javascripts/lazy-search.js` and `overrides/assets/javascripts/iframe-worker.js`
  load its search late and from files, by patching what browsers offer to its scripts.
- `coaching_site/brand/palette.py` names its colour schemes, `data-md-color-scheme`.
- `theme_…` in `content/words.yml` are words that it says.
"""

__all__ = ["dry_run", "plugin"]
