/** Every code that a diagnostic of this package can carry, with its severity and what it means. */
export const diagnosticCodes = {
  "unexpected-character": { severity: "error", summary: "A character that no token begins with." },
  "unterminated-string": { severity: "error", summary: "A string without its closing quote." },
  "unterminated-comment": { severity: "error", summary: "A `/*` comment without its `*/`." },
  "expected-token": { severity: "error", summary: "Something else should stand here." },
  "misplaced-doc-comment": {
    severity: "error",
    summary: "A `///` comment that describes no declaration, member or statement.",
  },
  "nesting-too-deep": {
    severity: "error",
    summary: "Parentheses, `not` or `let`s nest deeper than the limit.",
  },
  "source-too-long": { severity: "error", summary: "The text is longer than the limit." },
  "duplicate-let": { severity: "error", summary: "Two `let`s of the same name." },
  "unknown-let": { severity: "error", summary: "A name that no `let` declares." },
  "cyclic-let": { severity: "error", summary: "A `let` that is defined by itself." },
  "wrong-kind": { severity: "error", summary: "A predicate where a set is needed, or the reverse." },
  "result-before-call": { severity: "error", summary: "`@result` in a `session before` block." },
  "bare-field": {
    severity: "error",
    summary: "`@tags`, `@producers` or `@consumers` where no block gives it a meaning.",
  },
  "unstorable-element": {
    severity: "error",
    summary: "A pattern, domain or number in an update other than `-=`: metadata stores strings only.",
  },
  "invalid-regex": { severity: "error", summary: "A regular expression that cannot be compiled." },
  "invalid-datetime": { severity: "error", summary: "A datetime that is not ISO 8601." },
  "invalid-range": { severity: "error", summary: "A range that holds nothing." },
  "argument-update-in-session": {
    severity: "error",
    summary: "An update of an argument's metadata from a `session` block.",
  },
  "model-written": {
    severity: "error",
    summary: "A policy written by a model that does more than deny and add tags under `__policy/`.",
  },
  "cedar-syntax": { severity: "error", summary: "A Cedar policy that the Cedar engine cannot parse." },
  "cedar-template": { severity: "error", summary: "A Cedar template, which takes part in no decision." },
  "result-in-check": {
    severity: "warning",
    summary: "`@result` in a check rule, where there is no result yet.",
  },
  "duplicate-priority": {
    severity: "warning",
    summary: "A tool block with two priorities: the last counts.",
  },
  "unknown-escape": { severity: "warning", summary: "A backslash before a character that needs none." },
  "open-pattern": {
    severity: "warning",
    summary: "An allow-list pattern that begins with `.*` or `*`, and so lets anything stand before.",
  },
  "unreachable-rule": {
    severity: "warning",
    summary: "A rule that never decides, because an earlier one of its block always does.",
  },
  "unknown-tool": { severity: "warning", summary: "A tool id that matches none of the known tools." },
  "unknown-argument": { severity: "warning", summary: "An argument that the tool does not have." },
  "optional-argument": {
    severity: "warning",
    summary: "A test of the value of an argument that a call may leave out: null is in no set.",
  },
  "impossible-string": { severity: "warning", summary: "A string that the argument's `enum` never takes." },
} as const;

/** A code of this package's diagnostics. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
