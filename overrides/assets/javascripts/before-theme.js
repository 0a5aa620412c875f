// What runs before the theme's own script: a browser may forbid storage, and the search needs a
// worker, which must work in a portal opened as a file and wait in one that comes from a server.
import "./storage-shim.js";
import "./iframe-worker.js";
import "./lazy-search.js";
