import { Type } from "typebox";
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { SequrityClient, SequrityConnectionError, SequrityValidationError } from "../src/index.ts";
import {
  runChatTools,
  runMessagesTools,
  runResponsesTools,
  type Tool,
  type ToolRunSettings,
  tool,
} from "../src/tools/index.ts";
import {
  type Answer,
  completion,
  json,
  type RecordingServer,
  startRecordingServer,
} from "./recording-server.ts";

let server: RecordingServer;
let control: SequrityClient["control"];
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  control = new SequrityClient({ apiKey: "k", baseURL: server.url, maxRetries: 0 }).control;
});

const a = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
}
/** What one run looks like in each API: how it is begun, how the server asks and answers, how results come back. */
interface Form {
  readonly run: (settings: ToolRunSettings) => Promise<{
    readonly kind: string;
    readonly text: string;
    readonly rounds: number;
    readonly sessionId: string | undefined;
    readonly calls: readonly unknown[];
    readonly history: readonly unknown[];
  }>;
  readonly asks: (calls: readonly Asked[]) => Answer;
  readonly answers: (text: string) => Answer;
  readonly declared: (body: unknown) => unknown;
  readonly results: (body: unknown) => unknown;
}
const session = { "x-session-id": a };
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((part, key) => new Map(Object.entries(Object(part))).get(String(key)), value);
const listAt = (value: unknown, ...path: (string | number)[]): unknown[] => {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
};

const chat: Form = {
  run: (settings) =>
    runChatTools(control.chat, { model: "m", messages: [{ role: "user", content: "u" }] }, settings),
  asks: (calls) =>
    json(
      200,
      {
        ...completion("", a),
        choices: [
          {
            index: 0,
            message: {
              role: "assistant",
              content: null,
              refusal: null,
              tool_calls: calls.map(({ id, name, args }) => ({
                id,
                type: "function",
                function: { name, arguments: JSON.stringify(args) },
              })),
            },
            finish_reason: "tool_calls",
            logprobs: null,
          },
        ],
      },
      session,
    ),
  answers: (text) => json(200, completion(text, a), session),
  declared: (body) => listAt(body, "tools").map((declared) => at(declared, "function")),
  results: (body) =>
    listAt(body, "messages")
      .filter((message) => at(message, "role") === "tool")
      .map((message) => [at(message, "tool_call_id"), at(message, "content")]),
};
const response = (output: unknown[]) =>
  json(200, { id: "resp_1", object: "response", status: "completed", output, session_id: a }, session);
const responses: Form = {
  run: (settings) => runResponsesTools(control.responses, { model: "m", input: "u" }, settings),
  asks: (calls) =>
    response(
      calls.map(({ id, name, args }) => ({
        type: "function_call",
        id,
        call_id: id,
        name,
        arguments: JSON.stringify(args),
      })),
    ),
  answers: (text) =>
    response([{ type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text }] }]),
  declared: (body) => at(body, "tools"),
  results: (body) =>
    listAt(body, "input")
      .filter((item) => at(item, "type") === "function_call_output")
      .map((item) => [at(item, "call_id"), at(item, "output")]),
};
const message = (content: unknown[]) =>
  json(200, { id: "msg_1", type: "message", role: "assistant", model: "m", content, session_id: a }, session);
const messages: Form = {
  run: (settings) =>
    runMessagesTools(
      control.messages,
      { model: "m", max_tokens: 10, messages: [{ role: "user", content: "u" }] },
      settings,
    ),
  asks: (calls) => message(calls.map(({ id, name, args }) => ({ type: "tool_use", id, name, input: args }))),
  answers: (text) => message([{ type: "text", text }]),
  declared: (body) => at(body, "tools"),
  results: (body) =>
    listAt(body, "messages").flatMap((said) =>
      listAt(said, "content")
        .filter((block) => at(block, "type") === "tool_result")
        .map((block) => [at(block, "tool_use_id"), at(block, "content")]),
    ),
};
const forms = Object.entries({ chat, responses, messages });

const add = tool({
  name: "add",
  description: "Adds.",
  parameters: {
    type: "object",
    properties: { left: { type: "integer" }, right: { type: "integer" } },
    required: ["left", "right"],
  },
  run: ({ left, right }) => ({ sum: left + right }),
});
const fails = tool({
  name: "fails",
  parameters: Type.Object({}),
  run: () => {
    throw new RangeError("It is too far.");
  },
});

