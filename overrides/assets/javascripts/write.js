// Fields to write in: where a page has lines for a pen, the reader may type instead. What they
// have typed becomes a draft (see drafts.js) at once; what the portal already says is never lost.
window.forms = (() => {
  const { drafts, places } = window;
  const source = document.getElementById("__words");
  if (!drafts || !source) return null;
  const { clean, today } = drafts;
  const words = JSON.parse(source.textContent);
  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(words.language || language);
  const NAME = "values/1/name"; // of a first value, until it has one
  const SOON = 200; // milliseconds from the first letter until it is kept

  const word = (name, filled = {}) =>
    Object.entries(filled).reduce(
      (text, [gap, by]) => text.replace(`{${gap}}`, () => by),
      words[name],
    );
  const counted = (name, n) =>
    word(`${name}_${plural.select(n)}` in words ? `${name}_${plural.select(n)}` : `${name}_other`, {
      n,
    });
  const dayInWords = (day) => {
    const form = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    const said = form.format(new Date(day));
    return words.language ? `\u2068${said}\u2069` : said; // among words of another language
  };
  const toldOf = (state, draft) =>
    word(`write_${state}`, { day: state === "sent" ? dayInWords(draft.sent) : "" });
  // Without what is empty, and in one order: two values that say the same are the same then.
  const bare = (value) => {
    if (value === null || value === undefined || value === "") return undefined;
    if (typeof value !== "object") return value;
    if (Array.isArray(value)) return value.length ? value : undefined;
    const parts = Object.entries(value)
      .map(([name, part]) => [name, bare(part)])
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return parts.length ? Object.fromEntries(parts) : undefined;
  };
  const same = (one, other) => JSON.stringify(bare(one)) === JSON.stringify(bare(other));
  // Whether something that stands in the portal is gone from what was written.
  const isBack = (seen, value) => {
    if (bare(seen) === undefined) return false;
    if (bare(value) === undefined) return true;
    return (
      typeof seen === "object" &&
      !Array.isArray(seen) &&
      Object.keys(seen).some((name) => isBack(seen[name], value[name]))
    );
  };

  const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const all = (scope, selector) => [...scope.querySelectorAll(selector)];
  const texts = (form, part) =>
    all(form, `[data-part=${part}] textarea`)
      .map((area) => clean(area.value))
      .filter(Boolean);
  const mark = (fieldset) => Number(fieldset.querySelector(":checked")?.value) || null;
  const scores = (form) =>
    Object.fromEntries(
      all(form, "[data-scale]")
        .map((one) => [one.dataset.scale, mark(one)])
        .filter(([, n]) => n),
    );
  // What a form has no place for any more, such as the mark of a goal that is gone, stays in the draft.
  const absent = (form, name, given) =>
    Object.fromEntries(
      Object.entries(given ?? {}).filter(([id]) => !form.querySelector(`[data-${name}="${id}"]`)),
    );
  // Parts that say nothing are told only where something stood or was sent: there they are taken back.
  const part = (name, now, ...before) =>
    before.every((one) => one?.[name] === undefined) && bare(now) === undefined
      ? {}
      : { [name]: now };
  const progress = (form, ...before) =>
    Object.fromEntries(
      all(form, "[data-goal]")
        .map((one) => {
          const { goal } = one.dataset;
          const told = before.map((given) => given?.goals?.[goal]);
          return [
            goal,
            {
              ...part("score", mark(one), ...told),
              ...part("progress", texts(one, "progress").join("\n\n") || null, ...told),
            },
          ];
        })
        .filter(([, told]) => Object.keys(told).length),
    );

  const grow = (area) => {
    area.parentNode.dataset.text = area.value;
  };
  const write = (area, text) => {
    area.value = text ?? "";
    grow(area);
  };
  const choose = (fieldset, score) =>
    all(fieldset, "input").forEach((one) => {
      one.checked = Number(one.value) === score;
    });

  let count = 0;
  const named = (element) => {
    element.id ||= `w${(count += 1)}`;
    return element.id;
  };

  const addRow = (form) => {
    const rows = form.querySelector("[data-part=answer]");
    const row = copy("write-row");
    rows.append(row);
    rows.classList.toggle("write__rows--several", rows.children.length > 1);
    return row.querySelector("textarea");
  };
  const fillRows = (form, given, least) => {
    const rows = form.querySelector("[data-part=answer]");
    while (rows.children.length > Math.max(given.length, least)) rows.lastElementChild.remove();
    while (rows.children.length < Math.max(given.length, least)) addRow(form);
    rows.classList.toggle("write__rows--several", rows.children.length > 1);
    all(rows, "textarea").forEach((area, n) => write(area, given[n]));
  };
  const fillEach = (form, name, given) => {
    const fields = form.querySelector(`[data-part=${name}]`);
    while (fields.children.length < given.length)
      fields.append(fields.lastElementChild.cloneNode(true));
    all(fields, "textarea").forEach((area, n) => write(area, given[n]));
  };

  // The day is asked for when the reader ticks, and the note when they want to write one.
  const showAction = (form, seen) => {
    const done = form.querySelector("[data-part=done]").checked;
    const day = form.querySelector("[data-part=day]");
    if (done) day.value ||= today();
    day.parentNode.hidden = !done || day.value === seen.done;
  };

  // How each kind of draft is read from its form, and put into it.
  const kinds = {
    answer: {
      read: (form, { dataset }) =>
        texts(form, "answer").map((one) =>
          dataset.line === undefined ? one : one.replace(/\s+/g, " "),
        ),
      fill: (form, value, element) =>
        fillRows(form, value ?? [], Number(element.dataset.count) || 1),
    },
    action: {
      read: (form) => ({
        done: form.querySelector("[data-part=done]").checked
          ? form.querySelector("[data-part=day]").value || today()
          : null,
        note: texts(form, "note")[0] ?? null,
      }),
      fill: (form, value, element) => {
        form.querySelector("[data-part=done]").checked = Boolean(value?.done);
        form.querySelector("[data-part=day]").value = value?.done ?? "";
        fillEach(form, "note", [value?.note ?? ""]);
        const seen = seenAt(element);
        form.querySelector("[data-part=note]").hidden = (value?.note ?? null) === seen.note;
        showAction(form, seen);
      },
    },
    rating: {
      read: scores,
      rest: (form, value) => absent(form, "scale", value),
      join: (value, rest) => ({ ...rest, ...value }),
      fill: (form, value) =>
        all(form, "[data-scale]").forEach((one) => choose(one, value?.[one.dataset.scale])),
    },
    "check-in": {
      read: (form) => ({
        tried: texts(form, "tried"),
        learned: texts(form, "learned"),
        need: texts(form, "need"),
      }),
      fill: (form, value) =>
        ["tried", "learned", "need"].forEach((name) => fillEach(form, name, value?.[name] ?? [])),
    },
    review: {
      read: (form, _, ...before) => ({
        scores: scores(form),
        goals: progress(form, ...before),
        ...part("works", texts(form, "works"), ...before),
        ...part("change", texts(form, "change"), ...before),
      }),
      rest: (form, value) => ({
        scores: absent(form, "scale", value?.scores),
        goals: absent(form, "goal", value?.goals),
      }),
      join: (value, rest) => ({
        ...value,
        scores: { ...rest.scores, ...value.scores },
        goals: { ...rest.goals, ...value.goals },
      }),
      fill: (form, value) => {
        kinds.rating.fill(form, value?.scores);
        for (const goal of all(form, "[data-goal]")) {
          const told = value?.goals[goal.dataset.goal];
          choose(goal, told?.score);
          fillEach(goal, "progress", told?.progress ? [told.progress] : []);
        }
        ["works", "change"].forEach((name) => fillEach(form, name, value?.[name] ?? []));
      },
    },
  };

  // What the portal shows already, in the form of a draft.
  const seenAt = (element) => {
    const was = all(element, ":scope > template.was")
      .map((one) => clean(one.content.textContent))
      .filter(Boolean);
    if (element.dataset.write === "answer") return was;
    if (element.dataset.write === "action") {
      return { done: element.dataset.done || null, note: was[0] ?? null };
    }
    return element.dataset.write === "review" ? read(element, makeForm(element)) : null;
  };
  const read = (element, form, ...before) =>
    kinds[element.dataset.write].read(form, element, ...before);

  // Whether what was written stands in the portal now. Rounds have no place of their own: one that
  // is dated on or after the day of the draft, and says the same, is this one. What was sent with
  // another wording and says by now what the portal still says is the way back, and not received.
  const isReceived = (element, draft) => {
    const { base } = element.dataset;
    const isWayBack = draft.out && !draft.sent && draft.base === base;
    if (base) return !isWayBack && same(seenAt(element), draft.value);
    return (
      draft.sent !== null &&
      all(element, ":scope > template.round").some((round) => {
        const said = (part) =>
          all(round.content, `[data-of=${part}]`).map((one) => clean(one.textContent));
        const value =
          element.dataset.write === "rating"
            ? Object.fromEntries(
                all(round.content, "[data-of]").map((one) => [
                  one.dataset.of,
                  Number(one.textContent),
                ]),
              )
            : { tried: said("tried"), learned: said("learned"), need: said("need") };
        return round.dataset.on >= draft.on && same(value, draft.value);
      })
    );
  };

  // The state of a draft against the portal; one that was received is dropped. Without a draft, what
  // waits aside was `sent`.
  const reconciled = (element, key = element.dataset.key) => {
    const draft = places.draftOf(element, key);
    if (!draft) {
      const aside = places.asideOf(element).map((one) => reconciled(element, one).draft);
      const sent = aside
        .filter((one) => one?.sent)
        .sort((one, other) => one.at - other.at)
        .pop();
      return { draft: null, state: sent ? "sent" : "", sent };
    }
    const answer = places.answerTo(key, draft);
    if (answer === "mine") {
      const read = draft.sent ? draft : { ...draft, sent: today(), out: true };
      if (read !== draft) drafts.put(key, read);
      return { draft: read, state: "declined" };
    }
    if (answer === "taken" || isReceived(element, draft)) {
      drafts.remove(key);
      return { draft: null, state: "received" };
    }
    if (draft.base !== (element.dataset.base ?? "")) return { draft, state: "changed" };
    return { draft, state: draft.sent ? "sent" : "kept" };
  };

  // What a place asks, in the words of this page: a reply takes them along.
  const asks = (element) => {
    const row = element.closest(".party__row");
    const own = all(
      element,
      ":scope > .prompt__ask > .prompt__text, :scope > .party__when, .action__what",
    );
    return row ? [row.querySelector(".prompt__text"), ...own] : own;
  };
  const aboutOf = (element) => {
    const { write: kind, key, what } = element.dataset;
    const name = key.startsWith("values/1/") && key !== NAME ? drafts.get(NAME)?.value[0] : "";
    const { of = name ?? "" } = element.dataset;
    const around = element.closest(".audience")?.querySelector(".audience__name");
    const listed = element.querySelector(":scope > .reply__pick > .reply__what");
    const said = [around, listed, ...asks(element)]
      .filter(Boolean)
      .map((one) => one.textContent.trim().replace(/\s+/g, " "));
    const about = { of, what: what ?? (said.join(" · ") || element.dataset.open || "") };
    if (kind !== "review") return about;
    const goals = all(makeForm(element), "[data-goal]");
    return {
      ...about,
      goals: Object.fromEntries(goals.map(({ dataset }) => [dataset.goal, dataset.title])),
    };
  };

  const makeForm = (element) => {
    const { write: kind } = element.dataset;
    const own = element.querySelector(":scope > template.form");
    const form = own ? own.content.firstElementChild.cloneNode(true) : copy(`write-${kind}`);
    for (const fieldset of all(form, "fieldset")) {
      const name = `m${(count += 1)}`;
      for (let n = 1; n <= 10; n += 1) {
        const one = copy("write-mark");
        const input = one.querySelector("input");
        Object.assign(input, {
          name,
          value: n,
          defaultChecked: Number(fieldset.dataset.score) === n,
        });
        one.querySelector("span").textContent = n;
        fieldset.querySelector(".marks").append(one);
      }
    }
    return form;
  };

  class Field {
    constructor(element) {
      this.element = element;
      this.kind = kinds[element.dataset.write];
      this.seen = seenAt(element);
      this.button = element.querySelector(":scope > .write__open");
      this.at = 0;
      // A review that has begun is written on only where that was begun before.
      if (element.hidden && !drafts.get(this.key)) return;
      element.hidden = false;
      this.look();
      if (!this.form && (element.dataset.write === "action" || !this.isSaid)) this.open();
      if (!this.form && !this.button) this.offer();
    }

    get key() {
      return this.element.dataset.key;
    }
    get isSaid() {
      return this.element.dataset.write !== "answer" || this.seen.length > 0;
    }

    // Shows what is kept, on opening the page and when another window has written.
    look(elsewhere = false) {
      const { draft, state, sent = draft } = reconciled(this.element);
      if (draft) this.element.hidden = false;
      if (draft && !this.form) this.open();
      if (!this.form) {
        if (state) this.offer(toldOf(state, sent));
        return;
      }
      const mine = this.value;
      if (draft && draft.at !== this.at) this.fill(draft.value);
      if (!draft && this.at) this.fill(this.seen);
      if (
        elsewhere &&
        bare(mine) !== undefined &&
        ![this.value, sent?.value].some((one) => same(mine, one))
      ) {
        this.other = mine;
      }
      this.at = draft?.at ?? 0;
      this.show(elsewhere && this.other ? (draft ? "elsewhere" : "cleared") : state, draft, sent);
    }

    offer(told = "") {
      if (!this.button) {
        this.button = copy("write-open");
        this.button.querySelector("button").textContent = this.element.dataset.open;
        this.element.append(this.button);
        this.button.addEventListener("click", () => {
          this.open();
          this.form.querySelector("textarea, input").focus();
        });
      }
      this.button.querySelector("p").textContent = told;
      this.button.hidden = false;
    }

    open() {
      this.form ??= this.make();
      this.fill(this.seen);
      this.form.hidden = false;
      if (this.button) this.button.hidden = true;
      this.element.classList.add("is-written");
      this.show("", null);
    }

    close() {
      this.form.hidden = true;
      this.element.classList.remove("is-written");
      const { state, sent } = reconciled(this.element);
      this.offer(state && toldOf(state, sent));
      this.button.querySelector("button").focus();
    }

    make() {
      const form = makeForm(this.element);
      form.append(copy("write-foot"));
      this.status = form.querySelector(".write__status");
      this.wanted = form.querySelector(".write__wanted");
      this.tool = (name) => form.querySelector(`[data-do=${name}]`);
      form.addEventListener("input", (event) => this.typed(event.target));
      form.addEventListener("focusout", () => this.keep());
      form.addEventListener("focusin", () => this.state || this.show("", null));
      form.addEventListener("click", ({ target }) =>
        this.does(target.closest("button")?.dataset.do),
      );
      this.element.append(form);
      this.label(form);
      return form;
    }

    // Every field is named by its question and described by its hint and its state.
    label(form) {
      const row = this.element.closest(".party__row");
      const labels = asks(this.element);
      const hints = all(
        row ?? this.element,
        ":scope > .prompt__hint, :scope > .prompt__ask > .prompt__hint",
      );
      const by = labels.map(named).join(" ");
      this.describedBy = [...hints, this.wanted, this.status].filter(Boolean).map(named).join(" ");
      this.labelledBy = by;
      if (form.matches("[role=group]")) form.setAttribute("aria-labelledby", by);
    }

    labelRows() {
      for (const [n, area] of this.rows.entries()) {
        const number = area.closest(".write__row").querySelector(".write__number");
        number.textContent = n + 1;
        const by = this.rows.length > 1 ? `${this.labelledBy} ${named(number)}` : this.labelledBy;
        area.setAttribute("aria-labelledby", by);
        if (this.element.dataset.line !== undefined) area.maxLength = 500;
      }
      for (const area of all(this.form, "textarea")) {
        area.setAttribute("aria-describedby", this.describedBy);
      }
    }

    get value() {
      const { out, value: told } = places.draftOf(this.element) ?? {};
      const value = read(this.element, this.form, this.seen, out ? told : null);
      return this.rest ? this.kind.join(value, this.rest) : value;
    }

    fill(value) {
      this.rest = this.kind.rest?.(this.form, value);
      this.kind.fill(this.form, value, this.element);
      this.labelRows();
    }

    typed(control) {
      if (control.matches("textarea")) grow(control);
      if (control.matches("[data-part=done]")) showAction(this.form, this.seen);
      this.timer ??= setTimeout(() => this.keep(), SOON);
      this.count();
    }

    // What was sent with another wording has a way back to that of the portal, which is sent too,
    // unless the coach has decided on that wording.
    hasWayBack(stored) {
      return stored?.out && this.element.dataset.base && !places.answerTo(this.key, stored);
    }

    // Keeps what stands in the form, unless the portal says the same.
    keep() {
      if (!this.timer) return;
      clearTimeout(this.timer);
      this.timer = null;
      const stored = places.draftOf(this.element);
      const { value } = this;
      if (stored && stored.at > this.at && !same(stored.value, value)) this.other = stored.value;
      if (same(value, this.seen) && !this.hasWayBack(stored)) {
        this.at = 0;
        if (stored) drafts.remove(this.key);
        this.show(bare(this.seen) === undefined ? "" : "same", null);
        return;
      }
      const { base = "" } = this.element.dataset;
      const draft = drafts.next(stored, { value, base, about: aboutOf(this.element) });
      this.at = draft.at;
      drafts.put(this.key, draft);
      this.show(this.other && this.state !== "cleared" ? "elsewhere" : "kept", draft);
    }

    does(name) {
      if (name === "add") this.addRow();
      if (name === "note") this.showNote();
      if (name === "clear") this.clear();
      if (name === "close") this.close();
      if (name === "other") this.swap();
    }

    get rows() {
      return all(this.form, "[data-part=answer] textarea");
    }

    addRow() {
      const area = addRow(this.form);
      this.labelRows();
      this.count();
      area.focus();
    }

    showNote() {
      const note = this.form.querySelector("[data-part=note]");
      note.hidden = false;
      this.show(this.state, drafts.get(this.key));
      note.querySelector("textarea").focus();
    }

    clear() {
      clearTimeout(this.timer);
      const stored = drafts.get(this.key);
      this.timer = this.hasWayBack(stored) && !same(stored.value, this.seen) ? -1 : null;
      this.other = null;
      this.fill(this.seen);
      if (this.timer) {
        this.at = stored.at;
        this.keep();
        return;
      }
      this.at = 0;
      drafts.remove(this.key);
      this.show("", null);
      if (this.isSaid && this.element.dataset.write !== "action") this.close();
      else this.form.querySelector("textarea, input").focus();
    }

    // The wording that lost against a newer one comes back, once.
    swap() {
      const { other } = this;
      this.other = null;
      this.fill(other);
      this.timer = setTimeout(() => {}, SOON);
      this.keep();
      this.form.querySelector("textarea, input").focus();
    }

    show(state, draft, sent = draft) {
      this.state = state;
      const stay = drafts.stay(draft && this.key);
      const kept = word(stay ? `write_kept_${stay}` : "write_kept");
      const isEmpty = draft && bare(draft.value) === undefined;
      const what =
        isEmpty || (draft && isBack(this.seen, draft.value)) ? "write_back" : "write_draft";
      const told =
        {
          "": this.form.contains(document.activeElement)
            ? word(stay ? `write_keeps_${stay}` : "write_keeps")
            : "",
          kept: stay === "not" ? kept : `${word(what)} · ${kept}`,
        }[state] ?? toldOf(state, sent);
      if (this.status.textContent !== told) {
        // Between pressing and releasing a button nothing may move up: the click would miss it.
        const tall = this.status.textContent ? this.status.offsetHeight : 0;
        this.status.textContent = told;
        if (tall) this.status.style.minHeight = `${tall}px`;
      }
      this.status.dataset.written = stay === "not" && state === "kept" ? "not" : state;
      this.element.dataset.written = state === "same" ? "" : state;
      this.tool("clear").hidden = !draft;
      this.tool("close").hidden =
        Boolean(draft) || !this.isSaid || this.element.dataset.write === "action";
      this.tool("other").hidden = !this.other;
      const note = this.tool("note");
      if (note) note.hidden = !this.form.querySelector("[data-part=note]").hidden;
      this.count();
    }

    count() {
      const { count: asked, exactly } = this.element.dataset;
      const least = Number(asked) || 1;
      const given = this.wanted ? texts(this.form, "answer").length : 0;
      if (this.wanted) {
        this.wanted.textContent =
          asked && given && given < least ? counted("more_wanted", least - given) : "";
      }
      const add = this.tool("add");
      if (add)
        add.hidden =
          (exactly !== undefined && this.rows.length >= least) || this.rows.length >= 50 || !given;
    }
  }

  const fields = new Map();
  for (const element of all(document, "[data-write]")) {
    if (!element.closest("#reply, .home:not(.home--think)"))
      fields.set(element.dataset.key, new Field(element));
  }
  drafts.watch((key, elsewhere) => {
    if (!elsewhere && !(key && drafts.get(key)?.sent)) return;
    for (const field of key === null ? fields.values() : [fields.get(key)].filter(Boolean)) {
      if (field.timer)
        field.keep(); // what is being typed here is newer still
      else field.look(elsewhere);
    }
  });
  const keepAll = () => fields.forEach((field) => field.form && field.keep());
  addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", keepAll);
  addEventListener("pageshow", (event) => {
    if (event.persisted) fields.forEach((field) => field.look(true));
  });

  const placeOf = (key) => fields.get(key)?.element ?? null;
  return { aboutOf, all, counted, dayInWords, placeOf, reconciled, seenAt, today, toldOf, word };
})();
