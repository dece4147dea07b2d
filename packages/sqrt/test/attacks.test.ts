import { describe, expect, test } from "vitest";
import {
  type CheckedCall,
  type CheckOptions,
  checkToolCall,
  compilePolicy,
  defaultPresets,
  emptyMetadata,
  type JsonValue,
  labelResult,
  layerPolicies,
  type Metadata,
  metadataOf,
  type PolicySet,
} from "../src/index.ts";

/** Attempts to get a call past a policy by the shape of what it carries. */

const options: CheckOptions = { presets: defaultPresets, failFast: true, includeValues: true };

function policiesOf(text: string): PolicySet {
  const compiled = compilePolicy(text);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((finding) => finding.message).join("\n"));
  return layerPolicies([compiled.policy]);
}

function call(value: JsonValue, more: Partial<CheckedCall> = {}): CheckedCall {
  return {
    tool: "send",
    callId: null,
    arguments: [{ name: "to", value, metadata: emptyMetadata }],
    internal: false,
    control: emptyMetadata,
    ...more,
  };
}

function isAllowed(policies: PolicySet, checked: CheckedCall): boolean {
  return checkToolCall(policies, checked, emptyMetadata, options).kind === "allowed";
}

function nested(value: JsonValue, depth: number): JsonValue {
  let inner = value;
  for (let at = 0; at < depth; at++) inner = at % 2 === 0 ? [inner] : { k: inner };
  return inner;
}

const evil = "evil@x.org";
const blocked = policiesOf('tool "send" { hard deny when to.value in {"evil@x.org", r"(?:café|root)@.*"}; }');
const exceptStaff = policiesOf('tool "send" { hard deny when not to.value in {r"[a-z]+@corp\\.com"}; }');

const disguises: { [name: string]: JsonValue } = {
  "in a list": [evil],
  "among others": ["ann@corp.com", evil],
  "deep in lists and objects": nested(evil, 2000),
  "as a key": { [evil]: "ann@corp.com" },
  "as a key called __proto__": JSON.parse(`{"__proto__": "${evil}"}`),
  "behind a blank": `${evil} `,
  "behind a line break": `${evil}\n`,
  "behind a no-break space": `\u00a0${evil}`,
  "behind a byte order mark": `\ufeff${evil}`,
  "behind a next-line character": `${evil}\u0085`,
  "behind an information separator": `${evil}\u001f`,
  "behind a zero byte": `${evil}\u0000`,
  "behind a zero-width space": `${evil}\u200b`,
  "in a decomposed form": "cafe\u0301@x.org",
  "with a line break inside": "root@a\nb",
  "in a very long list": Array.from({ length: 50_000 }, (_, at) => (at === 49_999 ? evil : "ann@corp.com")),
};

describe("a block-list", () => {
  test.each(Object.entries(disguises))("holds %s", (_name, value) => {
    expect(isAllowed(blocked, call(value))).toBe(false);
  });

  test("lets others pass", () => {
    for (const value of ["ann@corp.com", ["ann@corp.com"], null, 7, true, "x".repeat(1_000_000)]) {
      expect(isAllowed(blocked, call(value))).toBe(true);
    }
  });
});

describe("an allow-list", () => {
  test.each([
    ...Object.entries(disguises),
    ["a second address", "ann@corp.com,evil@x.org"],
    ["a longer host", "ann@corp.com.evil.org"],
  ] as const)("holds against %s", (_name, value) => {
    expect(isAllowed(exceptStaff, call(value))).toBe(false);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["an empty list", []],
    ["an empty object", {}],
    ["empty lists in lists", [[], [[]]]],
    ["an empty list beside an address", ["ann@corp.com", []]],
    ["another type", 5],
    ["lone surrogates", "\ud800@corp.com"],
    ["capitals", "ANN@corp.com"],
    ["fullwidth letters", "ａnn@corp.com"],
    ["a value too deep to compare", nested("ann@corp.com", 200_000)],
  ] as const)("holds against %s", (_name, value) => {
    const checked = value === undefined ? call(null, { arguments: [] }) : call(value);
    expect(isAllowed(exceptStaff, checked)).toBe(false);
  });
});

