import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import {
  Annotation,
  Command,
  END,
  MemorySaver,
  MessagesAnnotation,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { PolicyFields } from "../../src/index.ts";
import type { CompiledGraphLike } from "../../src/integrations/langgraph/index.ts";
import { startServerWith, type TestServer } from "./server.ts";

/** Graphs run as plans; `graph.invoke` is the oracle. */

let server: TestServer;
beforeAll(async () => {
  server = await startServerWith([]);
});
afterAll(() => server[Symbol.asyncDispose]());

/** A compiled graph that is run both ways. */
type Graph = CompiledGraphLike & { invoke(input: unknown, config?: object): Promise<unknown> };

/** What comes of a run: the state, or the error's message up to where the wording is each side's own. */
async function outcomeOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return { state: plain(await run()) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      error:
        /Recursion limit of \d+|can only receive one value|can receive only one value/
          .exec(message)?.[0]
          ?.replace("only receive", "receive only") ?? message,
    };
  }
}

/** Messages get random ids. */
function plain(value: unknown): unknown {
  if (value instanceof AIMessage || value instanceof HumanMessage)
    return { type: value.getType(), text: value.text };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

const Counter = Annotation.Root({
  n: Annotation<number>,
  log: Annotation<string[]>({ reducer: (left, right) => left.concat(right), default: () => [] }),
});
const Free = Annotation.Root({ a: Annotation<unknown>, b: Annotation<unknown>, c: Annotation<unknown> });

/** LangGraph tells the routers of a node by their names. */
function named(name: string, route: (state: typeof Counter.State) => string) {
  return Object.assign(RunnableLambda.from(route), { name });
}

const graphs: readonly {
  readonly name: string;
  readonly graph: () => Graph;

  readonly input: object;
  readonly recursionLimit?: number;
  readonly fails?: true;
}[] = [
  {
    name: "a line",
    graph: () =>
      new StateGraph(Counter)
        .addNode("one", ({ n }) => ({ n: n + 1, log: ["one"] }))
        .addNode("two", ({ n }) => ({ n: n * 10, log: [`two saw ${n}`] }))
        .addEdge(START, "one")
        .addEdge("one", "two")
        .addEdge("two", END)
        .compile(),
    input: { n: 4 },
  },
  {
    name: "a loop that a router ends",
    graph: () =>
      new StateGraph(Counter)
        .addNode("count", ({ n }) => ({ n: n + 1, log: [`${n}`] }))
        .addEdge(START, "count")
        .addConditionalEdges("count", ({ n }) => (n < 5 ? "again" : "enough"), {
          again: "count",
          enough: END,
        })
        .compile(),
    input: { n: 0 },
  },
  ...[5, 6].map((recursionLimit) => ({
    name: `a loop against a limit of ${recursionLimit}`,
    graph: () =>
      new StateGraph(Counter)
        .addNode("count", ({ n }) => ({ n: n + 1 }))
        .addEdge(START, "count")
        .addConditionalEdges("count", ({ n }) => (n < 5 ? "count" : END))
        .compile(),
    input: { n: 0 },
    recursionLimit,
    ...(recursionLimit === 5 && { fails: true as const }),
  })),
  {
    name: "fan out, join, and what each branch sees",
    graph: () =>
      new StateGraph(Counter)
        .addNode("split", () => ({ log: ["split"] }))
        .addNode("right", ({ log }) => ({ log: [`right after ${log.length}`] }))
        .addNode("left", ({ log }) => ({ log: [`left after ${log.length}`] }))
        .addNode("far", ({ log }) => ({ log: [`far after ${log.length}`] }))
        .addNode("join", ({ log }) => ({ n: log.length }))
        .addEdge(START, "split")
        .addEdge("split", "right")
        .addEdge("split", "left")
        .addEdge("left", "far")
        .addEdge(["right", "far"], "join")
        .compile(),
    input: { n: 0, log: ["in"] },
  },
  {
    name: "a diamond without a join runs its foot twice where the arms differ in length",
    graph: () =>
      new StateGraph(Counter)
        .addNode("long", () => ({ log: ["long"] }))
        .addNode("longer", () => ({ log: ["longer"] }))
        .addNode("short", () => ({ log: ["short"] }))
        .addNode("foot", ({ log }) => ({ log: [`foot ${log.length}`] }))
        .addEdge(START, "long")
        .addEdge(START, "short")
        .addEdge("long", "longer")
        .addEdge("longer", "foot")
        .addEdge("short", "foot")
        .compile(),
    input: { n: 0 },
  },
  {
    name: "routers of parallel nodes see their own node's writes alone",
    graph: () =>
      new StateGraph(Counter)
        .addNode("a", () => ({ log: ["a"] }))
        .addNode("b", () => ({ log: ["b"] }))
        .addNode("saw_one", () => ({ log: ["saw one"] }))
        .addNode("saw_two", () => ({ log: ["saw two"] }))
        .addEdge(START, "a")
        .addEdge(START, "b")
        .addConditionalEdges("a", ({ log }) => (log.length === 1 ? "saw_one" : "saw_two"))
        .addConditionalEdges("b", ({ log }) => (log[0] === "b" ? "saw_one" : "saw_two"))
        .compile(),
    input: { n: 0 },
  },
  {
    name: "a router that names several nodes, two routers on a node, a router at the start",
    graph: () =>
      new StateGraph(Counter)
        .addNode("a", () => ({ log: ["a"] }))
        .addNode("b", () => ({ log: ["b"] }))
        .addNode("c", () => ({ log: ["c"] }))
        .addConditionalEdges(START, ({ n }) => (n > 0 ? ["a", "b"] : END))
        .addConditionalEdges(
          "a",
          named("first", () => "c"),
        )
        .addConditionalEdges(
          "a",
          named("second", ({ log }) => (log.length > 2 ? "b" : END)),
        )
        .compile(),
    input: { n: 1 },
  },
  {
    name: "two nodes of a step that write one value",
    graph: () =>
      new StateGraph(Counter)
        .addNode("a", () => ({ n: 1 }))
        .addNode("b", () => ({ n: 2 }))
        .addEdge(START, "a")
        .addEdge(START, "b")
        .compile(),
    input: { n: 0 },
    fails: true,
  },
  {
    name: "messages, coerced and replaced by id",
    graph: () =>
      new StateGraph(MessagesAnnotation)
        .addNode("answer", ({ messages }) => ({
          messages: [
            { role: "assistant", content: `You said ${messages.at(-1)?.text}` },
            new AIMessage({ id: "m1", content: "draft" }),
          ],
        }))
        .addNode("improve", () => ({ messages: new AIMessage({ id: "m1", content: "final" }) }))
        .addEdge(START, "answer")
        .addEdge("answer", "improve")
        .compile(),
    input: { messages: [{ role: "user", content: "hello" }] },
  },
  {
    name: "a schema of zod, with a default and a node of its own input",
    graph: () =>
      new StateGraph(
        z.object({ name: z.string(), greeting: z.string().default("hi"), all: z.string().optional() }),
      )
        .addNode("greet", ({ name, greeting }) => ({ all: `${greeting}, ${name}` }))
        .addNode("narrow", (state) => ({ greeting: Object.keys(state).join() }), {
          input: z.object({ name: z.string() }),
        })
        .addEdge(START, "greet")
        .addEdge("greet", "narrow")
        .compile(),
    input: { name: "Ada" },
  },
  {
    name: "values that JSON lacks, an input that is not whole, a node that gives nothing",
    graph: () =>
      new StateGraph(Free)
        .addNode("strange", (state) => ({
          a: null,
          b: [undefined, Number.NaN, -0, new Date(0), { x: undefined }],
          c: Object.keys(state),
        }))
        .addNode("nothing", () => ({}))
        .addNode("look", ({ a, b }) => ({ c: [a === null, Array.isArray(b) && Object.is(b[2], -0)] }))
        .addEdge(START, "strange")
        .addEdge("strange", "nothing")
        .addEdge("nothing", "look")
        .compile(),
    input: { a: 1 },
  },
  {
    name: "names that are no identifiers",
    graph: () =>
      new StateGraph(
        Annotation.Root({ "to do": Annotation<string>, class: Annotation<string>, ünï: Annotation<string> }),
      )
        .addNode("read mail", (state) => ({ ...state, "to do": `${state.class} \u{1F600}\n"quoted"` }))
        .addNode("état-2", (state) => ({ ünï: state["to do"] }))
        .addEdge(START, "read mail")
        .addConditionalEdges("read mail", () => "état-2")
        .compile(),
    input: { class: "x" },
  },
  {
    name: "a graph inside a graph",
    graph: () => {
      const inner = new StateGraph(Counter)
        .addNode("twice", ({ n }) => ({ n: n * 2 }))
        .addEdge(START, "twice")
        .compile();
      return new StateGraph(Counter)
        .addNode("inner", inner)
        .addNode("after", ({ n }) => ({ n: n + 1 }))
        .addEdge(START, "inner")
        .addEdge("inner", "after")
        .compile();
    },
    input: { n: 21 },
  },
  {
    name: "a node that throws",
    graph: () =>
      new StateGraph(Counter)
        .addNode("bad", (): { n: number } => {
          throw new RangeError("the node's own error");
        })
        .addEdge(START, "bad")
        .compile(),
    input: { n: 0 },
    fails: true,
  },
  {
    name: "separate input and output",
    graph: () =>
      new StateGraph({
        state: Counter,
        input: Annotation.Root({ n: Annotation<number> }),
        output: Annotation.Root({ n: Annotation<number> }),
      })
        .addNode("one", ({ n }) => ({ n: n + 1, log: ["kept inside"] }))
        .addEdge(START, "one")
        .compile(),
    input: { n: 1 },
  },
];

describe("a graph gives what graph.invoke gives", () => {
  test.each(graphs)("$name", async ({ graph, input, recursionLimit, fails }) => {
    const limit = recursionLimit === undefined ? {} : { recursionLimit };
    const expected = await outcomeOf(() => graph().invoke(structuredClone(input), limit));
    const actual = await outcomeOf(async () => {
      const result = await server.client().control.langgraph.run(graph(), input, { model: "none", ...limit });
      if (result.status === "failure") throw new Error(`${result.error.message}\n${result.program}`);
      return result.state;
    });
    expect(actual).toEqual(expected);
    expect(Object.keys(Object(expected))).toEqual([fails ? "error" : "state"]);
  });
});

/** A random graph: its nodes add to a sum and a list, its routers go by what they see. */
interface GraphPlan {
  readonly nodes: readonly {
    readonly writes: readonly ("n" | "log")[];
    readonly to: readonly number[];
    readonly route: readonly number[];
  }[];
  readonly starts: readonly number[];
  readonly joins: readonly { readonly from: readonly number[]; readonly to: number }[];
}

function build(plan: GraphPlan): Graph {
  const graph: StateGraph<typeof Counter.spec, typeof Counter.State, typeof Counter.Update, string> =
    new StateGraph(Counter);
  const name = (index: number) => (index >= plan.nodes.length ? END : `node${index}`);
  plan.nodes.forEach(({ writes }, index) => {
    graph.addNode(name(index), ({ n = 0, log }) => ({
      ...(writes.includes("n") && { n: n * 2 + index }),
      ...(writes.includes("log") && { log: [`${index}:${n}:${log.length}`] }),
    }));
  });
  for (const index of new Set(plan.starts)) graph.addEdge(START, name(index));
  plan.nodes.forEach(({ to, route }, index) => {
    for (const target of new Set(to)) graph.addEdge(name(index), name(target));
    if (route.length > 0) {
      graph.addConditionalEdges(name(index), ({ n = 0, log }) => {
        const first = route[(n + log.length) % route.length] ?? 0;
        return log.length % 3 === 0 ? [name(first), name(route[0] ?? 0)] : name(first);
      });
    }
  });
  for (const { from, to } of plan.joins) graph.addEdge(from.map(name), name(to));
  return graph.compile();
}

test("random graphs give what graph.invoke gives", async () => {
  const count = 4;
  const node = fc.nat({ max: count - 1 });
  const target = fc.nat({ max: count });
  const plans: fc.Arbitrary<GraphPlan> = fc.record({
    nodes: fc.array(
      fc.record({
        writes: fc.subarray<"n" | "log">(["n", "log"]),
        to: fc.array(target, { maxLength: 2 }),
        route: fc.oneof(fc.constant([]), fc.array(target, { minLength: 1, maxLength: 3 })),
      }),
      { minLength: count, maxLength: count },
    ),
    starts: fc.array(node, { minLength: 1, maxLength: 2 }),
    joins: fc.array(fc.record({ from: fc.uniqueArray(node, { minLength: 1, maxLength: 3 }), to: node }), {
      maxLength: 1,
    }),
  });
  const langgraph = server.client().control.langgraph;
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const options = { recursionLimit: 7 };
      const expected = await outcomeOf(() => build(plan).invoke({ n: 1 }, options));
      const actual = await outcomeOf(async () => {
        const result = await langgraph.run(build(plan), { n: 1 }, { model: "none", ...options });
        if (result.status === "failure") throw new Error(`${result.error.message}\n${result.program}`);
        return result.state;
      });
      expect(actual).toEqual(expected);
      const kind = Object.keys(Object(expected)).join();
      ends.set(kind, (ends.get(kind) ?? 0) + 1);
    }),
    { numRuns: 60 },
  );
  // Not all of them may have ended alike.
  expect([...ends.keys()].sort()).toEqual(["error", "state"]);
});

