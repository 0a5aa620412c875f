"""Files upon files: what a later one says takes the place of the earlier, and no more than that."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from coaching_site.loading import problem_of_word, read_programme, read_words
from coaching_site.loading.layers import Layer, Translated, advice_on_files, layers_of
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from tests.fixture import ROOT
from tests.samples import load_programme

PROGRAMME = (ROOT / "tests/cases/programme.yml").read_text("utf-8")
WORDS = 'done: Done\nheld: Held\nkept_one: "{done} of {n}"\nkept_other: "{done} of all {n}"\n'


def layers(folder: Path, **texts: str) -> list[Layer]:
    """Write files into `folder` and return their layers.

    `shipped`, `own`, `shipped_de`, `own_de` are what is in each; those that are not named are not
    there.
    """
    name = "programme" if "steps:" in texts["shipped"] else "words"
    for which, text in texts.items():
        place, _, language = which.partition("_")
        file = folder / place / (f"{name}.{language}.yml" if language else f"{name}.yml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for place in ("shipped", "own"):
        (folder / place).mkdir(exist_ok=True)
    return layers_of(name, [folder / "shipped", folder / "own"], "de")


def programme(folder: Path, **texts: str) -> Programme:
    """Return the programme that files say."""
    return read_programme(layers(folder, shipped=PROGRAMME, **texts)).content


def problems(read: Callable[[list[Layer]], object], found: list[Layer], folder: Path) -> list[str]:
    """Return all problems of files, as they are told without the folder around them."""
    with pytest.raises(InvalidInput) as caught:
        read(found)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files are read once; a changed letter, another file and a new problem are seen."""
    found = layers(tmp_path, shipped=WORDS, own="held: Met")
    first = read_words(found)
    assert read_words(found) is first
    own = found[-1].path
    status = own.stat()
    own.write_text("held: Mat")
    os.utime(own, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_words(found).content["held"] == "Mat"
    own.write_text("held: [")
    for _ in range(2):
        assert problems(read_words, found, tmp_path)[0].startswith("own/words.yml:1:")
    monkeypatch.chdir(tmp_path)
    own.write_text("helf: Met")
    paths = {advice.path for advice in read_words(found).advice}
    monkeypatch.chdir(tmp_path / "own")
    assert (paths, {advice.path for advice in read_words(found).advice}) == (
        {"own/words.yml"},
        {"words.yml"},
    )


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("held: Met", {"done": "Done", "held": "Met"}),
        ("mine: Mine", {"done": "Done", "held": "Held", "mine": "Mine"}),
        ("held: {remove: true}", {"done": "Done"}),
        ("held:\n  remove: true", {"done": "Done"}),
        ("held:", {"done": "Done", "held": "Held"}),
        ("# nothing yet", {"done": "Done", "held": "Held"}),
        ("remove: true", {"done": "Done", "held": "Held", "remove": "true"}),
    ],
)
def test_words_that_differ(tmp_path: Path, own: str, words: dict[str, str]) -> None:
    """A word is reworded, added or removed; an empty one, which may be unfinished, says nothing."""
    found = read_words(layers(tmp_path, shipped="done: Done\nheld: Held\n", own=own))
    assert found.content == words


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("hold: {remove: true}", "there is no word `hold` to remove: did you mean `held`?"),
        ("held: {remove: yes}", "held: expected `remove: true` alone, which takes the word away"),
        (
            "held: [a]",
            "held: expected text, found a list: if this is all one text, it needs quotes: "
            'write "[a]"',
        ),
        ("- a", "expected lines such as `key: text`, found a list"),
    ],
)
def test_words_that_are_wrong(tmp_path: Path, own: str, message: str) -> None:
    """A mistake is told in the coach's own file."""
    told = problems(read_words, layers(tmp_path, shipped=WORDS, own=own), tmp_path)
    assert [one.partition(": ")[2] for one in told] == [message]
    assert told[0].startswith("own/words.yml:1:")


def test_a_slip_in_a_word_of_ones_own(tmp_path: Path) -> None:
    """A new word that is nearly a shipped one is asked about; it may be meant."""
    found = read_words(layers(tmp_path, shipped=WORDS, own="helt: Met\nreading: What to read\n"))
    assert [one.message for one in found.advice] == [
        "`helt` is a new word: to reword `held`, call it so"
    ]


def test_words_of_a_language(tmp_path: Path) -> None:
    """Words come from the language; those that it lacks are English, and counted in a message."""
    german = 'done: Erledigt\nkept_one: "{done} von {n}"\n'
    found = read_words(layers(tmp_path, shipped=WORDS, shipped_de=german, own_de="done: Fertig"))
    assert found.content == {
        "done": "Fertig",
        "held": "Held",
        "kept_one": "{done} of {n}",
        "kept_other": "{done} of all {n}",
    }
    assert list(found.untranslated) == ["held", "kept_one", "kept_other"]
    (advice,) = found.advice
    assert advice.message == (
        "2 words are not in this language, and shown in English: `held`, `kept_other`"
    )


