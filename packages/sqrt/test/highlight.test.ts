import { readFileSync } from "node:fs";
import { buildParser } from "@lezer/generator";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import fc from "fast-check";
import { expect, test } from "vitest";
import { policyText } from "../fuzz/arbitraries.ts";
import { highlightParser } from "../src/highlight.ts";
import { lex } from "../src/lex.ts";
import { parsePolicy } from "../src/parse.ts";
import { readCases } from "./case-files.ts";

const policies = readCases()
  .flatMap(({ cases }) => cases.map(({ policy }) => policy))
  .filter((policy) => parsePolicy(policy).diagnostics.every((finding) => finding.severity === "warning"));

function errorsIn(text: string): string[] {
  const errors: string[] = [];
  highlightParser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) errors.push(text.slice(node.from, node.to));
    },
  });
  return errors;
}

const LITERALS = new Map([
  ["String", "string"],
  ["Regex", "regex"],
  ["Wildcard", "wildcard"],
  ["Datetime", "datetime"],
]);

/** The quoted literals and comments of a text, with their places, by either reader. */
function fromTree(text: string): string[] {
  const found: string[] = [];
  highlightParser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      const kind =
        LITERALS.get(name) ??
        (name.endsWith("Comment") ? name.replace("Comment", "").toLowerCase() : undefined);
      if (kind !== undefined) found.push(`${kind} ${from}-${to}`);
    },
  });
  return found.sort();
}

function fromLexer(text: string): string[] {
  const { tokens, comments } = lex(text);
  return [
    ...tokens
      .filter((token) => [...LITERALS.values()].includes(token.kind))
      .map(({ kind, start, end }) => `${kind} ${start}-${end}`),
    ...comments.map(({ kind, start, end }) => `${kind} ${start}-${end}`),
  ].sort();
}

test("every policy that parses is read without error, and its literals and comments alike", () => {
  expect(policies.length).toBeGreaterThan(60);
  for (const policy of policies) {
    expect(errorsIn(policy)).toEqual([]);
    expect(fromTree(policy)).toEqual(fromLexer(policy));
  }
  fc.assert(
    fc.property(policyText, (text) => {
      expect(errorsIn(text)).toEqual([]);
      expect(fromTree(text)).toEqual(fromLexer(text));
    }),
    { numRuns: 100 },
  );
});

test("the tables are those of the grammar", () => {
  const grammar = readFileSync(new URL("../highlight/sqrt.grammar", import.meta.url), "utf8");
  const built = buildParser(grammar);
  for (const policy of policies)
    expect(highlightParser.parse(policy).toString()).toBe(built.parse(policy).toString());
});

test("what is highlighted as what", () => {
  const text = 'tool "t" { /* c */ hard deny when from.value in {r"x", 1}; }';
  const spans: string[] = [];
  highlightTree(highlightParser.parse(text), classHighlighter, (from, to, classes) => {
    spans.push(`${text.slice(from, to)} ${classes.replaceAll("tok-", "")}`);
  });
  expect(spans).toEqual([
    "tool keyword",
    '"t" string',
    "{ punctuation",
    "/* c */ comment",
    "hard keyword",
    "deny keyword",
    "when keyword",
    "from.value propertyName",
    "in keyword",
    "{ punctuation",
    'r"x" string2',
    ", punctuation",
    "1 number",
    "} punctuation",
    "; punctuation",
    "} punctuation",
  ]);
});

test("a broken text is still highlighted", () => {
  const kinds = new Set<string>();
  highlightParser.parse('tool "t" { hard deny when ) § "open').iterate({
    enter: (node) => {
      kinds.add(node.name);
    },
  });
  expect([...kinds]).toContain("RuleKeyword");
});
