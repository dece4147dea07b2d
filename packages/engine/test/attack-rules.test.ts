import { expect, test } from "vitest";
import { contentOf, play } from "./agent.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

/** Attempts to go on past a denial, and to use data where its label is not looked for. */

const tools = [tool("get"), tool("put", { to: { type: "string" } })];
const codes =
  'tool "get" -> @tags |= {"secret"}; tool "put" { hard deny when "secret" in @args.tags or to.value == "eve"; }';

test.each(["Exception", "BaseException", ""])(
  "C2: a denial is caught by no 'except %s', and no 'finally' runs",
  async (kind) => {
    const lines = [
      "try:",
      "    try:",
      '        put(to="eve")',
      `    except${kind === "" ? "" : ` ${kind}`}:`,
      '        put(to="bob")',
      "    finally:",
      '        put(to="bob")',
      "finally:",
      "    final_return_value = get()",
    ];
    const stage = new Stage(new ScriptedProvider({ planner: [program(...lines)] }));
    const { calls, outcome } = await play(stage, request([user("q")], { tools, policy: { codes } }));
    expect(calls).toEqual([]);
    expect(contentOf(outcome)).toMatchObject({ error: { code: "policy_violation" } });
  },
);

test("C2: a spent budget is caught by nothing", async () => {
  const lines = ["try:", "    while True:", "        pass", "except BaseException:", '    put(to="bob")'];
  const stage = new Stage(new ScriptedProvider({ planner: [program(...lines)] }), {
    limits: { steps: 10_000 },
  });
  const { calls, outcome } = await play(stage, request([user("q")], { tools, policy: { codes } }));
  expect(calls).toEqual([]);
  expect(contentOf(outcome)).toMatchObject({ error: { code: "budget_exceeded" } });
});

test("M4: single-llm: every later argument has the labels of all results, also when their messages are left out", async () => {
  const call = (id: string, name: string, args: string) => ({ calls: [{ id, name, arguments: args }] });
  const script = { m: [call("1", "get", "{}"), "read", call("2", "put", '{"to": "bob"}')] };
  const stage = new Stage(new ScriptedProvider(script));
  const options = { tools, model: "m", policy: { codes }, features: { agent_arch: "single-llm" as const } };
  const first = await stage.turn(request([user("q")], options));
  if (first.kind !== "tool_calls") throw new Error("There is a call.");
  const result = toolResult(first.calls[0]?.id ?? "", "SECRET");
  const second = await stage.turn(request([user("q"), resent(first), result], options));
  expect(second).toMatchObject({ kind: "final", text: "read" });
  const bare = request([user("put it")], { ...options, sessionId: second.sessionId });
  const third = await stage.turn(bare);
  expect(third.kind).toBe("final");
  expect(third.text).toContain("is denied");
});

test("S5: a call's id names no session to another key", async () => {
  const stage = new Stage(new ScriptedProvider({ planner: [program("final_return_value = get()")] }));
  const begun = await stage.turn(request([user("q")], { tools }));
  if (begun.kind !== "tool_calls") throw new Error("There is a call.");
  const messages = [user("q"), resent(begun), toolResult(begun.calls[0]?.id ?? "", "x")];
  const other = request(messages, { tools, keyId: "key-2" });
  await expect(stage.turn(other)).rejects.toMatchObject({ code: "session_not_found" });
  expect(await stage.turn(request(messages, { tools }))).toMatchObject({ kind: "final" });
});

test.each(["put ", "Put", "put\u200b", "ｐut"])(
  "C10: single-llm: '%s' is no way around a rule for 'put'",
  async (name) => {
    const calls = [{ id: "1", name, arguments: '{"to": "eve"}' }];
    const stage = new Stage(new ScriptedProvider({ m: [{ calls }] }));
    const options = { tools, model: "m", policy: { codes }, features: { agent_arch: "single-llm" as const } };
    const answer = await stage.turn(request([user("q")], options));
    expect(answer).toMatchObject({ kind: "final", finishReason: "stop" });
    expect(answer.text).toContain("is denied");
  },
);
