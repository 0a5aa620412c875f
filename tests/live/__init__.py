"""The portal in use: opened in a real browser, and served while a coach edits."""
