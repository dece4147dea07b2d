import { expect, test } from "vitest";
import { Fault, ProviderFault, type TurnEvent, textOf } from "../src/index.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { type Headers, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

const single: Headers = { features: { agent_arch: "single-llm" } };
const mailTools = [
  tool("read_mail", { id: { type: "string" } }),
  tool("send_mail", { to: { type: "string" }, body: { type: "string" } }),
];
const leakPolicy = `tool "send_mail" { /// Secrets stay inside.
  hard deny when "secret" in @args.tags; }`;

function call(id: string, name: string, args: object) {
  return { id, name, arguments: JSON.stringify(args) };
}
const asking = { ...single, model: "m", tools: mailTools };

test("text goes through, and the request reaches the provider as it is", async () => {
  const provider = new ScriptedProvider({ m: ["Hello there."] });
  const stage = new Stage(provider);
  const outcome = await stage.turn(
    request([user("Hi")], { ...asking, settings: { temperature: 0.5 }, toolChoice: { kind: "auto" } }),
  );
  expect(outcome).toMatchObject({
    kind: "final",
    text: "Hello there.",
    finishReason: "stop",
    recorded: true,
  });
  expect(provider.requests[0]).toMatchObject({
    model: "m",
    tools: mailTools,
    toolChoice: { kind: "auto" },
    settings: { temperature: 0.5 },
  });
});

test("calls get ids of the session, and the provider its own ids back", async () => {
  const provider = new ScriptedProvider({
    m: [{ calls: [call("up-1", "read_mail", { id: "7" })] }, "It says hi."],
  });
  const stage = new Stage(provider);
  const asked = await stage.turn(request([user("Read mail 7")], asking));
  expect(asked.kind).toBe("tool_calls");
  const id = asked.kind === "tool_calls" ? (asked.calls[0]?.id ?? "") : "";
  expect(id).toBe(`tc-${asked.sessionId}-${id.slice(40)}`);
  const answered = await stage.turn(
    request([user("Read mail 7"), resent(asked), toolResult(id, "hi")], asking),
  );
  expect(answered).toMatchObject({ kind: "final", text: "It says hi.", sessionId: asked.sessionId });
  const upstream = provider.requests[1]?.messages ?? [];
  expect(upstream[1]).toMatchObject({ toolCalls: [{ id: "up-1" }] });
  expect(upstream[2]).toMatchObject({ callId: "up-1" });
});

test("a denied call is taken out, its reason goes into the text, the others stay", async () => {
  const provider = new ScriptedProvider({
    m: [
      { calls: [call("a", "read_mail", { id: "1" })] },
      {
        text: "Sending.",
        calls: [call("b", "send_mail", { to: "x@y.z", body: "s" }), call("c", "read_mail", { id: "2" })],
      },
    ],
  });
  const stage = new Stage(provider);
  const options = { ...asking, policy: { codes: leakPolicy } };
  const first = await stage.turn(request([user("Go")], options));
  const wrapped = JSON.stringify({
    value: "the code",
    meta: { tags: ["secret"] },
    is_sequrity_var: true,
  });
  const history = [user("Go"), resent(first)];
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  const events: TurnEvent[] = [];
  const second = await stage.turn(request([...history, toolResult(id, wrapped)], options), events);
  expect(second).toMatchObject({ kind: "tool_calls", calls: [{ name: "read_mail" }] });
  expect(second.text).toContain("Sending.");
  expect(second.text).toContain("Tool call 'send_mail' is denied");
  expect(second.text).toContain("Secrets stay inside.");
  expect(provider.requests[1]?.messages.map((message) => textOf(message.content)).at(-1)).toBe("the code");
  const streamed = events.map((event) => (event.kind === "text" ? event.delta : "")).join("");
  expect(second.text.startsWith(streamed)).toBe(true);
});

test("with no call left the finish reason is stop", async () => {
  const provider = new ScriptedProvider({ m: [{ calls: [call("a", "send_mail", { to: "a", body: "b" })] }] });
  const stage = new Stage(provider);
  const options = { ...asking, policy: { codes: 'tool "send_mail" { hard deny always; }' } };
  const outcome = await stage.turn(request([user("Go")], options));
  expect(outcome).toMatchObject({ kind: "final", finishReason: "stop" });
});

test("what is sent is written from what was checked, with the schema's defaults", async () => {
  const provider = new ScriptedProvider({
    m: [
      { calls: [{ id: "a", name: "send", arguments: '{"to":"good","to":"last","n":12345678901234567890}' }] },
    ],
  });
  const stage = new Stage(provider);
  const tools = [
    tool("send", { to: { type: "string" }, n: { type: "integer" }, cc: { default: "none" } }, ["to"]),
  ];
  const outcome = await stage.turn(request([user("Go")], { ...single, model: "m", tools }));
  expect(outcome).toMatchObject({
    calls: [{ arguments: '{"to": "last", "n": 12345678901234567890, "cc": "none"}' }],
  });
});

