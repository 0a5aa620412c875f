// Days as "2026-12-01", in the reader's own time zone.

const DAY = 86_400_000; // milliseconds

/**
 * Returns the day of a moment where the reader is.
 * @param {Date} moment
 */
export function dayOf(moment) {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth(), moment.getDate()];
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

export const today = () => dayOf(new Date());

/**
 * Calls back where the reader looks at a page again on another day than before: on a phone it may
 * have been left open for days.
 * @param {() => void} call
 */
export function watchDay(call) {
  let day = today();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || day === today()) return;
    day = today();
    call();
  });
}

/**
 * Returns how many days one day is after another; less than 0 if it is before.
 * @param {string} first
 * @param {string} second
 */
export const daysBetween = (first, second) => (Date.parse(second) - Date.parse(first)) / DAY;

/**
 * Tells whether a value is a day that there is.
 * @param {any} value
 */
export const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
