import { expect, test } from "vitest";
import {
  type CheckedCall,
  checkToolCall,
  compileCedar,
  compilePolicy,
  defaultPresets,
  emptyMetadata,
  type JsonValue,
  labelResult,
  layerPolicies,
  type Metadata,
  metadataOf,
  metadataToJson,
  type PolicySet,
} from "../src/index.ts";

async function policiesOf(text: string, ...sqrt: string[]): Promise<PolicySet> {
  const compiled = [await compileCedar(text), ...sqrt.map((layer) => compilePolicy(layer))];
  return layerPolicies(
    compiled.map((result) => {
      if (!result.ok) throw new Error(result.diagnostics.map((finding) => finding.message).join("\n"));
      return result.policy;
    }),
  );
}

function call(
  args: { [name: string]: JsonValue },
  tags: string[] = [],
  control: Metadata = emptyMetadata,
): CheckedCall {
  return {
    tool: "send",
    callId: null,
    sessionId: "s1",
    arguments: Object.entries(args).map(([name, value]) => ({ name, value, metadata: metadataOf({ tags }) })),
    internal: false,
    control,
  };
}

function verdictOf(
  policies: PolicySet,
  checked: CheckedCall,
  session = emptyMetadata,
  presets = defaultPresets,
): string {
  return checkToolCall(policies, checked, session, { presets, failFast: true, includeValues: false }).verdict;
}

const forbidSecret =
  'forbid(principal, action == Action::"call_tool", resource == Tool::"send") when { context.args.x.tags.contains("secret") };';

test("a forbid is a hard deny, a permit a hard allow, neither is the default", async () => {
  const policies = await policiesOf(`${forbidSecret}
    permit(principal == Session::"s1", action, resource) when { context.args.x.value == "ok" && context.session.tags.isEmpty() };`);
  expect(verdictOf(policies, call({ x: "ok" }))).toBe("hard_allowed");
  expect(verdictOf(policies, call({ x: "no" }))).toBe("soft_allowed");
  expect(
    verdictOf(policies, call({ x: "no" }), emptyMetadata, { ...defaultPresets, default_allow: false }),
  ).toBe("soft_denied");
  expect(verdictOf(policies, call({ x: "ok" }, ["secret"]))).toBe("hard_denied");
  expect(verdictOf(policies, call({ x: "ok" }), metadataOf({ tags: ["a"] }))).toBe("soft_allowed");
  expect(verdictOf(policies, { ...call({ x: "ok" }), sessionId: "s2" })).toBe("soft_allowed");
});

test("the message is the doc annotation or the text, with its place", async () => {
  const policies = await policiesOf(`@doc("No secrets.")\n${forbidSecret}`);
  const { message, record } = checkToolCall(policies, call({ x: 1 }, ["secret"]), emptyMetadata, {
    presets: defaultPresets,
    failFast: true,
    includeValues: false,
  });
  expect(message).toBe("Tool call 'send' is denied by argument checking policies: No secrets.");
  expect(record.denied[0]?.span?.start).toMatchObject({ line: 1, column: 1 });
});

test("C8 an evaluation error denies", async () => {
  const policies = await policiesOf(`${forbidSecret} permit(principal, action, resource);`);
  expect(verdictOf(policies, call({ y: 1 }))).toBe("hard_denied");
  expect(verdictOf(policies, { ...call({ y: 1 }), tool: "other" })).toBe("hard_allowed");
});

test("C8 a value without representation denies", async () => {
  const policies = await policiesOf("permit(principal, action, resource);");
  const values: JsonValue[] = [
    null,
    1.5,
    Number.NaN,
    2n ** 70n,
    [1, null],
    { a: 1.5 },
    "\ud800",
    { __entity: { type: "Tool", id: "x" } },
    { __extn: 1 },
  ];
  for (const x of values) expect(verdictOf(policies, call({ x }))).toBe("hard_denied");
  for (const x of ["a", true, 7, [1, 2], { a: { b: "c" } }, [], {}])
    expect(verdictOf(policies, call({ x }))).toBe("hard_allowed");
  expect(verdictOf(policies, call({ x: 1 }, ["*"]))).toBe("hard_denied");
  expect(verdictOf(policies, call({ x: 1 }), metadataOf({ producers: ["*"] }))).toBe("hard_denied");
});

test("C5 with and without control labels", async () => {
  const policies = await policiesOf(`${forbidSecret}
    permit(principal, action, resource) when { !context.args.x.tags.contains("seen") };`);
  expect(verdictOf(policies, call({ x: 1 }, [], metadataOf({ tags: ["secret"] })))).toBe("hard_denied");
  expect(verdictOf(policies, call({ x: 1 }, [], metadataOf({ tags: ["seen"] })))).toBe("soft_allowed");
  expect(verdictOf(policies, call({ x: 1 }, [], metadataOf({ tags: ["other"] })))).toBe("hard_allowed");
});

test("a default of the schema stands for an absent argument", async () => {
  const policies = await policiesOf(
    'forbid(principal, action, resource) when { context.args.mode.value == "wild" };',
  );
  const parameters = [{ name: "mode", schema: { default: "wild" }, required: false }];
  expect(verdictOf(policies, { ...call({}), parameters })).toBe("hard_denied");
  expect(verdictOf(policies, { ...call({ mode: "tame" }), parameters })).toBe("soft_allowed");
});

test("presets and layers of SQRT still apply", async () => {
  const policies = await policiesOf(
    "permit(principal, action, resource);",
    'tool "send" { hard deny when x.value == 3; result { @tags |= {"__policy/sent"}; } }',
  );
  expect(verdictOf(policies, call({ x: 3 }))).toBe("hard_denied");
  expect(verdictOf(policies, call({ x: 4 }))).toBe("hard_allowed");
  const blocked = { ...call({ x: 1 }, ["__llm_blocked"]), tool: "parse_with_ai", internal: true };
  expect(verdictOf(policies, blocked)).toBe("hard_denied");
  const { metadata } = labelResult(
    policies,
    call({ x: 4 }),
    { value: 1, start: emptyMetadata },
    emptyMetadata,
    defaultPresets,
  );
  expect(metadataToJson(metadata).tags).toEqual(["__non_executable", "__policy/sent"]);
});

test("more policy sets than the engine holds at once", async () => {
  const sets = await Promise.all(
    Array.from({ length: 300 }, (_, at) =>
      policiesOf(`forbid(principal, action, resource) when { context.args.x.value == ${at} };`),
    ),
  );
  for (let round = 0; round < 2; round++) {
    for (const [at, policies] of sets.entries()) {
      expect(verdictOf(policies, call({ x: at }))).toBe("hard_denied");
      expect(verdictOf(policies, call({ x: at + 1 }))).toBe("soft_allowed");
    }
  }
});

test("errors have our form, and columns count code points", async () => {
  const compiled = await compileCedar('// 😀 ü\npermit(principal, action, resource) when { "ü😀" == };');
  expect(compiled).toMatchObject({
    ok: false,
    diagnostics: [{ code: "cedar-syntax", severity: "error", span: { start: { line: 2, column: 52 } } }],
  });
});