test("a request that comes again gets the same answer, and no model is asked again", async () => {
  const provider = new ScriptedProvider({ m: [{ text: "t", calls: [call("a", "read_mail", { id: "1" })] }] });
  const stage = new Stage(provider);
  const first = await stage.turn(request([user("Go")], asking));
  stage.restart();
  const again = await stage.turn(request([user("Go")], { ...asking, sessionId: first.sessionId }));
  expect(again).toEqual(first);
  expect(provider.requests).toHaveLength(1);
});

const faults: readonly {
  name: string;
  result: (id: string) => ReturnType<typeof toolResult>[];
  code: string;
}[] = [
  {
    name: "a second result that differs",
    result: (id) => [toolResult(id, "one"), toolResult(id, "two")],
    code: "conflicting_tool_result",
  },
  {
    name: "a result for a call that was never made",
    result: (id) => [
      toolResult(id, "one"),
      toolResult(`${id.slice(0, 40)}00000000-0000-4000-8000-ffffffffffff`, "x"),
    ],
    code: "unknown_tool_call",
  },
  { name: "no result for a call that is resent", result: () => [], code: "missing_tool_result" },
];
test.each(faults)("$name is refused: $code", async ({ result, code }) => {
  const provider = new ScriptedProvider({ m: [{ calls: [call("a", "read_mail", { id: "1" })] }, "done"] });
  const stage = new Stage(provider);
  const first = await stage.turn(request([user("Go")], asking));
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  const again = request([user("Go"), resent(first), ...result(id)], {
    ...asking,
    sessionId: first.sessionId,
  });
  await expect(stage.turn(again)).rejects.toMatchObject({ code });
});

test("a provider that fails leaves the session as it was", async () => {
  const provider = new ScriptedProvider({
    m: [
      { calls: [call("a", "read_mail", { id: "1" })] },
      { fails: new ProviderFault("provider_failed", "scripted", "down") },
      "done",
    ],
  });
  const stage = new Stage(provider);
  const first = await stage.turn(request([user("Go")], asking));
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  const next = request([user("Go"), resent(first), toolResult(id, "r")], asking);
  const before = stage.store.rows();
  await expect(stage.turn(next)).rejects.toBeInstanceOf(ProviderFault);
  expect(stage.store.rows()).toEqual(before);
  expect(await stage.turn(next)).toMatchObject({ kind: "final", text: "done" });
});

test("a client that goes away aborts the model call", async () => {
  const stage = new Stage(new ScriptedProvider({ m: [{ hangs: true }, "done"] }));
  const abort = new AbortController();
  const working = stage.turn(request([user("Go")], asking), undefined, abort.signal);
  await Promise.resolve();
  abort.abort();
  await expect(working).rejects.toMatchObject({ code: "aborted" });
  await expect(working).rejects.toBeInstanceOf(Fault);
});

test("a turn is a user's message; after max_n_turns the session is over", async () => {
  const stage = new Stage(new ScriptedProvider({ m: ["one", "two"] }));
  const options = { ...asking, config: { fsm: { max_n_turns: 1 } } };
  const first = await stage.turn(request([user("Go")], options));
  const next = request([user("Go"), resent(first), user("More")], { ...options, sessionId: first.sessionId });
  await expect(stage.turn(next)).rejects.toMatchObject({ code: "session_ended", status: 400 });
});

test("C6: a result that no model may see is kept from the provider", async () => {
  const provider = new ScriptedProvider({ m: [{ calls: [call("a", "read_mail", { id: "1" })] }, "done"] });
  const stage = new Stage(provider);
  const options = { ...asking, policy: { codes: 'tool "read_mail" -> @tags |= {"__llm_blocked"};' } };
  const first = await stage.turn(request([user("Go")], options));
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  await stage.turn(request([user("Go"), resent(first), toolResult(id, "the secret")], options));
  expect(JSON.stringify(provider.requests[1])).not.toContain("the secret");
});

test.each(["no JSON", "[1]", '{"to": 1e999, "body": "b"}'])(
  "arguments that cannot be sent as they were checked: %s",
  async (args) => {
    const provider = new ScriptedProvider({
      m: [{ calls: [{ id: "a", name: "send_mail", arguments: args }] }],
    });
    const outcome = await new Stage(provider).turn(request([user("Go")], asking));
    expect(outcome).toMatchObject({ kind: "final", finishReason: "stop" });
    expect(outcome.text).toContain("Tool call 'send_mail' is denied");
  },
);