const Mail = Annotation.Root({
  request: Annotation<string>,
  document: Annotation<string>,
  to: Annotation<string>,
  sent: Annotation<string>,
});

/** Looks a document up, asks whom to send it to, and sends it. */
function mailGraph(sent: string[]) {
  return new StateGraph(Mail)
    .addNode("load_document", () => ({ document: "we buy Initech" }))
    .addNode("address", ({ request }) => ({ to: request.split(" to ")[1] ?? "" }))
    .addNode("send", ({ to, document }) => {
      sent.push(`${document} to ${to}`);
      return { sent: to };
    })
    .addEdge(START, "load_document")
    .addEdge("load_document", "address")
    .addEdge("address", "send")
    .compile();
}

const policy = `tool "load_document" -> @tags |= {"internal_use"};
tool "send" {
  /// Internal documents stay inside.
  hard deny when document.tags overlaps {"internal_use"} and not to.value in {str like w"*@inside.example"};
  /// The address is nothing of the document's.
  hard deny when to.tags overlaps {"internal_use"};
}`;

describe("policies on a graph", () => {
  test.each([
    {
      mode: "standard",
      to: "a@outside.example",
      reads: { address: ["request"] },
      denied: "Internal documents stay inside.",
    },
    { mode: "standard", to: "a@inside.example", reads: { address: ["request"] }, denied: undefined },
    // Nothing here branches on a node's result, so the stricter modes run it too.
    { mode: "strict", to: "a@inside.example", reads: { address: ["request"] }, denied: undefined },
    {
      mode: "strict",
      to: "a@outside.example",
      reads: { address: ["request"] },
      denied: "Internal documents stay inside.",
    },
    // A node that is given the document too may have put it into the address.
    {
      mode: "standard",
      to: "a@inside.example",
      reads: {},
      denied: "The address is nothing of the document's.",
    },
  ] as const)("mode $mode, to $to, reads $reads", async ({ mode, to, reads, denied }) => {
    const mails: string[] = [];
    const settings = { mode, codes: policy, presets: { enable_non_executable_memory: mode !== "strict" } };
    const result = await server.client({ securityPolicy: settings }).control.langgraph.run(
      mailGraph(mails),
      { request: `Send it to ${to}` },
      {
        model: "none",
        meta: { request: {} },
        reads,
        writes: { load_document: ["document"], address: ["to"], send: ["sent"] },
      },
    );
    expect(mails).toEqual(denied === undefined ? [`we buy Initech to ${to}`] : []);
    if (result.status === "failure") {
      expect(result.error.code).toBe("policy_violation");
      expect(result.denial).toMatchObject({ tool: "send", rule: { doc: denied } });
    } else {
      expect(denied).toBe(undefined);
      expect(result.state).toMatchObject({ to, sent: to });
      expect(result.meta?.tags).toContain("internal_use");
    }
  });

  const loop = () =>
    new StateGraph(Counter)
      .addNode("count", ({ n }) => ({ n: n + 1 }))
      .addEdge(START, "count")
      .addConditionalEdges("count", ({ n }) => (n < 3 ? "count" : END))
      .compile();

  test.each<{ name: string; policy: PolicyFields; code: string | undefined }>([
    {
      name: "strict forbids to branch on a router",
      policy: { mode: "strict" },
      code: "control_flow_violation",
    },
    {
      name: "custom forbids it where the state had a forbidden label",
      policy: {
        mode: "custom",
        codes: 'tool "count" -> @tags |= {"RACE"};',
        presets: { branching_meta_policy: { mode: "deny", tags: ["RACE"] } },
      },
      code: "control_flow_violation",
    },
    {
      name: "custom allows it where it had none",
      policy: { mode: "custom", presets: { branching_meta_policy: { mode: "deny", tags: ["RACE"] } } },
      code: undefined,
    },
  ])("$name", async ({ policy: securityPolicy, code }) => {
    const result = await server
      .client({ securityPolicy })
      .control.langgraph.run(loop(), { n: 0 }, { model: "none" });
    expect(result.status === "failure" ? result.error.code : undefined).toBe(code);
    if (result.status === "success") expect(result.state.n).toBe(3);
    else expect(result.error.message).toMatch(/^Control flow violation/);
  });

  test("a router that may not be called stops the graph", async () => {
    const result = await server
      .client({ securityPolicy: { codes: 'tool "route_count" { hard deny when n.value in {int 2..}; }' } })
      .control.langgraph.run(loop(), { n: 0 }, { model: "none" });
    expect(result).toMatchObject({ status: "failure", denial: { tool: "route_count" } });
  });
});

