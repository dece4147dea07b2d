import fc from "fast-check";
import { expect, test } from "vitest";
import { policyDeclarations, policyText, type Question, question } from "../fuzz/arbitraries.ts";
import {
  type CallVerdict,
  checkToolCall,
  compilePolicy,
  emptyMetadata,
  joinMetadata,
  labelResult,
  layerPolicies,
  type Metadata,
  metadataOf,
  metadataToJson,
  type PolicySet,
} from "../src/index.ts";
import { parsePolicy } from "../src/parse.ts";

function policiesOf(...texts: string[]): PolicySet {
  return layerPolicies(
    texts.map((text) => {
      const compiled = compilePolicy(text);
      if (!compiled.ok) throw new Error(compiled.diagnostics.map((finding) => finding.message).join("\n"));
      return compiled.policy;
    }),
  );
}

function ask(policies: PolicySet, { call, session, presets, failFast }: Question): CallVerdict {
  return checkToolCall(policies, call, session, { presets, failFast, includeValues: false });
}

test("a checked program never fails at evaluation", () => {
  fc.assert(
    fc.property(policyText, question, (text, asked) => {
      const { message, record } = ask(policiesOf(text), asked);
      expect(message).not.toContain("the check failed");
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    }),
    { numRuns: 300 },
  );
});

test("adding a deny rule never allows more, wherever it stands", () => {
  const rule = fc.constantFrom(
    "hard deny always;",
    "soft deny always;",
    'soft deny when a.value in {"p"};',
    "hard deny when not a.tags is empty;",
  );
  const priority = fc.integer({ min: -3, max: 3 });
  fc.assert(
    fc.property(policyText, rule, priority, question, (text, denial, rank, asked) => {
      const added = `tool r".*" { priority ${rank}; ${denial} }`;
      const before = ask(policiesOf(text), asked);
      for (const policies of [
        policiesOf(`${text}\n${added}`),
        policiesOf(`${added}\n${text}`),
        policiesOf(text, added),
      ]) {
        const after = ask(policies, asked);
        if (after.kind === "allowed") expect(before.kind).toBe("allowed");
        expect(after.session).toBe(before.session);
      }
    }),
    { numRuns: 300 },
  );
});

test("the order of lets, and where they stand, is irrelevant", () => {
  fc.assert(
    fc.property(policyDeclarations, fc.array(fc.nat()), question, ({ lets, tools }, order, asked) => {
      const shuffled = lets
        .map((text, at) => ({ text, rank: order[at] ?? at }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ text }) => text);
      const [first, second] = [
        [...lets, ...tools],
        [...tools, ...shuffled],
      ].map((parts) => ask(policiesOf(parts.join("\n")), asked));
      expect(first?.verdict).toBe(second?.verdict);
      expect(first?.session).toBe(second?.session);
    }),
    { numRuns: 200 },
  );
});

test("labels of a result never lose a protected tag that no text names", () => {
  fc.assert(
    fc.property(policyText, question, (text, { call, session, presets, returns }) => {
      const start = withSecret(
        call.arguments.reduce((joined, { metadata }) => joinMetadata(joined, metadata), call.control),
      );
      const { metadata, session: after } = labelResult(
        policiesOf(text),
        call,
        { value: returns, start },
        withSecret(session),
        presets,
      );
      for (const labelled of [metadata, after]) {
        expect(labelled.tags.universal || labelled.tags.members.includes("__secret")).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

function withSecret(metadata: Metadata): Metadata {
  return joinMetadata(metadata, metadataOf({ tags: ["__secret"] }));
}

const scraps = fc.constantFrom(
  "let",
  "tool",
  "a",
  "=",
  '"x"',
  '"',
  'r"',
  'w"*"',
  'd"',
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  ",",
  "@",
  "@tags",
  "@result",
  "@args",
  ".",
  ".value",
  "tags",
  "not",
  "and",
  "or",
  "in",
  "==",
  "overlaps",
  "subset",
  "of",
  "is",
  "empty",
  "int",
  "..",
  "<..",
  "1",
  "-inf",
  "->",
  "|=",
  "-",
  "|",
  "when",
  "hard",
  "deny",
  "always",
  "result",
  "session",
  "before",
  "priority",
  "//",
  "///",
  "/*",
  "*/",
  "\n",
  " ",
  "\\",
  "\u0000",
  "😀",
  "with",
  "union",
);

test("no text crashes the parser, and every finding has a place in it", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join(" ")),
    fc.tuple(policyText, fc.nat(), fc.nat(), scraps).map(([text, from, length, scrap]) => {
      const start = from % (text.length + 1);
      return text.slice(0, start) + scrap + text.slice(start + (length % 20));
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const compiled = compilePolicy(text);
      for (const { span, excerpt, message } of compiled.ok ? compiled.warnings : compiled.diagnostics) {
        expect(span.start.offset).toBeGreaterThanOrEqual(0);
        expect(span.end.offset).toBeLessThanOrEqual(text.length);
        expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
        expect(excerpt).toContain("^");
        expect(message).toMatch(/\.$/);
      }
    }),
    { numRuns: 1500 },
  );
});

test("long and deep texts are read, or refused with a finding", () => {
  const texts = [
    `let a = ${"(".repeat(30_000)}`,
    `let a = ${"not ".repeat(30_000)}b;`,
    `let a = ${"not and ".repeat(30_000)}b;`,
    `let a = ${"(".repeat(5_000)}b${")".repeat(5_000)};`,
    `let a = ${"b or ".repeat(30_000)}b;`,
    `let a = {${'"x", '.repeat(30_000)}"x"};`,
    Array.from({ length: 8_000 }, (_, at) => `let a${at} = not a${at + 1};`).join("\n"),
    Array.from({ length: 2_000 }, (_, at) => `let a${at} = a${at + 1} or a${at + 1};`).join("\n"),
    'tool "t" {'.repeat(8_000),
    '"'.repeat(100_001),
    "/// x\n".repeat(30_000),
    " ".repeat(250_001),
  ];
  for (const text of texts) {
    const { diagnostics } = parsePolicy(text);
    const compiled = compilePolicy(text);
    expect(diagnostics.length > 0 || !compiled.ok || compiled.ok).toBe(true);
    if (!compiled.ok) expect(compiled.diagnostics.length).toBeGreaterThan(0);
  }
});

test("lets that double at every step are evaluated once each", () => {
  const lets = Array.from(
    { length: 60 },
    (_, at) =>
      `let p${at + 1} = p${at} and p${at}; let s${at + 1} = s${at} | (s${at} & {"x", r"x|y"}) ^ s${at} - {w"y*"};`,
  );
  const text = `let p0 = a.value == 1; let s0 = a.tags; ${lets.join("\n")} tool "t" { hard deny when p60 and a.tags subset of {"x"} and not a.tags superset of s60; }`;
  const call = {
    tool: "t",
    callId: null,
    arguments: [{ name: "a", value: 1, metadata: metadataOf({ tags: ["x"] }) }],
    internal: false,
    control: emptyMetadata,
  };
  fc.assert(
    fc.property(question, (asked) => {
      expect(ask(policiesOf(text), { ...asked, call, session: emptyMetadata }).verdict).toBe("hard_denied");
    }),
    { numRuns: 5 },
  );
  expect(metadataToJson(emptyMetadata)).toEqual({ producers: [], consumers: ["*"], tags: [] });
});