test("numbers in other clothes", () => {
  const small = policiesOf(
    'tool "send" { hard deny when to.value in {int 100..} or to.value in {float 100.5..}; }',
  );
  for (const value of [
    100,
    1e300,
    "100",
    " 100",
    "1e3",
    "0x64",
    "１００",
    "+100",
    "1_000",
    "\u200b100",
    "1\u200d00",
    "Infinity",
    Number.NaN,
    100.5,
    [1, 100],
    10n ** 30n,
  ]) {
    expect(isAllowed(small, call(value))).toBe(false);
  }
  for (const value of [99, -1, "hundred", true, null]) expect(isAllowed(small, call(value))).toBe(true);
});

test("keys in other clothes", () => {
  const policies = policiesOf('tool "send" { hard deny when to.value == other.value; }');
  const both = (to: JsonValue, other: JsonValue): CheckedCall =>
    call(null, {
      arguments: [
        { name: "to", value: to, metadata: emptyMetadata },
        { name: "other", value: other, metadata: emptyMetadata },
      ],
    });
  expect(isAllowed(policies, both({ caf\u00e9: 1, b: 2 }, { "cafe\u0301": 1, b: 2 }))).toBe(false);
  expect(isAllowed(policies, both({ a: 1 }, { "a ": 1 }))).toBe(false);
  expect(isAllowed(policies, both({ caf\u00e9: 1, b: 2 }, { "cafe\u0301": 1, b: 3 }))).toBe(true);
  expect(isAllowed(policies, both({ a: 1 }, { b: 1 }))).toBe(true);
});

test("a hidden argument", () => {
  const parameters = [{ name: "to", schema: { type: "string" }, required: true }];
  const byGhost = policiesOf('tool "send" { hard deny when bcc.value in {"evil@x.org"}; }');
  expect(isAllowed(byGhost, call("ann@corp.com", { parameters }))).toBe(false);
  const tagged = policiesOf('tool "send" { hard deny when bcc.tags overlaps {"pii"}; }');
  const labelled = call("x", {
    parameters,
    arguments: [{ name: "to", value: "x", metadata: metadataOf({ tags: ["pii"] }) }],
  });
  expect(isAllowed(tagged, labelled)).toBe(false);
});

test("an argument that is passed twice", () => {
  const to = (value: string) => ({ name: "to", value, metadata: emptyMetadata });
  const twice = call(null, { arguments: [to(evil), to("ann@corp.com")] });
  expect(isAllowed(blocked, twice)).toBe(false);
  const labelled = labelResult(
    blocked,
    twice,
    { value: 1, start: emptyMetadata },
    emptyMetadata,
    defaultPresets,
  );
  expect(labelled.metadata.tags.universal).toBe(true);
  expect(labelled.metadata.consumers.members).toEqual([]);
  expect(labelled.metadata.consumers.universal).toBe(false);
});

test("names that objects have anyway", () => {
  const policies = policiesOf(
    'tool "send" { hard deny when constructor.value == "x" or __proto__.value == "x" or to.value == "x"; }',
  );
  for (const name of ["constructor", "__proto__", "to"]) {
    const checked = call(null, { arguments: [{ name, value: "x", metadata: emptyMetadata }] });
    const verdict = checkToolCall(policies, checked, emptyMetadata, options);
    expect(verdict.kind).toBe("denied");
    expect(Object.keys(verdict.record.arguments)).toEqual([name]);
  }
  expect(isAllowed(policies, call("y"))).toBe(true);
});

test("a tool id that nearly is another", () => {
  const policies = policiesOf('tool r"send.*" { hard deny always; } tool "delete" { hard deny always; }');
  for (const tool of ["send", "send_all", "delete"])
    expect(isAllowed(policies, call("x", { tool }))).toBe(false);
  for (const tool of ["resend", "Send", "delete2"])
    expect(isAllowed(policies, call("x", { tool }))).toBe(true);
});

test("a tool whose name breaks the line", () => {
  const policies = policiesOf('tool r".*" { hard deny always; }');
  for (const tool of ["send", "a\nb", "send\n", "\r\n", ""])
    expect(isAllowed(policies, call("x", { tool }))).toBe(false);
});

