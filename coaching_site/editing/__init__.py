"""Changes in the text of a YAML file that leave every other byte as it was."""

from coaching_site.editing.changes import Append, Change, Put, Value
from coaching_site.editing.editor import apply_edits
from coaching_site.editing.snippets import entry_lines
from coaching_site.editing.spans import CannotEdit, line_of

__all__ = [
    "Append",
    "CannotEdit",
    "Change",
    "Put",
    "Value",
    "apply_edits",
    "changes",
    "entry_lines",
    "line_of",
]
