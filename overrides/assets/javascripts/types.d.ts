// Types that several scripts share, for `tsc` alone; no portal contains this file.

/** What a page says of its portal. */
interface PortalData {
  engagement: string;
  version: string;
  /** What the coach has decided: "<id of a draft><part> <moment in base 36>[ m]". */
  received?: string[];
  drafts: DraftTable;
  actions?: SeenAction[];
}

/** An action as the portal shows it: what `facts_of` in `coaching_site/view/facts.py` returns. */
interface SeenAction {
  key: string;
  base: string;
  state: string;
  own?: boolean;
  started?: string;
  target?: string;
  done?: string;
  /** Of what is repeated: the first days of its periods, and the days on which it was done. */
  starts?: string;
  days?: string;
  last?: string;
}

/** An action as it stands on this device, with the draft that changes whether it is done. */
interface ActionFact extends SeenAction {
  own: boolean;
  goal: string;
  done: string;
  draft: Draft | null;
  /** What it would be without the draft. */
  was: { state: string; days?: string };
}

/** What `draft_table` in `coaching_site/drafts.py` returns. */
interface DraftTable {
  limits: {
    key: number;
    line: number;
    name: number;
    receipt: number;
    text: number;
    texts: number;
    scores: [least: number, most: number];
    reply: number;
  };
  patterns: {
    key: string;
    id: string;
    number: string;
    suffix: string;
    place: string;
    unreadable: string;
  };
  name: string;
  kinds: Record<string, { key?: string; round?: true; value: DraftForm }>;
}

/** "text", "texts", "line", "score", "number" or "day", with "?" where null is one too; or fields by their names. */
type DraftForm = string | { [name: string]: DraftForm };

/** What a draft answers, in the words that the reader saw. */
interface About {
  /** The title of a goal or the name of a value. */
  of: string;
  /** A question or an action. */
  what: string;
  /** For a review, the titles of goals by their ids. */
  goals?: Record<string, string>;
}

/** What a reader has written in one place, and the portal does not show yet. */
interface Draft {
  /** Its own from the first letter to the coach's file. */
  id: string;
  /**
   * What was written; its form depends on the kind. What is taken back is empty: an answer of no
   * texts, an action that is not done, a part of a review that is there and says nothing.
   */
  value: any;
  /** The revision of what the portal showed when it was written. */
  base: string;
  about: About;
  /** The moment of the last change, in milliseconds. */
  at: number;
  /** The reader's day of the last change before it was first sent. */
  on: string;
  /** The day of sending, if this wording was sent. */
  sent: string | null;
  /** Whether any wording of it was ever sent. */
  out: boolean;
  /** Whether it is held back from the reply. */
  held: boolean;
}

type Action = {
  done: string | null;
  note: string | null;
  days?: string[];
  /** Another day that is suggested, and the one that the portal said. */
  target?: string | null;
  was?: string | null;
};
type Reading = { on: string; value: string; note: string | null };
type Scores = Record<string, number>;
type GoalProgress = { score?: number | null; progress?: string | null };

/** How a draft stands against the portal. */
type DraftState = "" | "kept" | "sent" | "changed" | "declined" | "received";

interface Standing {
  draft: Draft | null;
  state: DraftState;
  /** The draft that was sent, where that is another one. */
  sent?: Draft;
}

/** The file that was made last: of which wording each draft in it is. */
interface ReplyFile {
  name: string;
  items: { id: string; at: number }[];
}

/** A line of a draft in a list: its label, its text, and its looks. */
type Line = [label: string, text: string, kind?: "back"];
