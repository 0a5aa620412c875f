"""Changes in the text of a YAML file that leave every other byte as it was."""

from coaching_site.editing.changes import Append, Change, Put
from coaching_site.editing.editor import apply_edits
from coaching_site.editing.spans import CannotEdit, line_of

__all__ = ["Append", "CannotEdit", "Change", "Put", "apply_edits", "changes", "line_of"]
