import { expect, test } from "vitest";
import {
  type CheckedCall,
  compilePolicy,
  defaultPresets,
  diffPolicies,
  emptyMetadata,
  explainVerdict,
  formatExplanation,
  layerPolicies,
  metadataOf,
  type PolicySet,
  readCall,
  runPolicyTests,
} from "../src/index.ts";

function policiesOf(text: string): PolicySet {
  const compiled = compilePolicy(text);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((finding) => finding.message).join("\n"));
  return layerPolicies([compiled.policy]);
}

const leak = policiesOf(`
let s = {"internal_use", "confidential"};
let trusted = {str matching r"[^@,]+@trustedcorp\\.com", "press@partner.org"};
tool "send_email" {
  /// Internal documents stay inside.
  hard deny when body.tags overlaps s and not to.value in trusted;
}
`);
const options = { presets: defaultPresets, failFast: true, includeValues: false };

function mail(to: string, tags: string[]): CheckedCall {
  return {
    tool: "send_email",
    callId: null,
    arguments: [
      { name: "to", value: to, metadata: emptyMetadata },
      { name: "body", value: "text", metadata: metadataOf({ tags }) },
    ],
    internal: false,
    control: emptyMetadata,
  };
}

test("a denial is explained down to the deciding element, with the change that would allow it", () => {
  const explanation = explainVerdict(leak, mail("eve@evil.org", ["confidential"]), emptyMetadata, options);
  expect(formatExplanation(explanation)).toBe(
    [
      "hard_denied",
      "Tool call 'send_email' is denied by argument checking policies: Internal documents stay inside.",
      "",
      'hard deny when body.tags overlaps s and not to.value in trusted;  ["send_email", line 6] fires',
      "  + body.tags overlaps s and not to.value in trusted",
      '    + body.tags overlaps s: body.tags holds "confidential", which is matched by "confidential"',
      "    + not to.value in trusted",
      '      - to.value in trusted: "eve@evil.org" is matched by nothing in the set',
      "",
      'It would be allowed if `to` were "press@partner.org".',
    ].join("\n"),
  );
});

test("an allowance is explained with the change that would deny it", () => {
  const explanation = explainVerdict(leak, mail("ann@trustedcorp.com", []), emptyMetadata, options);
  expect(explanation.verdict).toBe("soft_allowed");
  expect(explanation.flip?.map((change) => change.text)).toEqual([
    '`to` were "internal_use"',
    '`body` had the tag "internal_use"',
  ]);
});

test("what is unknown is told as such", () => {
  const call = {
    ...mail("ann@trustedcorp.com", ["internal_use"]),
    parameters: [{ name: "body", schema: {}, required: true }],
  };
  const { rules } = explainVerdict(leak, call, emptyMetadata, options);
  expect(rules[0]?.rule.fired).toBe("unknown");
  expect(rules[0]?.condition?.parts[1]?.parts[0]?.because).toBe(
    "the tool does not declare `to`, so its value is unknown",
  );
});

test("lets are followed, and doubled lets do not explode", () => {
  const lets = Array.from({ length: 40 }, (_, at) => `let p${at + 1} = p${at} or p${at};`).join("\n");
  const policies = policiesOf(`let p0 = to.value == "x"; ${lets} tool "send_email" { hard deny when p40; }`);
  const { rules } = explainVerdict(policies, mail("x", []), emptyMetadata, options);
  expect(rules[0]?.condition?.truth).toBe(true);
});

test("the tests of a policy, with failures that say why and the coverage of its rules", () => {
  const suite = {
    tests: [
      {
        name: "to a stranger",
        tool: "send_email",
        args: { to: { value: "eve@evil.org" }, body: { value: "x", tags: ["confidential"] } },
        expect: "denied",
        denied_by: "stay inside",
      },
      {
        name: "wrong wish",
        tool: "send_email",
        args: { to: { value: "ann@trustedcorp.com" }, body: { value: "x", tags: ["confidential"] } },
        expect: "hard_denied",
        session_after: { tags: ["seen"] },
      },
      {
        name: "labels",
        tool: "get",
        args: { x: { value: 1, tags: ["b", "a"] } },
        expect: "soft_allowed",
        result: { tags: ["b", "__non_executable", "a"] },
      },
      { name: "broken", tool: "send_email", args: { to: "eve" }, expect: "denied", verdict: 1 },
      { tool: "send_email", args: {}, expect: "maybe" },
    ],
  };
  const { results, coverage } = runPolicyTests(leak, suite);
  expect(results.map(({ name, passed }) => [name, passed])).toEqual([
    ["to a stranger", true],
    ["wrong wish", false],
    ["labels", true],
    ["broken", false],
    ["test 5", false],
  ]);
  expect(results[1]?.failure).toContain("Expected hard_denied, got soft_allowed");
  expect(results[1]?.failure).toContain(
    '+ to.value in trusted: "ann@trustedcorp.com" is matched by str matching',
  );
  expect(results[1]?.failure).toContain('tags of the session: expected ["seen"], got []');
  expect(results[3]?.failure.split("\n")).toEqual([
    "The call has no field `verdict`; it may have tool, args, session, presets, internal, control.",
    "Argument `to` must be an object.",
  ]);
  expect(coverage).toMatchObject([
    { fired: 1, evaluated: 2, oneSided: [{ text: "body.tags overlaps s", never: "false" }] },
  ]);
  expect(runPolicyTests(leak, { tests: [] }).coverage[0]?.oneSided.map(({ never }) => never)).toEqual([
    "evaluated",
    "evaluated",
  ]);
  expect(runPolicyTests(leak, []).results[0]?.passed).toBe(false);
});

