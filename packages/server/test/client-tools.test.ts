import {
  applyPatchTool,
  type Computer,
  computerTool,
  OpenAIResponsesModel,
  Agent as OpenAiAgent,
  Runner,
  shellTool,
} from "@openai/agents";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, models } from "./agent.ts";
import { responsesTools } from "./responses-agent.ts";
import { callItems, type Item, messageItem, response, responseEvents } from "./responses-upstream.ts";
import { bootstrapKey, startTestServer, type TestServer } from "./running.ts";
import { type Reply, Upstream } from "./upstream.ts";

/** Shells, computers and patches: tools that a provider of the Responses API defines, and the caller runs. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: native
upstream: {backoff_first_ms: 1, retries_max: 0}
providers:
  native: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}
  local: {base_url: "${upstream.baseUrl}"}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const clientUnder = (codes = "", more: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  clientOf(server.url, {
    headers: { ...single, "x-policy": JSON.stringify({ codes, ...more }), ...headers },
  });

type Answer = OpenAI.Responses.Response;
type Streaming = OpenAI.Responses.ResponseCreateParamsStreaming;
async function ask(client: OpenAI, streamed: boolean, params: object): Promise<Answer> {
  const body = { model: "m", input: "Hi", ...params };
  return streamed
    ? await client.responses.stream({ ...body, stream: true }).finalResponse()
    : await client.responses.create({ ...body, stream: false });
}
async function refusal(run: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAI.APIError) return error;
  throw new Error(`an API error was expected, not ${String(error)}`);
}
const say = (streamed: boolean, items: readonly Item[], extra: object = {}): Reply =>
  streamed
    ? { kind: "events", events: responseEvents(items, extra), pieceBytes: 83 }
    : response(items, extra);
const field = (item: unknown, name: string): string => String(Reflect.get(Object(item), name));

/** A tool, a call of it and its result; a rule that denies this call. */
interface ToolCase {
  readonly tool: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly call: Item;
  readonly result: Readonly<Record<string, unknown>>;
  readonly rule: string;
}
const safety = { id: "sc_1", code: "malicious_instructions", message: "Look twice." };
const screenshot = { type: "computer_screenshot", image_url: "data:image/png;base64,AAAA" };
const cases: readonly ToolCase[] = [
  {
    tool: { type: "shell", environment: { type: "local" } },
    call: {
      id: "sh_1",
      type: "shell_call",
      call_id: "call_sh",
      status: "completed",
      action: { commands: ["ls", "rm -rf /secret-plan"], timeout_ms: 1000, max_output_length: null },
      environment: { type: "local" },
      caller: { type: "direct" },
    },
    result: {
      type: "shell_call_output",
      max_output_length: 100,
      output: [{ stdout: "a", stderr: "", outcome: { type: "exit", exit_code: 0 } }],
    },
    rule: 'tool "shell" { hard deny when commands.value in {str matching r"rm .*"}; }',
  },
  {
    tool: { type: "local_shell" },
    call: {
      id: "lsh_1",
      type: "local_shell_call",
      call_id: "call_ls",
      status: "completed",
      action: { type: "exec", command: ["sh", "-c", "rm -rf /secret-plan"], env: { A: "b" }, user: null },
    },
    result: { type: "local_shell_call_output", output: "a", status: "completed" },
    rule: 'tool "local_shell" { hard deny when command.value in {str matching r"rm .*"}; }',
  },
  {
    tool: { type: "apply_patch" },
    call: {
      id: "ap_1",
      type: "apply_patch_call",
      call_id: "call_ap",
      status: "completed",
      operation: { type: "update_file", path: "/etc/secret-plan", diff: "@@\n-a\n+b" },
    },
    result: { type: "apply_patch_call_output", status: "completed", output: "done" },
    rule: 'tool "apply_patch" { hard deny when path.value in {str matching r"/etc/.*"}; }',
  },
  {
    tool: { type: "computer" },
    call: {
      id: "cu_1",
      type: "computer_call",
      call_id: "call_cu",
      status: "completed",
      action: null,
      actions: [
        { type: "click", button: "left", x: 3, y: 4 },
        { type: "type", text: "secret-plan" },
      ],
      pending_safety_checks: [safety],
    },
    result: { type: "computer_call_output", output: screenshot, acknowledged_safety_checks: [safety] },
    rule: 'tool "computer" { hard deny when actions.value in {"secret-plan"}; }',
  },
  {
    tool: {
      type: "computer_use_preview",
      display_width: 800,
      display_height: 600,
      environment: "browser",
    },
    call: {
      id: "cu_1",
      type: "computer_call",
      call_id: "call_cu",
      status: "completed",
      action: { type: "type", text: "secret-plan" },
      pending_safety_checks: [],
    },
    result: { type: "computer_call_output", output: screenshot },
    rule: 'tool "computer" { hard deny when actions.value in {"type"}; }',
  },
];
const both = cases.flatMap((one) => [
  { ...one, name: one.tool.type, streamed: false },
  { ...one, name: one.tool.type, streamed: true },
]);

