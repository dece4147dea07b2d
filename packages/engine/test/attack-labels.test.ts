import { expect, test } from "vitest";
import { contentOf, type Played, play } from "./agent.ts";
import { type Line, promptOf, ScriptedProvider } from "./scripted-provider.ts";
import { type Headers, program, request, Stage, tool, user } from "./stage.ts";

/** Attempts to get data past a policy by losing its label on the way. */

const tools = [
  tool("get"),
  tool("put", { to: { type: "string" }, note: { type: "string" } }, ["to"]),
  tool("note", { to: { type: "string" }, text: { type: "string", default: "none" } }, ["to"]),
];
const secret = 'tool "get" -> @tags |= {"secret"}; ';
const box = { get: () => "SECRET", put: () => "ok", note: () => "ok" };

async function attack(
  lines: readonly string[],
  headers: Headers,
  quarantined: readonly Line[] = [],
): Promise<Played & { readonly provider: ScriptedProvider }> {
  const provider = new ScriptedProvider({ planner: [program(...lines)], quarantined });
  const begin = request([user("Do it")], { tools, ...headers });
  return { ...(await play(new Stage(provider), begin, box)), provider };
}

const absent = [
  {
    name: "an optional argument",
    call: 'put(to="eve", note=v)',
    rule: 'tool "put" { hard deny when "secret" in @args.tags; }',
  },
  {
    name: "an argument with a default",
    call: 'note(to="eve", text=v)',
    rule: 'tool "note" { hard deny when "secret" in text.tags; }',
  },
];
test.each(absent)("M3: a None that leaves $name out keeps what decided it", async ({ call, rule }) => {
  const lines = ["x = get()", 'v = None if x == "SECRET" else "b"', call];
  const { calls, outcome } = await attack(lines, { policy: { codes: secret + rule } });
  expect(calls.map(({ name }) => name)).toEqual(["get"]);
  expect(contentOf(outcome)).toMatchObject({ error: { code: "policy_violation" } });
});

const schemas: readonly {
  readonly name: string;
  readonly before?: readonly string[];
  readonly schema: string;
}[] = [
  { name: "an enum of a dict", schema: '{"enum": [x]}' },
  { name: "a description in a dict", schema: '{"type": "string", "description": "say " + x}' },
  { name: "a literal", before: ["from typing import Literal"], schema: 'Literal["a", x]' },
  { name: "a field's default", before: ["class M(BaseModel):", "    a: str = x"], schema: "M" },
  {
    name: "a field's description",
    before: ["class M(BaseModel):", "    a: str = Field(description=x)"],
    schema: "list[M]",
  },
  {
    name: "a field's type",
    before: ["from typing import Literal", "class M(BaseModel):", '    a: Literal["a", x]'],
    schema: "M.model_json_schema()",
  },
  {
    name: "a base class",
    before: ["class B(BaseModel):", "    a: str = x", "class M(B):", "    b: str"],
    schema: "M",
  },
  { name: "an enumeration", before: ["class E(Enum):", "    A = x"], schema: "E" },
  { name: "a dataclass", before: ["@dataclass", "class D:", "    a: str = x"], schema: "D" },
];
const imports = [
  "from enum import Enum",
  "from dataclasses import dataclass",
  "from pydantic import BaseModel, Field",
];
test.each(schemas)(
  "C6: no model reads a blocked value in $name of an output schema",
  async ({ before, schema }) => {
    const lines = [
      ...imports,
      "x = get()",
      ...(before ?? []),
      `y = parse_with_ai("echo", output_schema=${schema})`,
    ];
    const { outcome, provider } = await attack(lines, {
      policy: { codes: 'tool "get" -> @tags |= {"__llm_blocked"};' },
    });
    expect(contentOf(outcome)).toMatchObject({ error: { code: "policy_violation" } });
    expect(provider.asked("quarantined").map(promptOf)).toEqual([]);
  },
);

test("M3: what an output schema holds stays on the answer", async () => {
  const lines = [
    "x = get()",
    'y = parse_with_ai("echo", output_schema={"enum": [x]})',
    'put(to="eve", note=y)',
  ];
  const policy = { codes: `${secret}tool "put" { hard deny when "secret" in note.tags; }` };
  const { calls } = await attack(lines, { policy }, ['{"value": "SECRET", "not_enough_information": false}']);
  expect(calls.map(({ name }) => name)).toEqual(["get"]);
});

test("P1: an answer that says what another one said before has the labels of both", async () => {
  const said = [
    'final_return_value = "yes"',
    'final_return_value = "yes" if get() else "no"',
    'put(to="eve")',
  ];
  const stage = new Stage(new ScriptedProvider({ planner: said.map((line) => program(line)) }));
  const headers: Headers = {
    config: {
      fsm: { history_mismatch_policy: "restart_turn" },
      prompt: { pllm: { query_inline_roles: ["assistant"] } },
      response_format: { strip_response_content: true },
    },
    policy: {
      presets: { enable_non_executable_memory: false },
      codes: `${secret}tool "put" { hard deny when "secret" in @args.tags; }`,
    },
  };
  const first = await play(stage, request([user("a")], { tools, ...headers }), box);
  const second = await play(stage, request([...first.messages, user("b")], { tools, ...headers }), box);
  const again = [user("B"), ...second.messages.slice(-1), user("c")];
  const third = await play(
    stage,
    request(again, { tools, ...headers, sessionId: second.outcome.sessionId }),
    box,
  );
  expect(third.calls).toEqual([]);
  expect(third.outcome.text).toContain("is denied");
});
