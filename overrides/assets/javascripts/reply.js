// The reply: all drafts in reading order, each of which may be held back, and one locked file of them.
(() => {
  const { drafts, forms, entries, lockedFor } = window;
  if (!drafts || !forms || !entries) return;
  const { all, counted, today, toldOf, word } = forms;
  const LARGEST = 2_000_000; // bytes of a reply that `coaching-site receive` reads

  // In the list of all prompts a draft counts too, until what was sent of it stands in the portal.
  const showDrafted = (section) => {
    let count = 0;
    for (const { dataset, lastElementChild: state } of all(section, "[data-draft]")) {
      const draft = drafts.get(dataset.draft);
      const isDraft = draft && (!draft.sent || draft.base === dataset.base);
      state.textContent = isDraft ? word("write_draft") : "";
      count += isDraft ? 1 : 0;
    }
    section.querySelector(".index__drafted").textContent = count
      ? word("write_drafted", { n: count })
      : "";
  };

  // On every page: how many drafts wait to be sent, and what to do where they do not stay. The link
  // to the reply says from which page it comes, so that a reply that sees no drafts can lead back.
  const bar = document.querySelector(".drafts-here");
  const showBar = () => {
    for (const section of all(document, ".index")) showDrafted(section);
    if (!bar) return;
    const waiting = drafts.keys().filter((key) => !drafts.get(key).sent).length;
    const stay = drafts.stay();
    bar.hidden = !waiting;
    bar.querySelector("span").textContent = counted("write_waiting", waiting);
    bar.querySelector("button").hidden = !stay;
    bar.classList.toggle("drafts-here--not", stay === "not");
  };
  const linkBar = () => {
    const link = bar.querySelector("a");
    const root = new URL(".", link.href).pathname;
    if (here) link.href = "#send-here";
    else if (location.pathname.startsWith(root))
      link.hash = `from=${location.pathname.slice(root.length)}`;
    if (here) link.querySelector("strong").textContent = word("write_send_here");
    bar.querySelector("button").addEventListener("click", drafts.saveFile);
  };

  // Where each page keeps its own drafts, each sends its own.
  const own = document.getElementById("send-here-form");
  const here = drafts.isBound && own ? own.content.firstElementChild.cloneNode(true) : null;
  if (here) own.after(here);
  if (bar) linkBar();
  drafts.watch(showBar);
  showBar();

  const page = here ?? document.getElementById("reply");
  if (!page) return;
  page.hidden = false;
  const find = (selector) => page.querySelector(selector);
  const list = find(".reply__items");
  const places = new Map(all(list, ".reply__item").map((entry) => [entry.dataset.key, entry]));
  const others = new Map(); // entries of drafts that have no place in this list
  const coachKey = page.dataset.publicKey ? JSON.parse(page.dataset.publicKey) : null;
  const canEncrypt = Boolean(coachKey && globalThis.crypto?.subtle);

  // What was sent, or is held back, goes along only if the reader ticks it.
  const tick = (entry, { id, at, sent, held }) => {
    const now = JSON.stringify([id, at, sent, held]);
    if (entry.dataset.ticked === now) return;
    entry.dataset.ticked = now;
    entry.querySelector(".reply__pick input").checked = !sent && !held;
  };

  // The entry of a draft: one for each that is kept, whether or not the portal has a place for it.
  const entryOf = (key) => {
    if (places.has(key)) return places.get(key);
    if (!others.has(key)) {
      const entry = find("template.reply__other").content.firstElementChild.cloneNode(true);
      entry.dataset.key = key;
      list.append(entry);
      others.set(key, entry);
    }
    return others.get(key);
  };
  const fillHead = (entry, key, draft) => {
    const [what, of] = entries.headOf(key, draft);
    entry.querySelector(".reply__what").textContent = what;
    entry.querySelector(".reply__about span").textContent = of;
  };
  const showEntry = (key) => {
    const entry = entryOf(key);
    const placed = (name) => places.get(name) ?? forms.placeOf(name);
    // What is new each time and was sent before waits aside of its place.
    const around = placed(window.places.keyOf(key));
    const place = placed(key) ?? (around?.dataset.base ? null : around);
    const { draft, state } = place
      ? forms.reconciled(place, key)
      : { draft: drafts.get(key), state: "gone" };
    if (!draft) return null;
    const told = state === "gone" && (here || draft.sent) ? (draft.sent ? "sent" : "kept") : state;
    entry.hidden = false;
    entry.dataset.written = told;
    tick(entry, draft);
    if (others.has(key)) fillHead(entry, key, draft);
    const lines = entries.linesOf(key, draft, place && forms.seenAt(place));
    entry.querySelector(".reply__draft").replaceChildren(...lines.map(entries.lineOf));
    entry.querySelector(".reply__state").textContent =
      {
        sent: told === "sent" && toldOf(told, draft),
        changed: word("reply_changed"),
        declined: word("write_declined"),
        gone: word("reply_gone"),
      }[told] ?? "";
    return entry;
  };

  // One source for what is counted and what is listed: the drafts that are kept.
  let turns = 0;
  const show = () => {
    const turn = (turns += 1);
    const shown = drafts.keys().map(showEntry).filter(Boolean);
    if (turn !== turns) return void show(); // a draft went or moved meanwhile
    for (const [key, entry] of [...places, ...others]) {
      if (shown.includes(entry)) continue;
      entry.hidden = true;
      if (others.delete(key)) entry.remove();
    }
    if (here) page.hidden = shown.length === 0;
    else find(".reply__none").hidden = shown.length > 0 || isElsewhere;
    find(".reply__some").hidden = shown.length === 0;
    for (const name of ["keep", "clear"]) {
      for (const button of all(page, `[data-reply=${name}]`)) button.disabled = shown.length === 0;
    }
    const items = picked();
    const tooLarge = new TextEncoder().encode(contentOf(items)).length > LARGEST;
    find(".reply__count").textContent =
      `${counted("write_drafts", shown.length)}. ${counted("reply_picked", items.length)}`;
    find(".reply__large").hidden = !tooLarge;
    const open = !canEncrypt && !find(".reply__open input").checked;
    for (const name of ["save", "share"]) {
      find(`[data-reply=${name}]`).disabled = open || tooLarge || !items.length;
    }
    const file = drafts.made();
    find(".reply__saved").hidden = !file;
    find(".reply__name").textContent = file?.name ?? "";
  };
  const entriesShown = () => all(list, ".reply__item").filter((entry) => !entry.hidden);

  // What is sent: see `coaching-site receive`, which reads it.
  const picked = () =>
    entriesShown()
      .filter((entry) => entry.querySelector(".reply__pick input").checked)
      .map((entry) => {
        const { key } = entry.dataset;
        const { id, at, on, base, value, ...draft } = drafts.get(key);
        // A draft of an older portal does not say what it is about, but may still be of this place.
        const isHere = !draft.about.what && places.has(key) && base === (entry.dataset.base ?? "");
        const about = isHere ? forms.aboutOf(entry) : draft.about;
        const moment = new Date(at).toISOString();
        const asked = { kind: drafts.kindOf(key), key: window.places.keyOf(key) };
        return { ...asked, id, at: moment, on, about, ...(base ? { base } : {}), value };
      });
  const newId = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  const contentOf = (items, id = "0".repeat(32)) =>
    JSON.stringify({
      format: "coaching-reply",
      version: 2,
      id,
      engagement: drafts.portal.engagement,
      portal: drafts.portal.version,
      made: new Date().toISOString().replace(/\.\d+Z/, "Z"),
      on: today(),
      items,
    });
  let made = null;
  const reply = async () => {
    const items = picked();
    const same = JSON.stringify(items);
    if (made?.same === same) return made;
    const content = contentOf(items, newId());
    const name = `reply-${drafts.portal.engagement}-${today()}`;
    made = canEncrypt
      ? {
          same,
          name: `${name}.jwe`,
          type: "application/jose",
          text: await lockedFor(coachKey, content),
        }
      : { same, name: `${name}.json`, type: "application/json", text: content };
    made.items = items.map(({ id, at }) => ({ id, at: Date.parse(at) }));
    return made;
  };

  const markSent = () => {
    drafts.markSent();
    show();
    told("sent");
  };
  const told = (what) => {
    find(".reply__told").textContent = find(".reply__told").dataset[what];
  };

  // Some systems share text files alone: what is in the file is text, whatever its name.
  const asFiles = ({ text, name, type }) =>
    [
      [new File([text], name, { type })],
      [new File([text], `${name}.txt`, { type: "text/plain" })],
    ].find((files) => navigator.canShare?.({ files }));

  // Where a page may not copy by itself, the text is chosen, for the reader to copy.
  const copied = async (entry) => {
    const text = entries.asText(entry.dataset.key, drafts.get(entry.dataset.key));
    try {
      await navigator.clipboard.writeText(text);
      entry.querySelector(".reply__state").textContent = word("reply_copied");
    } catch {
      getSelection().selectAllChildren(entry.querySelector(".reply__draft"));
    }
  };

  const does = {
    async save() {
      const file = await reply();
      drafts.save(file.name, file.text, file.type);
      drafts.setMade({ name: file.name, items: file.items });
      show();
    },
    async share() {
      try {
        const file = await reply();
        await navigator.share({ files: asFiles(file) });
        drafts.setMade({ name: file.name, items: file.items });
        markSent();
      } catch (error) {
        if (error.name === "AbortError") return;
        await does.save();
        told("failed");
      }
    },
    sent: markSent,
    keep() {
      drafts.saveFile();
      find(".reply__loaded").textContent = find(".reply__loaded").dataset.kept;
    },
    copy: copied,
    drop(entry) {
      drafts.remove(entry.dataset.key);
      find(".reply__count").focus();
    },
    clear: () => find("dialog").showModal(),
    back: () => find("dialog").close(),
    cleared() {
      drafts.clear();
      find("dialog").close();
    },
  };
  page.addEventListener("click", async ({ target }) => {
    try {
      await does[target.closest("[data-reply]")?.dataset.reply]?.(target.closest(".reply__item"));
    } catch {
      told("broken"); // a key that no browser takes, for instance
    }
  });

  const load = async (input) => {
    const came = drafts.fromFile(await input.files[0].text());
    const words = find(".reply__loaded").dataset;
    const counts = Object.entries({ n: came.taken, older: came.older, unknown: came.unknown });
    find(".reply__loaded").textContent = came.refused
      ? words[came.refused]
      : counts.reduce((said, [gap, n]) => said.replace(`{${gap}}`, n), words.taken);
    input.value = "";
  };
  // What is held back stays so; what was sent and is ticked goes along once more.
  const hold = (entry, isPicked) => {
    const { key } = entry.dataset;
    const draft = drafts.get(key);
    if (draft && !draft.sent) drafts.put(key, { ...draft, held: !isPicked });
  };
  page.addEventListener("change", async ({ target }) => {
    if (target.type === "file" && target.files.length) await load(target);
    if (target.closest(".reply__pick")) hold(target.closest(".reply__item"), target.checked);
    show();
  });

  // A reader who comes from a page with drafts and finds none here has a browser that keeps them there.
  const [, from] = /^#from=([a-z0-9][\w/-]*\.html)$/i.exec(location.hash) ?? [];
  const isElsewhere = !here && (drafts.isBound || Boolean(from && !drafts.keys().length));
  if (!here) {
    find(".reply__bound").hidden = !isElsewhere;
    find(".reply__from").hidden = !from;
    if (from) find(".reply__from a").href = `${from}#send-here`;
  }
  const [before, after] = find(".reply__as").dataset.said.split("{name}");
  find(".reply__name").before(before);
  find(".reply__name").after(after);
  find(".reply__open").hidden = canEncrypt;
  all(document, ".reply-locked").forEach((promise) => {
    promise.hidden = !canEncrypt;
  });
  find(".reply__no-key").hidden = Boolean(coachKey);
  find(".reply__no-crypto").hidden = !coachKey;
  find(".reply__closed").hidden = !canEncrypt;
  find("[data-reply=share]").hidden = !asFiles({
    text: "",
    name: "reply.jwe",
    type: "application/jose",
  });
  drafts.watch(show);
  show();
  if (here && location.hash === "#send-here") here.scrollIntoView();
})();