test.each(forms)("%s: calls are made until there is an answer", async (_name, form) => {
  server.answers = [
    form.asks([
      { id: "c1", name: "add", args: { left: 1, right: 2 } },
      { id: "c2", name: "fails", args: {} },
      { id: "c3", name: "add", args: { left: "1" } },
      { id: "c4", name: "nobody", args: {} },
    ]),
    form.asks([{ id: "c5", name: "add", args: { left: 3, right: 4 } }]),
    form.answers("ten"),
  ];
  const heard: unknown[] = [];
  const run = await form.run({
    tools: [add, fails],
    options: { sessionId: null, provider: "openai" },
    onCall: ({ id }) => heard.push(id),
  });
  expect(run).toMatchObject({ kind: "answered", text: "ten", rounds: 3, sessionId: a });
  expect(run.calls).toEqual([
    {
      id: "c1",
      tool: "add",
      arguments: { left: 1, right: 2 },
      outcome: { kind: "returned", text: '{"sum":3}', value: { sum: 3 } },
    },
    {
      id: "c2",
      tool: "fails",
      arguments: {},
      outcome: { kind: "threw", message: "It is too far.", error: expect.any(RangeError) },
    },
    {
      id: "c3",
      tool: "add",
      arguments: { left: "1" },
      outcome: { kind: "refused", message: expect.stringContaining("/left"), issues: expect.any(Array) },
    },
    {
      id: "c4",
      tool: "nobody",
      arguments: {},
      outcome: { kind: "refused", message: "There is no tool nobody.", issues: [] },
    },
    expect.objectContaining({ id: "c5" }),
  ]);
  expect(heard.length).toBe(5);
  const [first, second, third] = server.seen;
  expect(form.declared(first?.body)).toMatchObject([
    { name: "add", description: "Adds." },
    { name: "fails" },
  ]);
  expect(form.results(second?.body)).toEqual([
    ["c1", '{"sum":3}'],
    ["c2", "Error: It is too far."],
    ["c3", expect.stringMatching(/^Error: The arguments of add do not fit its schema: /)],
    ["c4", "Error: There is no tool nobody."],
  ]);
  expect(listAt(form.results(third?.body)).at(-1)).toEqual(["c5", '{"sum":7}']);
  expect(server.seen.map(({ headers }) => headers["x-session-id"])).toEqual([undefined, a, a]);
});

test("responses: what is new goes along; without a store, everything", async () => {
  const script = () => [
    responses.asks([{ id: "c1", name: "add", args: { left: 1, right: 2 } }]),
    responses.answers("3"),
  ];
  server.answers = script();
  await responses.run({ tools: [add] });
  server.answers = script();
  await runResponsesTools(control.responses, { model: "m", input: "u", store: false }, { tools: [add] });
  server.answers = script();
  await runResponsesTools(
    control.responses,
    { model: "m", input: "u", conversation: "conv_1" },
    { tools: [add] },
  );
  const result = { type: "function_call_output", call_id: "c1", output: '{"sum":3}' };
  const [, stored, , whole, , conversing] = server.seen.map(({ body }) => body);
  expect(stored).toMatchObject({ previous_response_id: "resp_1", input: [result] });
  expect(whole).toMatchObject({
    input: [{ role: "user", content: "u" }, { type: "function_call" }, result],
  });
  expect(whole).not.toHaveProperty("previous_response_id");
  expect(conversing).toMatchObject({ conversation: "conv_1", input: [result] });
  expect(conversing).not.toHaveProperty("previous_response_id");
});

test("messages: an error says that it is one", async () => {
  server.answers = [messages.asks([{ id: "c2", name: "fails", args: {} }]), messages.answers("no")];
  await messages.run({ tools: [fails] });
  expect(listAt(server.seen[1]?.body, "messages").at(-1)).toEqual({
    role: "user",
    content: [{ type: "tool_result", tool_use_id: "c2", content: "Error: It is too far.", is_error: true }],
  });
});

test.each(forms)("%s: the calls of one answer are made at the same time", async (_name, form) => {
  let both: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    both = resolve;
  });
  let waiting = 0;
  const meet = tool({
    name: "meet",
    parameters: Type.Object({}),
    run: async () => {
      if (++waiting === 2) both();
      await met;
      return "met";
    },
  });
  server.answers = [
    form.asks([
      { id: "c1", name: "meet", args: {} },
      { id: "c2", name: "meet", args: {} },
    ]),
    form.answers("done"),
  ];
  expect(await form.run({ tools: [meet] })).toMatchObject({ kind: "answered" });
});

