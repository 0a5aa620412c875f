// What happens is said to those who hear a page: it has one region for all of that.

/**
 * Says a sentence.
 * @param {string} text
 */
export function announce(text) {
  const region = document.getElementById("announcement");
  if (region) region.textContent = text;
}