def test_plural_forms_of_a_language(tmp_path: Path) -> None:
    """A language has the forms that it has; where `_other` is there, none of them is English."""
    further = 'done: x\nheld: x\nkept_few: "{n}"\nkept_other: "{n} {done}"\n'
    found = read_words(layers(tmp_path, shipped=WORDS, shipped_de=further))
    assert found.content == {
        "done": "x",
        "held": "x",
        "kept_few": "{n}",
        "kept_other": "{n} {done}",
    }
    assert found.advice == ()


def test_a_removed_word_of_a_language_is_english(tmp_path: Path) -> None:
    """What a coach takes out of the shipped German is said in English."""
    found = read_words(
        layers(tmp_path, shipped="a: A\n", shipped_de="a: B\n", own_de="a: {remove: true}")
    )
    assert found.content == {"a": "A"}


def test_english_alone_was_reworded(tmp_path: Path) -> None:
    """A coach who rewords the English is told that the shipped German still says the former."""
    found = read_words(layers(tmp_path, shipped="a: A\n", own="a: O\n", shipped_de="a: B\n"))
    assert found.content == {"a": "B"}
    assert [one.message for one in found.advice] == [
        "reworded by you in English, and still as shipped in this language: `a`"
    ]


def test_english_of_another_country(tmp_path: Path) -> None:
    """Words for one kind of English hold what differs, and lack nothing."""
    (tmp_path / "words.yml").write_text("a: Colour\nb: B\n", "utf-8")
    (tmp_path / "words.en-US.yml").write_text("a: Color\n", "utf-8")
    found = read_words(layers_of("words", [tmp_path], "en-US"))
    assert (found.content, found.advice) == ({"a": "Color", "b": "B"}, ())


def test_languages_near_one_another(tmp_path: Path) -> None:
    """The file of a country says what differs from that of its language."""
    for name in ("words.yml", "words.de.yml", "words.de-CH.yml", "words.fr.yml"):
        (tmp_path / name).write_text("a: b", "utf-8")
    found = layers_of("words", [tmp_path], "de-CH")
    assert [layer.path.name for layer in found] == ["words.yml", "words.de.yml", "words.de-CH.yml"]
    assert [layer.path.name for layer in layers_of("words", [tmp_path], "xx-odd")] == ["words.yml"]
    assert layers_of("pages", [tmp_path])[0].path == tmp_path / "pages.yml"


@pytest.mark.parametrize(
    ("own", "ids"),
    [
        ("rules: [{id: new, text: New.}]", ["first", "second", "third", "new"]),
        ("rules: [{id: new, text: New., after: first}]", ["first", "new", "second", "third"]),
        ("rules: [{id: new, text: New., before: first}]", ["new", "first", "second", "third"]),
        (
            "rules: [{id: n1, text: N., after: first}, {id: n2, text: N., after: first}]",
            ["first", "n1", "n2", "second", "third"],
        ),
        ("rules: [{id: third, before: first}]", ["third", "first", "second"]),
        ("rules: [{id: second, remove: true}]", ["first", "third"]),
        (
            "rules: [{id: second, remove: true}, {id: new, text: New., after: second}]",
            ["first", "new", "third"],
        ),
        ("rules: []", []),
        ("rules:", ["first", "second", "third"]),
    ],
)
def test_items_that_differ(tmp_path: Path, own: str, ids: list[str]) -> None:
    """An item is added where it is wanted, moved or removed; all others stay."""
    shipped = PROGRAMME.replace(
        "{id: no-cancelling, text: Nobody cancels.}",
        "{id: first, text: One.}\n  - {id: second, text: Two.}\n  - {id: third, text: Three.}",
    )
    found = read_programme(layers(tmp_path, shipped=shipped, own=own)).content
    assert [rule.id for rule in found.rules] == ids


