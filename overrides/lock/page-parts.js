// A page of a locked portal, made to stand alone: its sheets, its scripts and its pictures come out of
// the portal's files, and its links lead to places of the one file.
import { base64Of } from "../assets/javascripts/encoding.js";
import { isPage, placeOf, routeOf } from "./places.js";

/** @typedef {{ path: string, dataset: DOMStringMap }} ScriptUse */
/** @typedef {{ path: string, media: string }} SheetUse */

const TYPES = {
  css: "text/css",
  gif: "image/gif",
  ics: "text/calendar",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
  woff2: "font/woff2",
};
const ADDRESSES = ["data-index", "data-script", "data-late"];

/** Returns the media type of a file by its name. @param {string} path */
export const typeOf = (path) =>
  /** @type {Record<string, string>} */ (TYPES)[path.split(".").pop()?.toLowerCase() ?? ""] ??
  "application/octet-stream";

/**
 * Returns a file as an address that holds it.
 * @param {string} path
 * @param {Uint8Array} bytes
 */
const dataAddress = (path, bytes) => `data:${typeOf(path)};base64,${base64Of(bytes)}`;

/** The files of a portal, by their paths. */
export class PageFiles {
  /** @param {Map<string, Uint8Array<ArrayBuffer>>} files */
  constructor(files) {
    this.files = files;
    this.isThere = (/** @type {string} */ path) => files.has(path);
    /** @type {Map<string, CSSStyleSheet>} */
    this.sheets = new Map();
  }

  /** @param {string} path */
  text(path) {
    return new TextDecoder().decode(this.files.get(path));
  }

  /**
   * Returns the path of the file that an address means on a page, "" if there is none.
   * @param {string} address
   * @param {string} page
   */
  pathOf(address, page) {
    return placeOf(address, page, this.isThere)?.path ?? "";
  }

  /**
   * Returns what a page shows, and which sheets and scripts it asks for in their order.
   * @param {string} path
   */
  page(path) {
    const page = new DOMParser().parseFromString(this.text(path), "text/html");
    const sheets = this.#takeSheets(page, path);
    const scripts = this.#takeScripts(page, path);
    // The policy of this document is that of the locked page, and stays.
    for (const meta of page.querySelectorAll("meta[http-equiv]")) meta.remove();
    this.complete(page.documentElement, path);
    return { root: page.documentElement, sheets, scripts };
  }

  /**
   * Returns a sheet; a browser refuses to load one by address, and takes this one.
   * @param {SheetUse} use
   */
  sheet({ path, media }) {
    const name = `${path} ${media}`;
    const known = this.sheets.get(name) ?? new CSSStyleSheet({ media });
    if (!this.sheets.has(name)) {
      const text = this.text(path).replace(
        /url\(\s*["']?([^"')]+)["']?\s*\)/g,
        (whole, address) => {
          const file = this.pathOf(address, path);
          return file ? `url("${dataAddress(file, this.#bytes(file))}")` : whole;
        },
      );
      known.replaceSync(text);
      this.sheets.set(name, known);
    }
    return known;
  }

  /**
   * Lets links and pictures in a part of a page lead to what they mean.
   * @param {ParentNode} part
   * @param {string} page its path
   */
  complete(part, page) {
    for (const link of part.querySelectorAll("a[href], area[href]")) this.#completeLink(link, page);
    for (const picture of part.querySelectorAll("img[src]")) {
      const file = this.pathOf(picture.getAttribute("src") ?? "", page);
      if (file) picture.setAttribute("src", dataAddress(file, this.#bytes(file)));
    }
    for (const name of ADDRESSES) {
      for (const element of part.querySelectorAll(`[${name}]`)) {
        const file = this.pathOf(element.getAttribute(name) ?? "", page);
        if (file) element.setAttribute(name, file);
      }
    }
    for (const template of part.querySelectorAll("template")) this.complete(template.content, page);
  }

  /** @param {Element} link @param {string} page */
  #completeLink(link, page) {
    const address = link.getAttribute("href") ?? "";
    if (address.startsWith("#")) return;
    const place = placeOf(address, page, this.isThere);
    if (place) {
      link.setAttribute("href", routeOf(place));
      if (!isPage(place.path)) link.setAttribute("download", "");
    } else if (/^https?:/i.test(address)) {
      // To go there in this window would lock the portal.
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    }
  }

  /** @param {Document} page @param {string} path @returns {SheetUse[]} */
  #takeSheets(page, path) {
    const links = [...page.querySelectorAll("link")];
    links.forEach((link) => link.remove());
    return links
      .filter((link) => link.relList.contains("stylesheet"))
      .map((link) => ({
        path: this.pathOf(link.getAttribute("href") ?? "", path),
        media: link.media,
      }))
      .filter((sheet) => sheet.path);
  }

  /** @param {Document} page @param {string} path @returns {ScriptUse[]} */
  #takeScripts(page, path) {
    const scripts = [...page.querySelectorAll("script:not([type$=json])")];
    scripts.forEach((script) => script.remove());
    return scripts
      .map((script) => ({
        path: this.pathOf(script.getAttribute("src") ?? "", path),
        dataset: { .../** @type {HTMLElement} */ (script).dataset },
      }))
      .filter((script) => isScript(script.path));
  }

  /** @param {string} path */
  #bytes(path) {
    return this.files.get(path) ?? new Uint8Array();
  }
}

/** @param {string} path */
const isScript = (path) => path.endsWith(".js");