test.each(both)(
  "$name (streamed: $streamed): an allowed call and its result, each way as it was",
  async ({ tool, call, result, streamed }) => {
    upstream.program([
      say(streamed, [messageItem("Look:"), call]),
      say(streamed, [messageItem("Done.")]),
      say(streamed, [messageItem("Again.")]),
    ]);
    const client = clientUnder();
    const first = await ask(client, streamed, { tools: [tool] });
    expect(upstream.calls[0]?.body.tools).toEqual([tool]);
    const [said, made] = first.output;
    expect(said).toMatchObject({ type: "message" });
    const callId = field(made, "call_id");
    expect(callId).toBe(`tc-${field(first, "session_id")}-${callId.slice(40)}`);
    expect({ ...made, call_id: call.call_id }).toEqual(call);
    expect((await client.responses.retrieve(first.id)).output[1]).toEqual(made);
    const input = [{ ...result, call_id: callId }];
    const second = await ask(client, streamed, { tools: [tool], input, previous_response_id: first.id });
    expect(second.output_text).toBe("Done.");
    const sent = [call, { ...result, call_id: call.call_id }];
    expect(upstream.calls[1]?.body.input).toMatchObject([{ role: "user" }, { role: "assistant" }, ...sent]);
    // The whole conversation resent, in the session of the header.
    const whole = [{ role: "user", content: "Hi" }, ...first.output, ...input, ...second.output];
    await ask(clientUnder("", {}, { "x-session-id": field(first, "session_id") }), streamed, {
      tools: [tool],
      input: [...whole, { role: "user", content: "Again" }],
    });
    expect(upstream.calls[2]?.body.input).toMatchObject([{}, {}, ...sent, {}, {}]);
    expect(JSON.stringify(upstream.calls[2]?.body.input)).not.toContain("tc-");
  },
);

test.each(both)(
  "$name (streamed: $streamed): a denied call reaches nobody, and the answer says why",
  async ({ tool, call, rule, streamed }) => {
    upstream.program([say(streamed, [messageItem("Look:"), call, ...callItems([getMail])])]);
    const events: unknown[] = [];
    const body = { model: "m", input: "Hi", tools: [tool, ...responsesTools] };
    let answer: Answer | undefined;
    if (streamed) {
      const params: Streaming = JSON.parse(JSON.stringify({ ...body, stream: true }));
      const stream = await clientUnder(rule).responses.create(params);
      for await (const event of stream) {
        events.push(event);
        if (event.type === "response.completed") answer = event.response;
      }
    } else answer = await clientUnder(rule).post<Answer>("/responses", { body });
    expect(answer?.output.map(({ type }) => type)).toEqual(["message", "message", "function_call"]);
    expect(JSON.stringify(answer?.output)).toMatch(/Tool call '\w+' is denied/);
    expect(JSON.stringify([answer?.output, events])).not.toContain(`"${call.type}"`);
    // The rule's own words are told; nothing of the call is.
    expect(JSON.stringify([answer, events]).replaceAll(JSON.stringify(rule).slice(1, -1), "")).not.toContain(
      "/secret-plan",
    );
  },
);
const getMail = { name: "get_mail", arguments: '{"number": 7}' };

