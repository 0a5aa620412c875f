// The reply: all drafts in reading order, each of which may be held back, and one file of them. It
// is encrypted here to the coach's public key, as JWE (RFC 7516): ECDH-ES over P-256, A256GCM.
(() => {
  const { drafts, forms } = window;
  if (!drafts || !forms) return;
  const { all, counted, dayInWords, today } = forms;

  // In the list of all prompts a draft counts too, until what was sent of it stands in the portal.
  const showDrafted = (section) => {
    let count = 0;
    for (const { dataset, lastElementChild: state } of all(section, "[data-draft]")) {
      const draft = drafts.get(dataset.draft);
      const isDraft = draft && (!draft.sent || draft.base === dataset.base);
      state.textContent = isDraft ? forms.word("write_draft") : "";
      count += isDraft ? 1 : 0;
    }
    section.querySelector(".index__drafted").textContent =
      count ? forms.word("write_drafted", { n: count }) : "";
  };

  // On every page: how many drafts wait to be sent, and what to do where they do not stay.
  const bar = document.querySelector(".drafts-here");
  const showBar = () => {
    for (const section of all(document, ".index")) showDrafted(section);
    if (!bar) return;
    const waiting = drafts.keys().filter((key) => !drafts.get(key).sent).length;
    bar.hidden = !waiting;
    bar.querySelector("span").textContent = counted("write_waiting", waiting);
    bar.querySelector("button").hidden = !drafts.stay();
    bar.classList.toggle("drafts-here--not", drafts.stay() === "not");
  };
  bar?.querySelector("button").addEventListener("click", drafts.saveFile);
  drafts.watch(showBar);
  showBar();

  const page = document.getElementById("reply");
  if (!page) return;
  page.hidden = false;
  const find = (selector) => page.querySelector(selector);
  const entries = all(page, ".reply__item");
  const coachKey = page.dataset.publicKey ? JSON.parse(page.dataset.publicKey) : null;
  const canEncrypt = Boolean(coachKey && globalThis.crypto?.subtle);

  // The lines of a form that hold something: what it asks, and what is given.
  const linesOf = (form) => {
    const lines = [];
    for (const one of all(form, "textarea, [data-part=done], fieldset")) {
      if (one.matches("fieldset")) {
        const chosen = one.querySelector(":checked")?.value;
        const legend = one.querySelector("legend").textContent;
        if (chosen) lines.push([legend, `${chosen} / 10`]);
        else if (one.querySelector("textarea")?.value) lines.push([legend, ""]);
      } else if (one.matches("textarea")) {
        if (one.value.trim()) lines.push([one.closest("label")?.firstElementChild.textContent ?? "", one.value]);
      } else if (one.checked) {
        const day = dayInWords(form.querySelector("[data-part=day]").value);
        lines.push(["", `${one.nextElementSibling.textContent} ${forms.word("write_done_on")} ${day}`]);
      }
    }
    return lines;
  };

  const line = ([label, text]) => {
    const element = document.createElement("p");
    if (label) {
      const name = document.createElement("span");
      name.className = "reply__label";
      name.textContent = label;
      element.append(name, " ");
    }
    const said = document.createElement("span");
    said.dir = "auto";
    said.textContent = text;
    element.append(said);
    return element;
  };

  // What was sent, or is held back, goes along only if the reader ticks it.
  const tick = (entry, { id, at, sent, held }) => {
    const now = JSON.stringify([id, at, sent, held]);
    if (entry.dataset.ticked === now) return;
    entry.dataset.ticked = now;
    entry.querySelector(".reply__pick input").checked = !sent && !held;
  };

  const show = () => {
    for (const entry of entries) {
      const { draft, state } = forms.reconciled(entry);
      entry.hidden = !draft;
      entry.dataset.written = state;
      if (!draft) continue;
      tick(entry, draft);
      const form = forms.makeForm(entry);
      forms.fill(entry, form, draft.value);
      entry.querySelector(".reply__draft").replaceChildren(...linesOf(form).map(line));
      entry.querySelector(".reply__state").textContent = {
        sent: draft.sent && forms.word("write_sent", { day: dayInWords(draft.sent) }),
        changed: forms.word("reply_changed"),
      }[state] ?? "";
    }
    const shown = entries.filter((entry) => !entry.hidden);
    find(".reply__none").hidden = shown.length > 0;
    find(".reply__some").hidden = shown.length === 0;
    for (const name of ["keep", "clear"]) find(`[data-reply=${name}]`).disabled = shown.length === 0;
    find(".reply__count").textContent =
      `${counted("write_drafts", shown.length)}. ${counted("reply_picked", picked().length)}`;
    const open = !canEncrypt && !find(".reply__open input").checked;
    for (const name of ["save", "share"]) find(`[data-reply=${name}]`).disabled = open || !picked().length;
    const file = drafts.made();
    find(".reply__saved").hidden = !file;
    find(".reply__name").textContent = file?.name ?? "";
  };
  const picked = () =>
    entries.filter((entry) => !entry.hidden && entry.querySelector(".reply__pick input").checked);

  // What is sent: see `coaching-site receive`, which reads it.
  let made = null;
  const reply = async () => {
    const wordings = [];
    const items = picked().map((entry) => {
      const { key } = entry.dataset;
      const { id, at, on, base, value, ...draft } = drafts.get(key);
      // A draft of an older portal does not say what it is about, but may still be of this place.
      const isHere = !draft.about.what && base === (entry.dataset.base ?? "");
      const about = isHere ? forms.aboutOf(entry) : draft.about;
      wordings.push({ key, id, at });
      const moment = new Date(at).toISOString();
      return { kind: drafts.kindOf(key), key, id, at: moment, on, about, ...(base ? { base } : {}), value };
    });
    const same = JSON.stringify(items);
    if (made?.same === same) return made;
    const { engagement, version } = drafts.portal;
    const id = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const content = JSON.stringify({
      format: "coaching-reply", version: 2, id, engagement, portal: version,
      made: new Date().toISOString().replace(/\.\d+Z/, "Z"), on: today(), items,
    });
    const name = `reply-${engagement}-${today()}`;
    made = canEncrypt
      ? { same, name: `${name}.jwe`, type: "application/jose", text: await encrypted(content, coachKey) }
      : { same, name: `${name}.json`, type: "application/json", text: content };
    made.items = wordings;
    return made;
  };

  const utf8 = new TextEncoder();
  const base64url = (buffer) => {
    let binary = "";
    for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const number = (n) => new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
  const joined = async (...parts) => new Uint8Array(await new Blob(parts).arrayBuffer());

  // How much was written would show in the length: spaces, which JSON takes anywhere, fill it up to a
  // multiple of 4 KiB, or to an eighth more at most.
  const padded = (content) => {
    const bytes = utf8.encode(content);
    const step = Math.max(4096, 2 ** Math.floor(Math.log2(bytes.length)) / 8);
    return joined(bytes, " ".repeat(Math.ceil(bytes.length / step) * step - bytes.length));
  };

  const encrypted = async (content, { kty, crv, x, y, kid }) => {
    const { subtle } = crypto;
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await subtle.importKey("jwk", { kty, crv, x, y }, curve, false, []);
    const ours = await subtle.generateKey(curve, false, ["deriveBits"]);
    const point = await subtle.exportKey("jwk", ours.publicKey);
    const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
    // Concat KDF, RFC 7518 section 4.6: one round of SHA-256 gives the 256 bits of the key.
    const algorithm = utf8.encode("A256GCM");
    const seed = await joined(
      number(1), secret, number(algorithm.length), algorithm, number(0), number(0), number(256));
    const bits = await subtle.digest("SHA-256", seed);
    const key = await subtle.importKey("raw", bits, "AES-GCM", false, ["encrypt"]);
    const header = base64url(utf8.encode(JSON.stringify({
      alg: "ECDH-ES", enc: "A256GCM", kid, typ: "coaching-reply",
      epk: { kty: "EC", crv: "P-256", x: point.x, y: point.y },
    })));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: utf8.encode(header) }, key, await padded(content));
    const text = sealed.slice(0, -16);
    return [header, "", base64url(iv), base64url(text), base64url(sealed.slice(-16))].join(".");
  };

  const markSent = () => {
    drafts.markSent();
    show();
    told("sent");
  };
  const told = (what) => { find(".reply__told").textContent = find(".reply__told").dataset[what]; };

  // Some systems share text files alone: what is in the file is text, whatever its name.
  const asFiles = ({ text, name, type }) => [
    [new File([text], name, { type })],
    [new File([text], `${name}.txt`, { type: "text/plain" })],
  ].find((files) => navigator.canShare?.({ files }));

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
    clear: () => find("dialog").showModal(),
    back: () => find("dialog").close(),
    cleared() {
      drafts.keys().forEach(drafts.remove);
      find("dialog").close();
    },
  };
  page.addEventListener("click", async ({ target }) => {
    try {
      await does[target.closest("[data-reply]")?.dataset.reply]?.();
    } catch {
      told("broken"); // a key that no browser takes, for instance
    }
  });
  page.addEventListener("change", async ({ target }) => {
    if (target.type === "file" && target.files.length) {
      const text = await target.files[0].text();
      const came = drafts.fromFile(text, (key) => entries.some((entry) => entry.dataset.key === key));
      const words = find(".reply__loaded").dataset;
      const counts = Object.entries({ n: came.taken, older: came.older, unknown: came.unknown });
      find(".reply__loaded").textContent = came.refused
        ? words[came.refused]
        : counts.reduce((told, [gap, n]) => told.replace(`{${gap}}`, n), words.taken);
      target.value = "";
    }
    show();
  });

  find(".reply__open").hidden = canEncrypt;
  all(document, ".reply-locked").forEach((promise) => { promise.hidden = !canEncrypt; });
  find(".reply__no-key").hidden = Boolean(coachKey);
  find(".reply__no-crypto").hidden = !coachKey;
  find(".reply__closed").hidden = !canEncrypt;
  find("[data-reply=share]").hidden = !asFiles({ text: "", name: "reply.jwe", type: "application/jose" });
  drafts.watch(show);
  show();
})();
