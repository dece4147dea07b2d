import { expect, test } from "vitest";
import { contentOf, play } from "./agent.ts";
import { type Line, ScriptedProvider } from "./scripted-provider.ts";
import { program, request, Stage, tool, user } from "./stage.ts";

const tools = [tool("look")];
const box = { look: () => "x" };

const spent: readonly { name: string; lines: readonly Line[]; limits: object; limit: string }[] = [
  {
    name: "model tokens",
    lines: [program("1/0"), program("final_return_value = 1")],
    limits: { model_tokens: 15 },
    limit: "model_tokens",
  },
  {
    name: "wall time of a model call",
    lines: [{ hangs: true }],
    limits: { wall_time_ms: 20 },
    limit: "wall_time_ms",
  },
  {
    name: "tool calls of a turn",
    lines: [program("look()", "look()", "look()")],
    limits: { tool_calls: 2 },
    limit: "tool_calls",
  },
  {
    name: "interpreter steps",
    lines: [program("while True:", "    pass")],
    limits: { steps: 1000 },
    limit: "steps",
  },
];
test.each(spent)("a spent budget ends the turn and says which: $name", async ({ lines, limits, limit }) => {
  const stage = new Stage(new ScriptedProvider({ planner: lines }), { limits });
  const { outcome } = await play(stage, request([user("x")], { tools }), box);
  expect(contentOf(outcome)).toMatchObject({ status: "failure", error: { code: "budget_exceeded" } });
  expect(outcome.text).toContain(limit);
});

test("a limit that was reached is replayed, not measured again", async () => {
  const provider = new ScriptedProvider({ planner: [{ hangs: true }] });
  const stage = new Stage(provider, { limits: { wall_time_ms: 20 } });
  const begin = request([user("x")], { newSessionId: "11111111-1111-4111-8111-111111111111" });
  const first = await stage.turn(begin);
  stage.restart();
  expect(await stage.turn(begin)).toEqual(first);
  expect(provider.requests).toHaveLength(1);
});

test("parked runs are bounded: the oldest goes on by replay", async () => {
  const lines = [1, 2, 3].map((number) => program("x = look()", `final_return_value = [x, ${number}]`));
  const stage = new Stage(new ScriptedProvider({ planner: lines }), { liveRuns: { max: 1 } });
  const begins = ["a", "b", "c"].map((text) => request([user(text)], { tools }));
  const parked = [];
  for (const begin of begins) parked.push(await stage.turn(begin));
  for (const [index, begin] of begins.entries()) {
    const outcome = parked[index];
    const call = outcome?.kind === "tool_calls" ? outcome.calls[0] : undefined;
    if (outcome?.kind !== "tool_calls" || call === undefined) throw new Error("The turn is not parked.");
    const next = [
      ...begin.messages,
      { role: "assistant" as const, content: [], toolCalls: outcome.calls },
      { role: "tool" as const, callId: call.id, content: [{ kind: "text" as const, text: "x" }] },
    ];
    const answer = await stage.turn({ ...begin, messages: next });
    expect(contentOf(answer)).toMatchObject({ final_return_value: { value: ["x", index + 1] } });
  }
});

test("drain waits for what runs", async () => {
  const stage = new Stage(new ScriptedProvider({ planner: [program("final_return_value = 1")] }));
  const working = stage.turn(request([user("x")]));
  await stage.engine.drain();
  const settled = await Promise.race([working, Promise.resolve("still running")]);
  expect(settled).toMatchObject({ kind: "final" });
});