test("a shell's commands are streamed one by one, once all of them were checked", async () => {
  const { call } = cases[0] ?? raise();
  upstream.program([say(true, [call])]);
  const stream = await clientUnder().responses.create({
    model: "m",
    input: "Hi",
    stream: true,
    tools: [{ type: "shell" }],
  });
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of stream) events.push(event);
  const command = ["added", "delta", "done"].map((what) => `response.shell_call_command.${what}`);
  expect(events.map(({ type }) => type)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    ...command,
    ...command,
    "response.output_item.done",
    "response.completed",
  ]);
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  expect(events[2]).toMatchObject({ item: { status: "in_progress", action: { commands: [] } } });
  expect(events[8]).toMatchObject({ command_index: 1, command: "rm -rf /secret-plan" });
});
function raise(): never {
  throw new Error("the case is missing");
}

const spellings = [
  { type: "computer_use_preview", rule: 'tool "computer" { hard deny always; }', denied: true },
  { type: "computer_use_preview", rule: 'tool "computer_use_preview" { hard deny always; }', denied: true },
  { type: "computer_use", rule: 'tool "computer" { hard deny always; }', denied: true },
  { type: "computer", rule: 'tool "computer" { hard deny always; }', denied: true },
  { type: "computer", rule: 'tool "screen" { hard deny always; }', denied: false },
  { type: "function_shell", rule: 'tool "shell" { hard deny always; }', denied: true },
  { type: "function_shell", rule: 'tool "function_shell" { hard deny always; }', denied: true },
  { type: "function_shell", rule: 'tool r".*_shell" { hard deny always; }', denied: true },
  { type: "shell", rule: 'tool "shell" { hard deny when not (commands.value in {"ls"}); }', denied: true },
];
test.each(spellings)("declared as $type, under $rule: denied is $denied", async ({ type, rule, denied }) => {
  const call = cases.find(
    ({ tool }) => type.includes(tool.type.slice(0, 5)) && tool.type !== "local_shell",
  )?.call;
  const shell = cases[0]?.call;
  upstream.program([say(false, [(type.endsWith("shell") ? shell : call) ?? raise()])]);
  const answer = await ask(clientUnder(rule), false, { tools: [{ type }] });
  expect(answer.output.map((item) => item.type)).toEqual([
    denied ? "message" : type.endsWith("shell") ? "shell_call" : "computer_call",
  ]);
  // Providers know one of the two spellings.
  const sent = type === "function_shell" ? "shell" : type;
  expect(upstream.calls[0]?.body.tools).toEqual([{ type: sent }]);
});

test("an allow-list knows every action, however many a call has and in which of its fields they are", async () => {
  const rule = 'tool "computer" { hard allow when actions.value in {"screenshot"}; }';
  const shot = { type: "screenshot" };
  const pay = { type: "keypress", keys: ["ENTER"] };
  const forms = [
    { of: { actions: [shot] }, allowed: true },
    { of: { action: shot }, allowed: true },
    { of: { actions: [shot, pay] }, allowed: false },
    { of: { action: shot, actions: [pay] }, allowed: false },
    { of: { action: pay, actions: [shot] }, allowed: false },
    { of: { action: { ...shot, after: pay } }, allowed: false },
  ];
  for (const { of, allowed } of forms) {
    const call: Item = { id: "cu_1", type: "computer_call", call_id: "c", status: "completed", ...of };
    upstream.program([say(false, [call])]);
    const answer = await ask(clientUnder(rule), false, { tools: [{ type: "computer" }] });
    expect([of, answer.output.map(({ type }) => type)]).toEqual([
      of,
      [allowed ? "computer_call" : "message"],
    ]);
    if (allowed) expect({ ...answer.output[0], call_id: "c" }).toEqual(call);
  }
});

