import {
  Annotation,
  END,
  interrupt,
  type LangGraphRunnableConfig,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SequrityAPIError, SequrityClient, SequrityConnectionError } from "../../src/index.ts";
import { SequrityGraphError } from "../../src/integrations/langgraph/index.ts";
import { answerOf, completion, json, startRecordingServer } from "../recording-server.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** Runs of graphs beside each other, cut short, and against servers that fail or lie. */

let server: TestServer;
beforeAll(async () => {
  server = await startServerWith([]);
});
afterAll(() => server[Symbol.asyncDispose]());

const State = Annotation.Root({ n: Annotation<number>, seen: Annotation<unknown> });

const counting = (limit: number, onStep: () => void = () => {}) =>
  new StateGraph(State)
    .addNode("count", ({ n }) => {
      onStep();
      return { n: n + 1 };
    })
    .addEdge(START, "count")
    .addConditionalEdges("count", ({ n }) => (n < limit ? "count" : END))
    .compile();

test("runs at the same time have a session each, whatever session the client is set to", async () => {
  const { control } = server.client();
  control.setSessionId(crypto.randomUUID());
  const runs = await Promise.all(
    [3, 4, 5].map((n) => control.langgraph.run(counting(n), { n: 0 }, { model: "none" })),
  );
  expect(runs.map((run) => (run.status === "success" ? run.state.n : run.error))).toEqual([3, 4, 5]);
  expect(new Set(runs.map(({ sessionId }) => sessionId)).size).toBe(3);
});

test("nodes and routers get the config that LangGraph gives them", async () => {
  const graph = () =>
    new StateGraph(State)
      .addNode("one", () => ({}))
      .addNode(
        "two",
        (_state, { metadata, configurable, context, recursionLimit }: LangGraphRunnableConfig) => ({
          seen: [
            metadata?.langgraph_step,
            metadata?.langgraph_node,
            configurable?.user,
            context,
            recursionLimit,
          ],
        }),
      )
      .addEdge(START, "one")
      .addConditionalEdges("one", (_state, { configurable }) => (configurable?.user === "ada" ? "two" : END))
      .compile();
  const config = { configurable: { user: "ada" }, context: { team: "blue" } };
  const expected = await graph().invoke({ n: 0 }, { ...config, recursionLimit: 9 });
  const run = await server
    .client()
    .control.langgraph.run(graph(), { n: 0 }, { model: "none", config, recursionLimit: 9 });
  expect(run.status === "success" && run.state).toEqual(expected);
});

test("an abort ends the run between two nodes", async () => {
  const controller = new AbortController();
  let steps = 0;
  const graph = counting(20, () => {
    if (++steps === 3) controller.abort();
  });
  const run = server
    .client()
    .control.langgraph.run(graph, { n: 0 }, { model: "none", signal: controller.signal });
  await expect(run).rejects.toThrow(SequrityConnectionError);
  expect(steps).toBe(3);
});

test("interrupt() is refused by name: a plan has no one to ask", async () => {
  const graph = new StateGraph(State)
    .addNode("ask", () => ({ seen: interrupt("may I?") }))
    .addEdge(START, "ask")
    .compile();
  await expect(server.client().control.langgraph.run(graph, { n: 0 }, { model: "none" })).rejects.toThrow(
    /Node 'ask' called interrupt\(\)/,
  );
});

test("the server's errors are the SDK's", async () => {
  const run = server
    .client({ securityPolicy: { codes: 'tool "count" { hard deny' } })
    .control.langgraph.run(counting(1), { n: 0 }, { model: "none" });
  await expect(run).rejects.toThrow(SequrityAPIError);
});

/** A completion that asks for a call. */
const asking = (name: string, args: object) => ({
  ...completion("", "s"),
  choices: [
    {
      index: 0,
      message: {
        role: "assistant",
        content: null,
        refusal: null,
        tool_calls: [{ id: "c1", type: "function", function: { name, arguments: JSON.stringify(args) } }],
      },
      finish_reason: "tool_calls",
      logprobs: null,
    },
  ],
});

test.each([
  ["a router before its node", asking("route_count", { n: 1 }), /out of its turn/],
  ["a tool that the graph does not have", asking("rm", {}), /does not have/],
  [
    "an object that the run never made",
    asking("count", { n: { "langgraph:class": "os/Process", fields: {} } }),
    /never made/,
  ],
])("a server that calls %s is refused", async (_name, answer, message) => {
  const liar = await startRecordingServer();
  liar.answers = [json(200, answer, { "x-session-id": "s" })];
  try {
    const { control } = new SequrityClient({ apiKey: "k", baseURL: liar.url });
    let ran = 0;
    const run = control.langgraph.run(
      counting(1, () => ran++),
      { n: 0 },
      { model: "none" },
    );
    await expect(run).rejects.toThrow(SequrityGraphError);
    await expect(run).rejects.toThrow(message);
    expect(ran).toBe(0);
  } finally {
    await liar.close();
  }
});

test("an answer that is no state is a failure that says so", async () => {
  const other = await startRecordingServer();
  other.answers = [answerOf("just words", "s")];
  try {
    const { control } = new SequrityClient({ apiKey: "k", baseURL: other.url });
    const run = await control.langgraph.run(counting(1), { n: 0 }, { model: "none" });
    expect(run).toMatchObject({ status: "failure", error: { message: "just words" } });
  } finally {
    await other.close();
  }
});