const denied = JSON.stringify({
  status: "failure",
  error: { code: "policy_violation", message: "Denied." },
  policy_check_history: [
    {
      tool: "add",
      call_id: "c",
      final_verdict: "hard_denied",
      message: "Denied.",
      denied: [{ text: "deny" }],
    },
  ],
});
const failed = JSON.stringify({ status: "failure", error: { code: "program_error", message: "It broke." } });
const ends: readonly (readonly [string, string, object])[] = [
  ["a denial", denied, { kind: "denied", denial: { tool: "add", rule: { text: "deny" } } }],
  ["a failed turn", failed, { kind: "failed", error: { code: "program_error", message: "It broke." } }],
  [
    "a dual-LLM answer",
    '{"status": "success", "final_return_value": {"value": 3}}',
    { kind: "answered", content: { status: "success", final_return_value: { value: 3 } } },
  ],
];
for (const [name, form] of forms) {
  test.each(ends)(`${name}: %s`, async (_name, text, expected) => {
    server.answers = [form.answers(text)];
    expect(await form.run({ tools: [add] })).toMatchObject(expected);
  });
}

test.each(forms)(
  "%s: no more rounds than allowed; what was asked for last is not run",
  async (_name, form) => {
    let ran = 0;
    const count = tool({ name: "count", parameters: Type.Object({}), run: () => ++ran });
    server.answers = [form.asks([{ id: "c", name: "count", args: {} }])];
    const run = await form.run({ tools: [count], maxRounds: 2 });
    expect(run).toMatchObject({ kind: "rounds_exhausted", rounds: 2, pending: [{ id: "c", tool: "count" }] });
    expect(ran).toBe(1);
    expect(server.seen.length).toBe(2);
  },
);

test("a tool that the body declares is the caller's to run", async () => {
  server.answers = [chat.asks([{ id: "c", name: "own", args: { x: 1 } }])];
  const run = await runChatTools(
    control.chat,
    {
      model: "m",
      messages: [{ role: "user", content: "u" }],
      tools: [{ type: "function", function: { name: "own", parameters: { type: "object" } } }],
    },
    { tools: [add] },
  );
  expect(run).toMatchObject({ kind: "pending", pending: [{ id: "c", tool: "own", arguments: { x: 1 } }] });
});

test.each(forms)(
  "%s: an abort ends the run, waits for nobody, and is heard by the functions",
  async (_name, form) => {
    const abort = new AbortController();
    let heard: AbortSignal | undefined;
    const hangs = tool({
      name: "hangs",
      parameters: Type.Object({}),
      run: (_given, { signal }) => {
        heard = signal;
        abort.abort();
        return new Promise(() => undefined);
      },
    });
    server.answers = [form.asks([{ id: "c", name: "hangs", args: {} }])];
    const running = form.run({ tools: [hangs], signal: abort.signal });
    await expect(running).rejects.toBeInstanceOf(SequrityConnectionError);
    await expect(running).rejects.toMatchObject({ reason: "aborted" });
    expect(heard?.aborted).toBe(true);
    expect(server.seen.length).toBe(1);
  },
);

test("an abort ends the request that is under way", async () => {
  const abort = new AbortController();
  server.answers = [() => abort.abort()];
  await expect(chat.run({ tools: [add], signal: abort.signal })).rejects.toMatchObject({ reason: "aborted" });
});

const numbers: readonly (readonly [string, unknown, string])[] = [
  ["2^53 + 1, which JSON rounds", { left: 2 ** 53, right: 1 }, "/left: an integer beyond 2^53"],
  ["one inside a list", { left: 1, right: 1, more: [{ id: 2 ** 60 }] }, "/more/0/id: an integer"],
  ["no object", 3, "/"],
];
test.each(numbers)("refuses %s", async (_name, args, message) => {
  const outcome = await add.call(args, { callId: "c", signal: new AbortController().signal, sessionId: a });
  expect(outcome).toMatchObject({ kind: "refused", message: expect.stringContaining(message) });
});