def test_fields_that_differ(tmp_path: Path) -> None:
    """Of an item only the fields that are typed differ; one is taken out by the same sign."""
    own = (
        "steps:\n  - id: work\n    short: Labour\n    parts:\n      - {id: plans, title: Plans}\n"
        "starters:\n  - {id: changes, exactly: {remove: true}}\n"
        "feedback: {smallest_group: 4}\n"
        "rhythm: {first_month: 3, then_at_least: 1, then_at_most: 2}\n"
    )
    found = programme(tmp_path, own=own)
    assert (found.steps[1].title, found.steps[1].short) == ("Work", "Labour")
    assert found.steps[1].parts[0].title == "Plans"
    assert (found.starters[1].count, found.starters[1].exactly) == (3, False)
    assert (found.feedback.smallest_group, found.feedback.smallest_group_for_comments) == (4, 5)
    assert found.rhythm
    assert found.title == "Coaching in two steps"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (
            "rules:\n  - id: nocancelling\n    remove: true",
            '3:5: rule 1, "nocancelling", remove: there is no item `nocancelling` to remove: '
            "did you mean `no-cancelling`?",
        ),
        (
            "rules: [{id: no-cancelling, remove: yes}]",
            '1:29: rule 1, "no-cancelling", remove: an item is taken away by its `id` and '
            "`remove: true`, and nothing else",
        ),
        (
            "rules: [{id: new, text: New., after: no-canceling}]",
            '1:38: rule 1, "New.", after: `after` expects the id of another item: '
            "did you mean `no-cancelling`?",
        ),
        (
            "rules: [{id: x, text: X.}, {id: x, text: Y.}]",
            '1:29: rule 2, "Y.", id: the id `x` is here twice: say all of it in one place',
        ),
        ("rules: [{id: new}]", '1:9: rule 1, "new": the key `text` is missing'),
        ("rules: [{text: New.}]", '1:9: rule 1, "New.": the key `id` is missing'),
        ("rulse: []", "1:1: unknown key `rulse`: did you mean `rules`?"),
        ("title: {remove: true}", "1:1: the key `title` is empty: it is needed from the start"),
        (
            "confidentialty: {remove: true}",
            "1:1: confidentialty: there is no key `confidentialty` to remove: "
            "did you mean `confidentiality`?",
        ),
        ("nothing", '1:1: expected keys such as `title`, `steps`, `commitments`, found "nothing"'),
        (
            "# Mine\nsteps: [{id: work, parts: [{id: plans, title: [1]}]}]",
            '2:47: step 1, "Work", part 1, "plans", title: expected text, found a list: '
            'if this is all one text, it needs quotes: write "[1]"',
        ),
        (
            "moves: [{id: stop, count: 0}]",
            '1:27: move 1, "Stop", count: expected a whole number from 1 to 1000, found "0"',
        ),
    ],
)
def test_a_programme_that_is_wrong(tmp_path: Path, own: str, told: str) -> None:
    """A mistake is told in the coach's own file, at its line, whatever it was laid upon."""
    found = problems(read_programme, layers(tmp_path, shipped=PROGRAMME, own=own), tmp_path)
    assert found == [f"own/programme.yml:{told}"]


def test_what_rests_on_a_removed_item(tmp_path: Path) -> None:
    """A rule that the shipped file breaks without an item is told in the file that removed it."""
    shipped = PROGRAMME.replace("You know it.", "You know it., supported_by: measure, missing: M.")
    own = "goal_form: [{id: page-1, prompts: [{id: measure, remove: true}]}]"
    assert problems(read_programme, layers(tmp_path, shipped=shipped, own=own), tmp_path) == [
        'own/programme.yml: criterion 1, "Measurable", supported_by, item 1: a goal has no '
        "`measure`: allowed here: `actions`, `deadline`, `files`, `metrics`, `moves`, "
        "`preparation`, `sponsor-view`, `why` (said in shipped/programme.yml:51)"
    ]


GERMAN = """
title: Coaching in zwei Schritten
steps:
  - {id: agreement, title: Vereinbaren, short: Vereinbarung, summary: Wir vereinbaren.}
  - {id: gone, title: Nicht mehr da}
rules:
  - {id: no-cancelling, text: Niemand sagt ab.}
"""


def test_a_programme_in_a_language(tmp_path: Path) -> None:
    """Texts come from the language by their ids; what is not there is English, and counted."""
    found = read_programme(
        layers(
            tmp_path,
            shipped=PROGRAMME,
            shipped_de=GERMAN,
            own_de="rules: [{id: no-cancelling, text: Keiner sagt ab.}]\nfeedback: {}\n",
        )
    )
    said = found.content
    assert (said.title, said.steps[0].short) == ("Coaching in zwei Schritten", "Vereinbarung")
    assert [step.id for step in said.steps] == ["agreement", "work"]
    assert said.rules[0].text == "Keiner sagt ab."
    assert found.untranslated[f"steps/{said.steps[1].id}/title"] == "Work"
    assert "title" not in found.untranslated
    (advice,) = found.advice
    assert advice.message.startswith(f"{len(found.untranslated)} texts are not in")