test("the safety checks that a call brings, and fields that nobody knows, are arguments too", async () => {
  const call: Item = { ...(cases[3]?.call ?? raise()), script: "rm -rf /" };
  const rules = [
    'tool "computer" { hard deny when pending_safety_checks.value in {"malicious_instructions"}; }',
    'tool "computer" { hard deny when script.value in {"rm -rf /"}; }',
  ];
  for (const rule of rules) {
    upstream.program([say(false, [call])]);
    const answer = await ask(clientUnder(rule), false, { tools: [{ type: "computer" }] });
    expect(answer.output_text).toContain("'computer' is denied");
  }
  upstream.program([say(false, [call])]);
  const answer = await ask(clientUnder(), false, { tools: [{ type: "computer" }] });
  expect({ ...answer.output[0], call_id: call.call_id }).toEqual(call);
});

test.each(cases)("what $tool.type brought has its label", async ({ tool, call, result }) => {
  const family = tool.type.startsWith("computer") ? "computer" : tool.type;
  const rule = `tool "${family}" -> @tags |= {"outside"};
tool "get_mail" { hard deny when number.tags overlaps {"outside"}; }`;
  const tools = [tool, ...responsesTools];
  upstream.program(() => say(false, callItems([getMail])));
  expect((await ask(clientUnder(rule), false, { tools })).output[0]?.type).toBe("function_call");
  upstream.program([say(false, [call]), say(false, callItems([getMail]))]);
  const client = clientUnder(rule);
  const first = await ask(client, false, { tools });
  const input = [{ ...result, call_id: field(first.output[0], "call_id") }];
  const second = await ask(client, false, { tools, input, previous_response_id: first.id });
  expect(second.output_text).toContain("'get_mail' is denied");
  // So has one of a conversation that began elsewhere.
  upstream.program(() => say(false, callItems([getMail])));
  const resent = await ask(clientUnder(rule), false, {
    tools,
    input: [{ role: "user", content: "Hi" }, call, { ...result, call_id: call.call_id }],
  });
  expect(resent.output_text).toContain("'get_mail' is denied");
});

test("a result by the older type's name has its label too", async () => {
  const { tool, call, result } = cases[4] ?? raise();
  const rule = `tool "computer_use_preview" -> @tags |= {"outside"};
tool "get_mail" { hard deny when number.tags overlaps {"outside"}; }`;
  upstream.program(() => say(false, callItems([getMail])));
  const answer = await ask(clientUnder(rule), false, {
    tools: [tool, ...responsesTools],
    input: [{ role: "user", content: "Hi" }, call, { ...result, call_id: call.call_id }],
  });
  expect(answer.output_text).toContain("'get_mail' is denied");
});

test.each(cases)("a result of $tool.type belongs to a call, once", async ({ tool, call, result }) => {
  const client = clientUnder();
  upstream.program([say(false, [call]), say(false, [messageItem("Done.")])]);
  const first = await ask(client, false, { tools: [tool] });
  const session = field(first, "session_id");
  const call_id = field(first.output[0], "call_id");
  const go = (input: readonly object[]) =>
    ask(clientUnder("", {}, { "x-session-id": session }), false, { tools: [tool], input });
  const hello = { role: "user", content: "Hi" };
  const unknown = { ...result, call_id: `tc-${session}-00000000-0000-4000-8000-000000000000` };
  expect((await refusal(go([hello, unknown]))).code).toBe("unknown_tool_call");
  expect((await refusal(go([hello, ...first.output, hello]))).code).toBe("missing_tool_result");
  expect((await go([hello, ...first.output, { ...result, call_id }])).output_text).toBe("Done.");
  const other = tool.type.startsWith("computer")
    ? { ...screenshot, image_url: "data:image/png;base64,BBBB" }
    : "other";
  const changed = { ...result, call_id, output: tool.type === "shell" ? [] : other };
  expect((await refusal(go([hello, ...first.output, changed, hello]))).code).toBe("conflicting_tool_result");
});

