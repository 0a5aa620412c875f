// Which draft is of a place on a page, and what the coach has said to it. What has no id is known to
// the portal by its place in a list, where another may stand by now: there the words that the reader
// saw decide. A draft that is not of its place is put aside, and found again where its words are.
// Ratings and check-ins that were sent are put aside for good, since the next are others.
window.places = (() => {
  const { drafts } = window;
  if (!drafts) return null;
  const BY_PLACE =
    /^goals\/goal-\d+\/|^values\/\d+\/|^actions\/goal-\d+\/|^actions\/[^/]+\/action-\d+$/;
  const ASIDE = /\/draft-d[0-9a-z]+$/;
  const NAME = "values/1/name";

  const elementOf = (key) => document.querySelector(`[data-write][data-key="${CSS.escape(key)}"]`);
  const asked = (key) => {
    const [section, , ...rest] = key.replace(ASIDE, "").split("/");
    return section === "actions" ? section : [section, ...rest].join("/");
  };

  // Whether the words that a draft is about are those of a place.
  const isCalledSo = ({ dataset }, { about }) =>
    about.of !== "" &&
    about.of === dataset.of &&
    (dataset.what === undefined || about.what === dataset.what);
  const fits = (element, draft) => {
    const { key, of, base } = element.dataset;
    // What is new each time makes room for the next once it is sent.
    if (!base) return !draft.sent;
    if (!BY_PLACE.test(key) || key === NAME) return true;
    if (!about(draft) || of === undefined) return draft.base === base;
    return isCalledSo(element, draft);
  };
  const about = (draft) => draft.about.of !== "" || draft.about.what !== "";

  const move = (from, to) => {
    const draft = drafts.get(from);
    drafts.remove(from);
    drafts.put(to, draft);
    return draft;
  };

  // Drafts whose key says nothing of where they belong.
  let known = null;
  drafts.watch(() => {
    known = null;
  });
  const strays = () => {
    known ??= drafts.keys().filter((key) => {
      if (ASIDE.test(key)) return true;
      const element = BY_PLACE.test(key) ? elementOf(key) : null;
      return BY_PLACE.test(key) && !(element && fits(element, drafts.get(key)));
    });
    return known;
  };

  const draftOf = (element, key = element.dataset.key) => {
    const here = drafts.get(key);
    if (here && key !== element.dataset.key) return here;
    if (here && fits(element, here)) return withGoals(element, here);
    if (here) move(key, `${key}/draft-${here.id}`);
    const found = strays().filter(
      (stray) =>
        stray !== key && asked(stray) === asked(key) && isCalledSo(element, drafts.get(stray)),
    );
    return found.length === 1 ? withGoals(element, move(found[0], key)) : null;
  };

  // In the draft of a review goals are known by their titles, too.
  const withGoals = (element, draft) => {
    const titles = draft.about.goals;
    if (element.dataset.write !== "review" || !titles) return draft;
    const form = element.querySelector(":scope > template.form").content;
    const now = [...form.querySelectorAll("[data-goal]")].map(({ dataset }) => [
      dataset.title,
      dataset.goal,
    ]);
    const names = new Map(now);
    const renamed = Object.entries(draft.value.goals).map(([name, told]) => [
      names.get(titles[name]) ?? name,
      told,
    ]);
    const goals = { ...titles, ...Object.fromEntries(now.map(([title, name]) => [name, title])) };
    const value = { ...draft.value, goals: Object.fromEntries(renamed) };
    return { ...draft, value, about: { ...draft.about, goals } };
  };

  // What the coach received: each item or part of one, at which moment, and whether they kept their own.
  const received = new Map(
    (drafts.portal.received ?? []).map((line) => {
      const [name, at, mine] = line.split(" ");
      return [name, { at: parseInt(at, 36), mine: mine !== undefined }];
    }),
  );
  const isSaid = (value) => Boolean(value && Object.keys(value).length);
  const partsOf = ({ value }, kind) =>
    kind !== "review"
      ? [""]
      : [
          ...(isSaid(value.scores) ? ["/scores"] : []),
          ...Object.keys(value.goals).map((name) => `/goals/${name}`),
          ...["works", "change"].filter((name) => isSaid(value[name])).map((name) => `/${name}`),
        ];
  // "taken" or "mine" where the coach has decided on this very wording, or on a later one; else "".
  const answerTo = (key, draft) => {
    const name = draft.id.slice(0, 10);
    const whole = received.get(name);
    const found = whole
      ? [whole]
      : partsOf(draft, drafts.kindOf(key)).map((part) => received.get(name + part));
    if (!found.every((one) => one && one.at >= draft.at)) return "";
    return found.some(({ mine }) => mine) ? "mine" : "taken";
  };

  // Before anything is listed, each draft goes to its place; what was received and has none is done.
  if (document.getElementById("reply")) {
    for (const element of document.querySelectorAll("[data-write]")) draftOf(element);
    for (const key of drafts.keys()) {
      if (!elementOf(key) && answerTo(key, drafts.get(key)) === "taken") drafts.remove(key);
    }
  }

  const keyOf = (key) => key.replace(ASIDE, "");
  const asideOf = ({ dataset: { key, base } }) =>
    base ? [] : drafts.keys().filter((one) => one !== key && keyOf(one) === key);
  return { draftOf, answerTo, keyOf, asideOf };
})();
