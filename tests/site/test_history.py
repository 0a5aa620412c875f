"""What was said before, on the pages of a portal."""

from __future__ import annotations

from tests.site.building import Project, one, squeezed

TYPED = """\
executive: {name: Jane Doe}
coach: {name: Kim Lee}
start: 2026-09-01
goals:
  - title: Delegate
    id: delegate
    actions:
      - {what: Ask Priya, id: ask, note: She said yes.}
history:
  - {on: 2026-11-02, prompt: actions/delegate/ask, was: She will think.}
"""


def test_earlier_notes_of_an_action(project: Project) -> None:
    """The note of an action has its earlier wording folded below it, with its day."""
    project.write("engagements/jane/engagement.yml", TYPED)
    page = project.build("jane").pages["actions.html"]
    earlier = one(page, '[data-key="actions/delegate/ask"] details.earlier')
    assert squeezed(earlier.get_text()) == squeezed(
        "Reworded on November 2, 2026 Until November 2, 2026 She will think."
    )
