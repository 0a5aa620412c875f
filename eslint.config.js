// What prettier does not see: mistakes, and functions that are too long to read. Names and types are
// left to `tsc`.
import js from "@eslint/js";

const readable = {
  complexity: ["error", 10],
  "max-depth": ["error", 3],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 30, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", 4],
};

export default [
  {
    ignores: [
      "**/*",
      "!eslint.config.js",
      "!overrides/",
      "!overrides/assets/**",
      "!overrides/desk/**",
      "!overrides/feedback/**",
      "!overrides/lock/**",
      "!tests/",
      "!tests/scripts/**",
    ],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...readable,
      "no-undef": "off",
      "no-var": "error",
      "prefer-const": "error",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-template": "error",
    },
  },
];