describe("what no plan can do as LangGraph does it is refused by name", () => {
  const line = (options: object) =>
    new StateGraph(Counter).addNode("one", () => ({ n: 1 }), options).addEdge(START, "one");
  const cases: readonly { readonly name: RegExp; readonly graph: () => Graph; readonly options?: object }[] =
    [
      { name: /'checkpointer'/, graph: () => line({}).compile({ checkpointer: new MemorySaver() }) },
      { name: /'interruptBefore'/, graph: () => line({}).compile({ interruptBefore: ["one"] }) },
      { name: /deferred node/, graph: () => line({ defer: true }).compile() },
      { name: /retry policy/, graph: () => line({ retryPolicy: { maxAttempts: 2 } }).compile() },
      { name: /cache policy/, graph: () => line({ cachePolicy: true }).compile() },
      { name: /'ends'/, graph: () => line({ ends: ["one"] }).compile() },
      { name: /setNodeDefaults/, graph: () => line({}).setNodeDefaults({ timeout: 10 }).compile() },
      {
        name: /returned a Command/,
        graph: () =>
          new StateGraph(Counter)
            .addNode("one", () => new Command({ update: { n: 1 } }))
            .addEdge(START, "one")
            .compile(),
      },
      {
        name: /returned a Send/,
        graph: () =>
          line({})
            .addConditionalEdges("one", () => [new Send("one", {})])
            .compile(),
      },
      {
        name: /one: a\.when is a Map/,
        graph: () =>
          new StateGraph(Free.spec)
            .addNode("one", () => ({ a: { when: new Map() } }))
            .addEdge(START, "one")
            .compile(),
      },
      {
        name: /wrote 'n', which 'writes' does not have/,
        graph: () => line({}).compile(),
        options: { writes: { one: ["log"] } },
      },
      {
        name: /'m', which 'reads' has for 'one'/,
        graph: () => line({}).compile(),
        options: { reads: { one: ["m"] } },
      },
      { name: /'two' of 'writes'/, graph: () => line({}).compile(), options: { writes: { two: [] } } },
      { name: /'meta' names 'm'/, graph: () => line({}).compile(), options: { meta: { m: {} } } },
      {
        name: /'print'/,
        graph: () =>
          new StateGraph(Counter)
            .addNode("print", () => ({ n: 1 }))
            .addEdge(START, "print")
            .compile(),
      },
    ];
  test.each(cases)("$name", async ({ name, graph, options }) => {
    await expect(
      server.client().control.langgraph.run(graph(), { n: 0 }, { model: "none", ...options }),
    ).rejects.toThrow(name);
  });
});