test("two policies over recorded calls", () => {
  const looser = policiesOf(
    'tool "send_email" { soft deny when body.tags overlaps {"internal_use"}; } tool "get" -> @tags |= {"new"};',
  );
  const recorded = [
    mail("eve@evil.org", ["confidential"]),
    mail("eve@evil.org", ["internal_use"]),
    mail("ann@trustedcorp.com", ["internal_use"]),
    mail("ann@trustedcorp.com", []),
    { ...mail("x", []), tool: "get" },
  ].map((call) => ({ call, session: emptyMetadata, options }));
  expect(diffPolicies(leak, looser, recorded).map(({ index, kind }) => [index, kind])).toEqual([
    [0, "loosened"],
    [1, "regraded"],
    [2, "tightened"],
    [4, "relabelled"],
  ]);
  expect(diffPolicies(leak, leak, recorded)).toEqual([]);
});

test("a written call", () => {
  const read = readCall(
    {
      tool: "t",
      args: { x: { value: [1], tags: ["a"] } },
      session: { consumers: ["u"] },
      presets: { default_allow: false },
    },
    [{ name: "t", parameters: [{ name: "x", schema: {}, required: true }] }],
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      call: {
        tool: "t",
        arguments: [{ name: "x", value: [1], metadata: metadataOf({ tags: ["a"] }) }],
        parameters: [{ name: "x" }],
      },
      session: metadataOf({ consumers: ["u"] }),
      presets: { ...defaultPresets, default_allow: false },
    },
  });
  expect(readCall({ tool: 1, args: { x: {} }, presets: { default_allow: "yes" }, more: 1 })).toEqual({
    ok: false,
    errors: [
      "The call has no field `more`; it may have tool, args, session, presets, internal, control.",
      "`tool` must be a string.",
      "Argument `x` has no `value`.",
      "`default_allow` must be true or false.",
    ],
  });
});

test("a comparison in parentheses is explained, too", () => {
  const policies = policiesOf(
    'tool "send_email" { hard deny when (body.tags overlaps {"pii"}) and (not (a)); } let a = "x" == "y";',
  );
  const { rules } = explainVerdict(policies, mail("x", ["pii"]), emptyMetadata, options);
  const parts = rules[0]?.condition?.parts;
  expect(parts?.map(({ because }) => because)).toEqual([
    'body.tags holds "pii", which is matched by "pii"',
    undefined,
  ]);
});

test("two labels of one field may be what is missing", () => {
  const policies = policiesOf(
    'tool "send_email" { hard allow when @args.producers superset of {"finance", "marketing"}; }',
  );
  const checked = mail("x", []);
  const { flip } = explainVerdict(policies, checked, emptyMetadata, options);
  expect(flip?.map((change) => change.text)).toEqual([
    '`to` had the producer "finance"',
    '`to` had the producer "marketing"',
  ]);
});

test("a test that expects what cannot be compared does not pass", () => {
  const call = { tool: "read", args: {}, expect: "allowed" };
  const tests = [
    { ...call, denied_by: ["x"] },
    { ...call, result: "__non_executable" },
    { ...call, session_after: { tag: ["x"] } },
    { ...call, session_after: { tags: "x" } },
  ];
  const { results } = runPolicyTests(leak, { tests });
  expect(results.map(({ passed }) => passed)).toEqual(tests.map(() => false));
  expect(results.map(({ failure }) => failure)).toEqual([
    "`denied_by` must be a string.",
    "`result` must be an object.",
    "`session_after` has no field `tag`; it may have producers, consumers, tags.",
    "`tags` of `session_after` must be a list of strings.",
  ]);
});
