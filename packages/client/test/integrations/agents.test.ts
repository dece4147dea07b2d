import {
  Agent,
  type AgentInputItem,
  InputGuardrailTripwireTriggered,
  OutputGuardrailTripwireTriggered,
  Runner,
  tool,
  webSearchTool,
} from "@openai/agents";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { SequrityModelProvider } from "../../src/integrations/agents/index.ts";
import { recordings } from "./recordings.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** The OpenAI Agents SDK, its own package, against a server. */

let server: TestServer;
beforeAll(async () => {
  server = await startServerWith(recordings);
});
afterAll(() => server[Symbol.asyncDispose]());

const model = "planner,quarantine";
const runner = (control?: Parameters<TestServer["client"]>[0]) =>
  new Runner({
    modelProvider: new SequrityModelProvider(server.client(control), { model }),
    tracingDisabled: true,
  });

function weather(asked: string[] = []) {
  return tool({
    name: "get_weather",
    description: "The weather in a city.",
    parameters: z.object({ city: z.string() }),
    execute: ({ city }) => {
      asked.push(city);
      return JSON.stringify({ sky: "sunny" });
    },
  });
}

test("a run with a tool", async () => {
  const asked: string[] = [];
  const agent = new Agent({
    name: "forecaster",
    instructions: "You know the weather.",
    tools: [weather(asked)],
  });
  const result = await runner().run(agent, "What is the weather in Paris?");
  expect(result.finalOutput).toBe("It is sunny.");
  expect(asked).toEqual(["Paris"]);
});

test("a streamed run", async () => {
  const agent = new Agent({ name: "forecaster", tools: [weather()] });
  const result = await runner().run(agent, "What is the weather in Paris?", { stream: true });
  let text = "";
  for await (const part of result.toTextStream()) text += part;
  await result.completed;
  expect(text).toBe("It is sunny.");
  expect(result.finalOutput).toBe("It is sunny.");
});

test("a conversation goes on in its session, another has its own", async () => {
  const client = server.client();
  const runs = new Runner({
    modelProvider: new SequrityModelProvider(client, { model }),
    tracingDisabled: true,
  });
  const agent = new Agent({ name: "echo", instructions: "You repeat." });
  const first = await runs.run(agent, "say one");
  const session = client.control.sessionId;
  expect(session).toEqual(expect.any(String));
  await runs.run(agent, [...first.history, { role: "user", content: "say two" }]);
  expect(client.control.sessionId).toBe(session);
  await runs.run(agent, "say one");
  expect(client.control.sessionId).not.toBe(session);
});

test("runs at the same time, each going on in its own session", async () => {
  const runs = runner();
  const agent = new Agent({ name: "echo" });
  const ends = await Promise.all(
    ["one", "two", "one"].map(async (word) => {
      const first = await runs.run(agent, `say ${word}, ${crypto.randomUUID()}`);
      const next: AgentInputItem[] = [...first.history, { role: "user", content: "say two" }];
      return [first.finalOutput, (await runs.run(agent, next)).finalOutput];
    }),
  );
  expect(ends).toEqual([
    ["one", "two"],
    ["two", "two"],
    ["one", "two"],
  ]);
});

test("a handoff begins a session for the agent that takes over, which goes on in it", async () => {
  const asked: string[] = [];
  const expert = new Agent({ name: "expert", instructions: "You are the expert.", tools: [weather(asked)] });
  const desk = new Agent({ name: "desk", instructions: "You are the desk.", handoffs: [expert] });
  const runs = runner();
  const first = await runs.run(desk, "Please ask the expert.");
  expect(first.lastAgent?.name).toBe("expert");
  expect(first.finalOutput).toBe("The expert says sunny");
  expect(asked).toEqual(["Oslo"]);
  const second = await runs.run(expert, [...first.history, { role: "user", content: "and again" }]);
  expect(second.finalOutput).toBe("The expert goes on");
  // The desk is asked again, and what the expert called is not its own.
  const third = await runs.run(desk, [...second.history, { role: "user", content: "say two" }]);
  expect(third.finalOutput).toBe("two");
  expect(asked).toEqual(["Oslo"]);
});

test("a tool that is called as handoffs are stays a tool", async () => {
  const moved: number[] = [];
  const savings = tool({
    name: "transfer_to_savings",
    description: "Moves money to the savings account.",
    parameters: z.object({ amount: z.number() }),
    execute: ({ amount }) => {
      moved.push(amount);
      return JSON.stringify({ moved: amount });
    },
  });
  const bank = new Agent({ name: "bank", tools: [savings] });
  const result = await runner().run(bank, "Save 5 EUR, then 7 EUR.");
  expect(result.finalOutput).toBe("Saved 12.");
  expect(moved).toEqual([5, 7]);
});

test("structured output", async () => {
  const agent = new Agent({ name: "maker", outputType: z.object({ name: z.string(), age: z.number() }) });
  const result = await runner().run(agent, "Make up a person.");
  expect(result.finalOutput).toEqual({ name: "Ada", age: 36 });
});

test("guardrails of the Agents SDK still hold", async () => {
  const trip = async () => ({ tripwireTriggered: true, outputInfo: "no" });
  const careful = new Agent({ name: "careful", inputGuardrails: [{ name: "in", execute: trip }] });
  await expect(runner().run(careful, "say one")).rejects.toThrow(InputGuardrailTripwireTriggered);
  const checked = new Agent({ name: "checked", outputGuardrails: [{ name: "out", execute: trip }] });
  await expect(runner().run(checked, "say one")).rejects.toThrow(OutputGuardrailTripwireTriggered);
});

test("a denial is the run's answer", async () => {
  const asked: string[] = [];
  const agent = new Agent({ name: "forecaster", tools: [weather(asked)] });
  const denying = runner({ securityPolicy: { codes: 'tool "get_weather" { hard deny always; }' } });
  const result = await denying.run(agent, "What is the weather in Paris?");
  expect(result.finalOutput).toMatch(/^Tool call 'get_weather' is denied/);
  expect(asked).toEqual([]);
});

test("hosted tools are refused, errors carry the server's message, an abort ends the run", async () => {
  const searcher = new Agent({ name: "searcher", tools: [webSearchTool()] });
  await expect(runner().run(searcher, "say one")).rejects.toThrow(/[Hh]osted tools/);
  const lost = new Agent({ name: "lost", model: "nobody" });
  await expect(runner().run(lost, "say one")).rejects.toMatchObject({ status: 502 });
  const agent = new Agent({ name: "echo" });
  await expect(runner().run(agent, "say one", { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