def test_a_programme_reworded_in_english_alone(tmp_path: Path) -> None:
    """What the coach rewords or adds in English is told where the German does not say it."""
    own = "rules: [{id: no-cancelling, text: Call.}, {id: mine, text: Mine.}]"
    found = read_programme(layers(tmp_path, shipped=PROGRAMME, own=own, shipped_de=GERMAN))
    assert [rule.text for rule in found.content.rules] == ["Niemand sagt ab.", "Mine."]
    assert "rules/mine/text" in found.untranslated
    assert [one.message for one in found.advice if "reworded" in one.message] == [
        "reworded by you in English, and still as shipped in this language: "
        "`rules/no-cancelling/text`"
    ]


def test_files_of_a_language(tmp_path: Path) -> None:
    """A language without files is told, and so is a file whose name has no language."""
    english: Translated[Mapping[str, str]] = Translated({})
    programme_in_english = Translated(load_programme(ROOT / "tests/cases/programme.yml"))
    french: Translated[Mapping[str, str]] = Translated({"a": "b"}, "fr")
    (tmp_path / "words.french.yml").touch()
    (tmp_path / "words.pt-BR.yml").touch()
    told = [
        [
            str(one).replace(f"{tmp_path}/", "")
            for one in advice_on_files(tmp_path, language, words, programme_in_english)
        ]
        for language, words in (("en-GB", english), ("fr-CA", english), ("fr-CA", french))
    ]
    misnamed = (
        "words.french.yml: advice: not read, since `french` is no language: such a file is "
        "`words.de.yml`"
    )
    assert told == [
        [misnamed],
        [
            misnamed,
            "words.fr.yml: advice: there is no such file: the portal is in English, except for "
            "what you type",
        ],
        [misnamed, "programme.fr.yml: advice: there is no such file: the programme is in English"],
    ]


def test_a_removed_text_of_a_language_is_english(tmp_path: Path) -> None:
    """What a coach takes out of the shipped German is said in English, a text or a whole item."""
    for number, own in enumerate(
        ("rules: [{id: no-cancelling, remove: true}]", "rules: {remove: true}")
    ):
        found = read_programme(
            layers(tmp_path / str(number), shipped=PROGRAMME, shipped_de=GERMAN, own_de=own)
        )
        assert found.content.rules[0].text == "Nobody cancels."


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (
            "rules: [{id: no-canceling, text: X.}]",
            '1:10: rule 1, "X.", id: the programme in English has no `no-canceling` here: '
            "did you mean `no-cancelling`?",
        ),
        (
            "starters: [{id: changes, count: 2}]",
            '1:33: thought starter 1, "changes", count: `count` is the same in every language: '
            "change it in programme.yml",
        ),
        (
            "rules: [{id: no-cancelling, txt: X.}]",
            '1:29: rule 1, "no-cancelling", txt: unknown key `txt`: did you mean `text`?',
        ),
        (
            "rules: [{text: X.}]",
            '1:9: rule 1, "X.": each text needs the `id` that it has in programme.yml beside it',
        ),
        (
            "rules: Nobody",
            "1:8: rules: expected a list in which each item begins with a dash, such as "
            '`- id: …`, found "Nobody"',
        ),
        (
            "rules: [{id: no-cancelling, text: [X]}]",
            '1:35: rule 1, "no-cancelling", text: expected text, found a list: '
            'if this is all one text, it needs quotes: write "[X]"',
        ),
    ],
)
def test_a_language_that_is_wrong(tmp_path: Path, own: str, told: str) -> None:
    """A mistake in a coach's translation is told in its file."""
    found = problems(read_programme, layers(tmp_path, shipped=PROGRAMME, own_de=own), tmp_path)
    assert found == [f"own/programme.de.yml:{told}"]


def test_a_translation_of_what_is_gone(tmp_path: Path) -> None:
    """A text in a coach's translation that the English has no more is told, and stops nothing."""
    own = "rules: [{id: former, text: Früher.}]"
    found = read_programme(layers(tmp_path, shipped=PROGRAMME, own_de=own))
    assert [str(one).partition(": ")[2] for one in found.advice if one.line] == [
        'rule 1, "Früher.", id: advice: the programme in English has no `former` here, so this is '
        "left out"
    ]


def test_a_problem_of_a_word(tmp_path: Path) -> None:
    """A problem that a template finds in a word is told in the file that says the word."""
    found = layers(tmp_path, shipped="a: A\nb: B\n", own="b: C\n", own_de="c: D\n")
    told = [problem_of_word(found, key, "wrong") for key in ("a", "b", "c", "d")]
    assert [str(one).replace(f"{tmp_path}/", "") for one in told] == [
        "shipped/words.yml:1:1: a: wrong",
        "own/words.yml:1:1: b: wrong",
        "own/words.de.yml:1:1: c: wrong",
        "shipped/words.yml: d: wrong",
    ]
