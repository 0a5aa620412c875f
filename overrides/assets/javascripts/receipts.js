// What the coach has decided on drafts that were sent: a portal says so of each, or of its parts.
import { kindOf, textFields } from "./draft-kinds.js";
import { limits, portal } from "./page.js";

/** @typedef {{ at: number, isMine: boolean }} Receipt */

const receipts = new Map(
  (portal.received ?? []).map((line) => {
    const [name, at, mine] = line.split(" ");
    return [name, { at: parseInt(at, 36), isMine: mine !== undefined }];
  }),
);

/** @param {any} value */
const saysSomething = (value) => Boolean(value && Object.keys(value).length);

/**
 * Returns the parts of a draft that the coach decides on one by one.
 * @param {string} key
 * @param {any} value
 */
const partsOf = (key, value) => {
  if (kindOf(key) !== "review") return [""];
  const lists = textFields("review").filter((name) => saysSomething(value[name]));
  return [
    ...(saysSomething(value.scores) ? ["/scores"] : []),
    ...Object.keys(value.goals ?? {}).map((name) => `/goals/${name}`),
    ...lists.map((name) => `/${name}`),
  ];
};

/**
 * Returns "taken" or "mine" where the coach has decided on this very wording, or on a later one,
 * "mine" where they kept their own; else "".
 * @param {string} key
 * @param {Draft} draft
 */
export function answerTo(key, draft) {
  const name = draft.id.slice(0, limits.receipt);
  const whole = receipts.get(name);
  const found = whole
    ? [whole]
    : partsOf(key, draft.value).map((part) => receipts.get(name + part));
  if (!found.every((receipt) => receipt && receipt.at >= draft.at)) return "";
  return found.some((receipt) => receipt?.isMine) ? "mine" : "taken";
}