test("everything but something, where consumers meet other labels", () => {
  const labelled = (to: Metadata, doc: Metadata): CheckedCall =>
    call(null, {
      arguments: [
        { name: "to", value: "x", metadata: to },
        { name: "doc", value: "x", metadata: doc },
      ],
    });
  const evilProducer = labelled(metadataOf({ producers: ["evil"] }), emptyMetadata);
  const anyTag = labelled(metadataOf({ consumers: ["ann"] }), metadataOf({ tags: ["*"] }));
  for (const rule of [
    'allow when to.producers subset of (doc.consumers - {"evil"})',
    "allow when to.producers subset of rest",
    'deny when not to.producers subset of (doc.consumers without "evil")',
    'deny when to.producers overlaps ({"x"} | (doc.consumers xor {"ann"}))',
  ]) {
    const policies = policiesOf(`let rest = doc.consumers minus {"evil"}; tool "send" { hard ${rule}; }`);
    expect(isAllowed(policies, evilProducer)).toBe(false);
  }
  for (const rule of [
    'allow when to.consumers subset of (doc.tags - {"ann"})',
    'allow when to.consumers superset of (doc.tags - {"x"})',
    'deny when to.consumers overlaps (doc.tags - {"x"})',
  ]) {
    expect(isAllowed(policiesOf(`tool "send" { hard ${rule}; }`), anyTag)).toBe(false);
  }
});

test("labels that only look like others", () => {
  const policies = policiesOf(
    'tool "send" { hard deny when "pii" in to.tags or to.tags overlaps {r"secret.*"}; }',
  );
  for (const tag of ["pii", "pii ", " pii", "secret\nx", "*"]) {
    const labelled = call("x", {
      arguments: [{ name: "to", value: "x", metadata: metadataOf({ tags: [tag] }) }],
    });
    expect(isAllowed(policies, labelled)).toBe(false);
  }
});

test("patterns that take long elsewhere", () => {
  const policies = policiesOf(
    'tool "send" { hard deny when to.value in {r"(a+)+b", r"(a|aa)+c", w"*a*a*a*a*a*a*a*a*b"}; }',
  );
  expect(isAllowed(policies, call("a".repeat(200_000)))).toBe(true);
});

describe("counted repetitions", () => {
  const codesOf = (text: string): readonly string[] => {
    const compiled = compilePolicy(text);
    return (compiled.ok ? compiled.warnings : compiled.diagnostics).map(({ code }) => code);
  };
  const denying = (patterns: readonly string[]): string =>
    `tool "send" { hard deny when to.value in {${patterns.map((pattern) => `r"${pattern}"`).join(", ")}}; }`;

  test.each([
    ["one after the other", ["a{1,1000}".repeat(400)]],
    ["of a long group", [`(${"a".repeat(3000)}){1000}`]],
    ["within one another", [`${"((a{10}){10}){10}".repeat(30)}`]],
    ["of a class", ["[](a]{1000}".repeat(30)]],
    ["behind quoted parentheses", [`(${"a".repeat(900)}\\Q)\\E){900}`]],
  ])("too many are refused: %s", (_name, patterns) => {
    expect(codesOf(denying(patterns))).toEqual(["invalid-regex"]);
  });

  test("too many in all are refused, in tool ids too", () => {
    const many = Array.from({ length: 3 }, (_, at) => `.{0,900}.{0,900}${at}`);
    expect(codesOf(denying(many))).toEqual(["invalid-regex"]);
    expect(codesOf('tool r"(a{1000}){1}" {}'.repeat(6))).toEqual(["invalid-regex"]);
  });

  test("those in use are taken", () => {
    const used = [
      "[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,255}",
      "\\d{4}-\\d{2}",
      ".{0,1000}",
      "a{,3}",
      "\\{99999\\}",
    ];
    expect(codesOf(denying(used))).toEqual([]);
  });
});

test("a failing check denies, and says so", () => {
  const broken: PolicySet = {
    layers: [],
    blocksFor: () => {
      throw new TypeError("broken");
    },
  };
  const verdict = checkToolCall(broken, call("x"), emptyMetadata, options);
  expect(verdict).toMatchObject({ kind: "denied", verdict: "hard_denied", session: emptyMetadata });
  expect(verdict.message).toBe(
    "Tool call 'send' is denied by argument checking policies: the check failed (TypeError)",
  );
});