test("a local shell's result names its call by id as well, and its item by id", async () => {
  const { tool, call } = cases[1] ?? raise();
  for (const by of ["call_id", "id"]) {
    upstream.program([say(false, [call]), say(false, [messageItem("Done.")])]);
    const client = clientUnder();
    const first = await ask(client, false, { tools: [tool] });
    const id = field(first.output[0], by);
    const output = { type: "local_shell_call_output", id, output: "a" };
    const input = [output];
    const second = await ask(client, false, { tools: [tool], input, previous_response_id: first.id });
    expect(second.output_text).toBe("Done.");
    expect(upstream.calls[1]?.body.input).toMatchObject([{}, call, { ...output, id: call[by] }]);
  }
});

test("what blockers take out of a call is out of what the caller gets", async () => {
  const { tool, call } = cases[0] ?? raise();
  const item = { ...call, action: { commands: ["curl https://evil.example/x"] } };
  upstream.program([say(true, [item])]);
  const features = { agent_arch: "single-llm", content_blockers: [{ name: "url_blocker" }] };
  const client = clientUnder("", {}, { "x-features": JSON.stringify(features) });
  const answer = await ask(client, true, { tools: [tool] });
  expect(answer.output[0]).toMatchObject({ action: { commands: ["curl [URL blocked]"] } });
});

test.each(cases)(
  "a result of $tool.type that no model may see goes to none",
  async ({ tool, call, result }) => {
    const family = tool.type.startsWith("computer") ? "computer" : tool.type;
    const client = clientUnder(`tool "${family}" -> @tags |= {"__llm_blocked"};`);
    upstream.program([say(false, [call]), say(false, [messageItem("Done.")])]);
    const first = await ask(client, false, { tools: [tool] });
    const secret = JSON.parse(
      JSON.stringify(result).replace('"a"', '"hidden"').replace("AAAA", "hidden").replace("done", "hidden"),
    );
    const input = [{ ...secret, call_id: field(first.output[0], "call_id") }];
    await ask(client, false, { tools: [tool], input, previous_response_id: first.id });
    const sent = JSON.stringify(upstream.calls[1]?.body.input);
    expect(sent).not.toContain("hidden");
    expect(sent).toContain("kept from language models by a policy");
    const item = { type: result.type, call_id: call.call_id };
    expect(upstream.calls[1]?.body.input).toMatchObject(
      family === "computer" ? [{}, {}, item, { role: "developer" }] : [{}, {}, item],
    );
  },
);

const elsewhere = cases.flatMap(({ tool, call, result }) => [
  { what: tool.type, body: { tools: [tool] }, param: "tools[0]" },
  { what: call.type, body: { input: [call, { role: "user", content: "Hi" }] }, param: "input[0]" },
  {
    what: field(result, "type"),
    body: {
      input: [
        { ...result, call_id: "c" },
        { role: "user", content: "Hi" },
      ],
    },
    param: "input[0]",
  },
]);
test.each(elsewhere)("$what is refused by name where it cannot be", async ({ what, body, param }) => {
  const chat = new OpenAI({
    apiKey: bootstrapKey,
    baseURL: `${server.url}/control/chat/local/v1`,
    defaultHeaders: single,
    maxRetries: 0,
  });
  const other = await refusal(ask(chat, false, body));
  expect([other.status, other.code, other.param]).toEqual([400, "unsupported", param]);
  expect(other.message).toContain(`'${what}'`);
  expect(other.message).toContain("only where the provider has the Responses API");
  const dual = await refusal(ask(clientOf(server.url), false, { ...body, model: models }));
  expect([dual.status, dual.code, dual.param]).toEqual([400, "unsupported", param]);
  expect(dual.message).toContain(`'${what}' are not taken in dual-llm`);
  if (param === "tools[0]") expect(dual.message).toContain("Declare a function");
  expect(upstream.calls).toEqual([]);
});