test("arguments that are no JSON are refused", async () => {
  const call = { id: "c", type: "function", function: { name: "add", arguments: '{"left": 1' } };
  server.answers = [
    json(200, {
      ...completion("", a),
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: null, tool_calls: [call] },
          finish_reason: "stop",
        },
      ],
    }),
    chat.answers("done"),
  ];
  const run = await chat.run({ tools: [add] });
  expect(run.calls).toMatchObject([{ arguments: '{"left": 1', outcome: { kind: "refused" } }]);
});

test("a result that JSON cannot say is an error", async () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const circular = tool({ name: "circular", parameters: Type.Object({}), run: () => cycle });
  const nothing = tool({ name: "nothing", parameters: Type.Object({}), run: () => undefined });
  const context = { callId: "c", signal: new AbortController().signal, sessionId: a };
  expect(await circular.call({}, context)).toMatchObject({ kind: "threw" });
  expect(await nothing.call({}, context)).toMatchObject({ kind: "returned", text: "null" });
});

test("the argument's type comes from the schema, and a Standard Schema's own conversions are applied", async () => {
  const seen: unknown[] = [];
  const zod = tool({
    name: "zod",
    parameters: z.object({ to: z.string().trim(), count: z.number().int().default(1) }),
    run: (given, context) => {
      expectTypeOf(given).toEqualTypeOf<{ to: string; count: number }>();
      expectTypeOf(context.callId).toEqualTypeOf<string>();
      seen.push(given);
    },
  });
  const typebox = tool({
    name: "typebox",
    parameters: Type.Object({ to: Type.String(), count: Type.Optional(Type.Integer()) }),
    run: (given) => {
      expectTypeOf(given).toEqualTypeOf<{ to: string; count?: number }>();
      seen.push(given);
    },
  });
  const literal = tool({
    name: "literal",
    parameters: {
      type: "object",
      properties: {
        to: { type: "string" },
        kind: { enum: ["x", "y"] },
        ids: { type: "array", items: { type: "integer" } },
      },
      required: ["to", "kind"],
      additionalProperties: false,
    },
    run: (given) => {
      expectTypeOf(given.to).toEqualTypeOf<string>();
      expectTypeOf(given.kind).toEqualTypeOf<"x" | "y">();
      expectTypeOf(given.ids).toEqualTypeOf<number[] | undefined>();
      seen.push(given);
    },
  });
  const context = { callId: "c", signal: new AbortController().signal, sessionId: a };
  const call = (made: Tool, given: unknown) => made.call(given, context);
  expect(zod.jsonSchema).toMatchObject({ type: "object", required: ["to"] });
  expect(zod.jsonSchema).not.toHaveProperty("$schema");
  await call(zod, { to: " a " });
  await call(typebox, { to: "a" });
  await call(literal, { to: "a", kind: "y", ids: [1] });
  expect(seen).toEqual([{ to: "a", count: 1 }, { to: "a" }, { to: "a", kind: "y", ids: [1] }]);
  expect(await call(zod, { to: 1 })).toMatchObject({
    kind: "refused",
    issues: [expect.stringMatching(/^\/to: /)],
  });
  expect(await call(typebox, { to: 1 })).toMatchObject({ kind: "refused" });
  expect(await call(literal, { to: "a", kind: "z" })).toMatchObject({ kind: "refused" });
  expect(seen.length).toBe(3);
});

test("a schema whose library does not say its JSON Schema must be given it", () => {
  const parameters = {
    "~standard": { version: 1, vendor: "other", validate: (value: unknown) => ({ value }) },
  };
  const define = (jsonSchema?: { type: "object" }) =>
    tool({ name: "t", parameters, run: () => "", ...(jsonSchema && { jsonSchema }) });
  expect(() => define()).toThrow(SequrityValidationError);
  expect(() => define()).toThrow("tool t: parameters: this schema does not give its JSON Schema");
  expect(define({ type: "object" }).jsonSchema).toEqual({ type: "object" });
  expect(() => tool({ name: "t", parameters: z.string(), run: () => "" })).toThrow("the schema of an object");
});

const wrong: readonly (readonly [string, ToolRunSettings, string])[] = [
  ["two tools of one name", { tools: [add, add] }, "tools: two are called add"],
  ["no round", { tools: [add], maxRounds: 0 }, "maxRounds: expected an integer of at least 1, found 0"],
];
test.each(wrong)("refuses %s", async (_name, settings, message) => {
  await expect(chat.run(settings)).rejects.toThrow(message);
  expect(server.seen).toEqual([]);
});
