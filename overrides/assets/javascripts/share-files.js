// Files as a system shares them.

/**
 * Returns a file as this system shares it, or undefined. Some share text files alone: what is in
 * it is text, whatever its name.
 * @param {{ name: string, type: string, text: string }} file
 */
export const asFiles = ({ text, name, type }) =>
  [
    [new File([text], name, { type })],
    [new File([text], `${name}.txt`, { type: "text/plain" })],
  ].find((files) => navigator.canShare?.({ files }));
