import { expect, test } from "vitest";
import { checkSchema } from "../src/json-schema.ts";
import { contentOf, play } from "./agent.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

/** Input that is meant to end a session, or to keep the server busy. */

const get = tool("get");
const put = tool("put", { value: {} });
const deep = "[".repeat(200_000) + "]".repeat(200_000);

test("a result that nests too deep is a text, and the session goes on", async () => {
  const provider = new ScriptedProvider({
    planner: [program("x = get()", "put(value=x)", "final_return_value = len(x)")],
  });
  const begin = request([user("q")], { tools: [get, put] });
  const { outcome, calls } = await play(new Stage(provider), begin, { get: () => deep, put: () => "ok" });
  expect(contentOf(outcome)).toMatchObject({ final_return_value: { value: deep.length } });
  expect(calls.at(-1)?.arguments).toBe(`{"value": ${JSON.stringify(deep)}}`);
});

test("single-llm: a result and arguments that nest too deep", async () => {
  const calls = [
    { id: "1", name: "get", arguments: "{}" },
    { id: "2", name: "put", arguments: `{"value": ${deep}}` },
  ];
  const stage = new Stage(new ScriptedProvider({ m: [{ calls }, "done"] }));
  const options = { tools: [get, put], model: "m", features: { agent_arch: "single-llm" as const } };
  const first = await stage.turn(request([user("q")], options));
  if (first.kind !== "tool_calls") throw new Error("There is a call.");
  expect(first.calls.map(({ name }) => name)).toEqual(["get"]);
  const second = await stage.turn(
    request([user("q"), resent(first), toolResult(first.calls[0]?.id ?? "", deep)], options),
  );
  expect(second).toMatchObject({ kind: "final", text: "done" });
});

test("C1: what is no JSON to the policies is none to the plan", async () => {
  const provider = new ScriptedProvider({ planner: [program("final_return_value = repr(get())")] });
  const { outcome } = await play(new Stage(provider), request([user("q")], { tools: [get] }), {
    get: () => "NaN",
  });
  expect(contentOf(outcome)).toMatchObject({ final_return_value: { value: "'NaN'" } });
});

/** Each definition refers twice to the next: checking one value takes 2^count steps. */
function doubling(count: number, key: "anyOf" | "allOf" | "oneOf"): object {
  const definitions = Array.from({ length: count }, (_, index) => {
    const next = { $ref: `#/$defs/d${index + 1}` };
    return [`d${index}`, { [key]: [next, next] }];
  });
  return {
    $ref: "#/$defs/d0",
    $defs: Object.fromEntries([...definitions, [`d${count}`, { type: "string" }]]),
  };
}

const olderDrafts = [
  "http://json-schema.org/draft-07/schema#",
  "https://json-schema.org/draft/2019-09/schema",
];

test.each(["anyOf", "allOf", "oneOf"] as const)(
  "a schema that would take years is refused: %s",
  async (key) => {
    const schema = JSON.parse(JSON.stringify(doubling(60, key)));
    expect(checkSchema(schema, "a").ok).toBe(false);
    for (const $schema of olderDrafts) expect(checkSchema({ ...schema, $schema }, 1).ok).toBe(false);
    const { $ref: $defsOf, $defs } = schema;
    const hard = { ...tool("hard", { value: { $ref: $defsOf } }) };
    const declared = {
      ...hard,
      parameters: { type: "object", properties: { value: { $ref: $defsOf } }, $defs },
    };
    const provider = new ScriptedProvider({ planner: [program('hard(value="a")')] });
    const config = { fsm: { max_pllm_failed_steps: 1 } };
    const begin = request([user("q")], { tools: [declared], config });
    const { outcome, calls } = await play(new Stage(provider), begin);
    expect(calls).toEqual([]);
    expect(contentOf(outcome)).toMatchObject({ error: { code: "program_error" } });
  },
);

test("a schema may refer to definitions, and a list of many items is checked", async () => {
  const item = { type: "object", properties: { next: { $ref: "#/$defs/item" }, n: { type: "integer" } } };
  const parameters = {
    type: "object",
    properties: { items: { type: "array", items: { $ref: "#/$defs/item" }, uniqueItems: true } },
    $defs: { item },
  };
  const provider = new ScriptedProvider({
    planner: [
      program('put(items=[{"n": i, "next": {"n": 1}} for i in range(5000)])', "final_return_value = 1"),
    ],
  });
  const begin = request([user("q")], { tools: [{ name: "put", parameters }] });
  const { outcome } = await play(new Stage(provider), begin, { put: () => "ok" });
  expect(contentOf(outcome)).toMatchObject({ status: "success" });
  const many = Array.from({ length: 5_000 }, (_, n) => ({ n, next: { n } }));
  expect(checkSchema({ ...parameters.properties.items, $defs: parameters.$defs }, many).ok).toBe(true);
  expect(
    checkSchema({ ...parameters.properties.items, $defs: parameters.$defs }, [
      ...many,
      { next: { n: 0 }, n: 0 },
    ]).ok,
  ).toBe(false);
});

test("a list with a hundred thousand wrong items is one finding", async () => {
  const parameters = { type: "object", properties: { items: { type: "array", items: { type: "string" } } } };
  const provider = new ScriptedProvider({ planner: [program("put(items=[1] * 200000)")] });
  const config = { fsm: { max_pllm_failed_steps: 1 } };
  const begin = request([user("q")], { tools: [{ name: "put", parameters }], config });
  const { outcome } = await play(new Stage(provider), begin);
  expect(contentOf(outcome)).toMatchObject({ error: { code: "program_error" } });
});

test("a history of thousands of calls is read and compared in no time", async () => {
  const provider = new ScriptedProvider({
    planner: [program("final_return_value = 1"), program("final_return_value = 2")],
  });
  const stage = new Stage(provider);
  const calls = Array.from({ length: 3_000 }, (_, index) => ({
    id: `c${index}`,
    name: "get",
    arguments: "{}",
  }));
  const history = calls.flatMap((call) => [
    { role: "assistant" as const, content: [], toolCalls: [call] },
    toolResult(call.id, `result ${call.id}`),
  ]);
  const side = calls.map((call) => ({ role: "assistant" as const, content: [], toolCalls: [call] }));
  const config = { fsm: { history_mismatch_policy: "restart_turn" as const } };
  const first = await stage.turn(
    request([user("q"), ...history, user("go"), ...side, user("on")], { config }),
  );
  const again = request([...history.toReversed(), user("x")], { config, sessionId: first.sessionId });
  expect(contentOf(await stage.turn(again))).toMatchObject({ final_return_value: { value: 2 } });
});