test("a shell in a container of the provider's is refused by name", async () => {
  const environment = { type: "container_auto" };
  const refused = await refusal(ask(clientUnder(), false, { tools: [{ type: "shell", environment }] }));
  expect([refused.status, refused.param]).toEqual([400, "tools[0].environment"]);
  expect(refused.message).toContain("'container_auto'");
});

test("the choice of a tool goes to the provider; one that is not allowed is not called", async () => {
  const { call } = cases[0] ?? raise();
  const tools = [{ type: "shell" }, { type: "apply_patch" }];
  const allowing = (type: string) => ({ type: "allowed_tools", mode: "auto", tools: [{ type }] });
  upstream.program(() => say(false, [call]));
  const forced = await ask(clientUnder(), false, { tools, tool_choice: { type: "shell" } });
  expect(forced.output[0]?.type).toBe("shell_call");
  expect(upstream.calls[0]?.body.tool_choice).toEqual({ type: "shell" });
  const allowed = await ask(clientUnder(), false, { tools, tool_choice: allowing("shell") });
  expect(allowed.output[0]?.type).toBe("shell_call");
  const other = await ask(clientUnder(), false, { tools, tool_choice: allowing("apply_patch") });
  expect(other.output_text).toContain("'shell' is denied");
});

test("OpenAI's agents run their own shell, patches and computer on what was checked", async () => {
  const run: string[] = [];
  const computer: Computer = {
    environment: "browser",
    dimensions: [800, 600],
    screenshot: async () => "AAAA",
    click: async (x, y) => void run.push(`click ${x} ${y}`),
    doubleClick: async () => void run.push("doubleClick"),
    scroll: async () => void run.push("scroll"),
    type: async (text) => void run.push(`type ${text}`),
    wait: async () => void run.push("wait"),
    move: async () => void run.push("move"),
    keypress: async () => void run.push("keypress"),
    drag: async () => void run.push("drag"),
  };
  const patched = async ({ path }: { readonly path: string }) => {
    run.push(`patch ${path}`);
    return { status: "completed" as const, output: "done" };
  };
  const agent = new OpenAiAgent({
    name: "Coder",
    model: new OpenAIResponsesModel(
      clientUnder('tool "shell" { hard deny when commands.value in {"rm x"}; }'),
      "m",
    ),
    tools: [
      shellTool({
        shell: {
          run: async ({ commands }) => {
            run.push(...commands);
            return { output: [{ stdout: "a.txt", stderr: "", outcome: { type: "exit", exitCode: 0 } }] };
          },
        },
      }),
      applyPatchTool({ editor: { createFile: patched, updateFile: patched, deleteFile: patched } }),
      computerTool({ computer }),
    ],
  });
  const shell = (commands: readonly string[], id: string): Item => ({
    id: `sh_${id}`,
    type: "shell_call",
    call_id: `call_${id}`,
    status: "completed",
    action: { commands, timeout_ms: null, max_output_length: null },
  });
  for (const streamed of [false, true]) {
    run.length = 0;
    upstream.program([
      say(streamed, [shell(["ls"], "1"), shell(["rm x"], "2"), cases[2]?.call ?? raise()]),
      say(streamed, [{ ...(cases[3]?.call ?? raise()), pending_safety_checks: [] }]),
      say(streamed, [messageItem("There is a.txt.")]),
    ]);
    const runner = new Runner({ tracingDisabled: true });
    const done = streamed
      ? await runner.run(agent, "What is there?", { stream: true })
      : await runner.run(agent, "What is there?");
    if ("completed" in done) await done.completed;
    expect(done.finalOutput).toBe("There is a.txt.");
    expect(run.toSorted()).toEqual(["click 3 4", "ls", "patch /etc/secret-plan", "type secret-plan"]);
    const sent = JSON.stringify(upstream.calls[2]?.body.input);
    for (const id of ["call_1", "call_ap", "call_cu"]) expect(sent.split(`"${id}"`)).toHaveLength(3);
    expect(sent).toContain("a.txt");
    expect(sent).not.toContain('rm x\\"]');
  }
});
