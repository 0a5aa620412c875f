// What stands around a page: its menu, its search and its switch of colours.
import { startDialogs } from "./dialogs.js";
import { startThemeSwitch } from "./theme-switch.js";

/** Lets all of it work. */
export function startFrame() {
  startDialogs();
  startThemeSwitch();
}
