// How a draft reads where it is listed: from what it says itself, whatever has become of its place.
window.entries = (() => {
  const { drafts, forms } = window;
  if (!drafts || !forms) return null;
  const { all, dayInWords, word } = forms;

  // What a scale asks, or the title of a goal, where a form of this page has it.
  const legendOf = (name, id) =>
    all(document, "template.form")
      .map((one) => one.content.querySelector(`[data-${name}="${id}"] legend`))
      .find(Boolean)?.textContent ?? id;
  const scores = (given) =>
    Object.entries(given ?? {}).map(([id, score]) => [legendOf("scale", id), `${score} / 10`]);
  const texts = (label, given) => given.map((text) => [label, text]);
  const back = (label) => [label, word("write_back"), "back"];

  const lines = {
    answer: ({ value }) => (value.length ? texts("", value) : [back("")]),
    action: ({ value: { done, note } }, seen) => [
      ...(done ? [["", `${word("write_done")} ${word("write_done_on")} ${dayInWords(done)}`]] : []),
      ...(!done && (seen?.done || !note) ? [["", word("write_undone"), "back"]] : []),
      ...(note ? [[word("write_note"), note]] : []),
      ...(!note && seen?.note ? [back(word("write_note"))] : []),
    ],
    rating: ({ value }) => scores(value),
    "check-in": ({ value }) =>
      ["tried", "learned", "need"].flatMap((name) =>
        texts(word(`check_in_${name}`), value[name] ?? []),
      ),
    review: ({ value, about }) => [
      ...scores(value.scores),
      ...Object.entries(value.goals).flatMap(([id, { score, progress }]) => [
        [about.goals?.[id] ?? legendOf("goal", id), score ? `${score} / 10` : ""],
        ...(progress ? [[word("review_progress"), progress]] : []),
        ...(progress === null ? [back(word("review_progress"))] : []),
      ]),
      ...["works", "change"].flatMap((name) => {
        const label = word(`review_${name}`);
        return value[name]?.length === 0 ? [back(label)] : texts(label, value[name] ?? []);
      }),
    ],
  };

  // Labels and texts of a draft; `seen` is what the portal shows in its place, if it has one.
  const linesOf = (key, draft, seen = null) => lines[drafts.kindOf(key)](draft, seen);

  const lineOf = ([label, text, kind]) => {
    const line = document.createElement("p");
    if (kind) line.className = "reply__back";
    for (const [name, said] of [
      ["reply__label", label],
      ["reply__said", text],
    ]) {
      if (!said) continue;
      const part = document.createElement("span");
      part.className = name;
      part.dir = "auto";
      part.textContent = said;
      line.append(part, name === "reply__label" && text ? " " : "");
    }
    return line;
  };

  // What a draft without a place is about, in the words that the reader saw, or by its key.
  const headOf = (key, { about }) =>
    about.what ? [about.what, about.of] : [about.of || key.replaceAll("/", " · "), ""];

  const asText = (key, draft) => {
    const [what, of] = headOf(key, draft);
    const said = linesOf(key, draft).map(([label, text]) =>
      [label, text].filter(Boolean).join(": "),
    );
    return [[of, what].filter(Boolean).join(" · "), ...said].join("\n");
  };

  return { linesOf, lineOf, headOf, asText };
})();
