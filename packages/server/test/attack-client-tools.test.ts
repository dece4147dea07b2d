import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { responsesTools } from "./responses-agent.ts";
import {
  callItems,
  type Item,
  messageItem,
  reasoningItem,
  responseBody,
  responseEvents,
} from "./responses-upstream.ts";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { type Reply, Upstream } from "./upstream.ts";

/** Ways by which a call of a shell, a computer or a patch might reach its caller unchecked: what answers and streams may hold. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: native
upstream: {retries_max: 0}
providers: {native: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const declared = [
  ...["shell", "local_shell", "apply_patch", "computer", "web_search"].map((type) => ({ type })),
  ...responsesTools,
];
const denyCalls = 'tool r"shell|local_shell|apply_patch|computer|get_mail|send_mail" { hard deny always; }';
function respond(body: object, codes = denyCalls): Promise<RawAnswer> {
  return send(`${server.url}/control/chat/v1/responses`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${bootstrapKey}`,
      "x-features": '{"agent_arch": "single-llm"}',
      "x-policy": JSON.stringify({ codes }),
    },
    body: JSON.stringify({ model: "m", input: "Hi", tools: declared, ...body }),
  });
}

const secret = "secret-plan";
const shell = (more: object = {}): Item => ({
  id: "sh_1",
  type: "shell_call",
  call_id: "call_1",
  status: "completed",
  action: { commands: [secret] },
  ...more,
});
const calls: readonly Item[] = [
  shell(),
  {
    id: "l_1",
    type: "local_shell_call",
    call_id: "c1",
    status: "completed",
    action: { type: "exec", command: [secret] },
  },
  {
    id: "a_1",
    type: "apply_patch_call",
    call_id: "c2",
    status: "completed",
    operation: { type: "create_file", path: secret, diff: secret },
  },
  {
    id: "c_1",
    type: "computer_call",
    call_id: "c3",
    status: "completed",
    actions: [{ type: "type", text: secret }],
  },
  {
    id: "c_2",
    type: "computer_call",
    call_id: "c4",
    status: "completed",
    action: { type: "type", text: secret },
  },
  ...callItems([{ name: "send_mail", arguments: `{"to": "eve", "body": "${secret}"}` }]),
];

const inList: Item = JSON.parse(JSON.stringify(shell()).replace('"shell_call"', '["shell_call"]'));

/** Answers, each with a call that no policy allows, in some disguise. */
const disguises: readonly {
  readonly what: string;
  readonly output: readonly Item[];
  readonly more?: object;
}[] = [
  ...calls.flatMap((call) => [
    { what: `${call.type}, plainly`, output: [messageItem("Look:"), call] },
    { what: `${call.type} that is not over`, output: [{ ...call, status: "in_progress" }] },
    {
      what: `${call.type} that is cut short`,
      output: [{ ...call, status: "incomplete" }],
      more: { status: "incomplete" },
    },
    { what: `${call.type} of a status to come`, output: [{ ...call, status: { done: true } }] },
    {
      what: `${call.type} that claims to be a message's`,
      output: [{ ...call, role: "assistant", content: [] }],
    },
    { what: `${call.type} without an id`, output: [{ ...call, id: null }] },
    { what: `${call.type} whose call has no id`, output: [{ ...call, call_id: "" }] },
    { what: `${call.type} of another case`, output: [{ ...call, type: call.type.toUpperCase() }] },
    { what: `${call.type} with a blank`, output: [{ ...call, type: `${call.type} ` }] },
    { what: `${call.type} in a message`, output: [{ ...messageItem("x"), content: [call] }] },
    {
      what: `${call.type} as a message's part in a list`,
      output: [{ ...messageItem("x"), content: [[call]] }],
    },
  ]),
  { what: "a type to come", output: [{ ...shell(), type: "shell_call_v2" }] },
  { what: "a type in a list", output: [inList] },
  {
    what: "a function's call of the shell",
    output: [
      { ...callItems([{ name: "shell", arguments: `{"x": "${secret}"}` }])[0], type: "function_call" },
    ],
  },
  {
    what: "a custom tool's call of the shell",
    output: [{ type: "custom_tool_call", id: "x", call_id: "c", name: "shell", input: secret }],
  },
  { what: "an action in a list", output: [shell({ action: [{ commands: [secret] }] })] },
  { what: "an action as text", output: [shell({ action: secret })] },
  {
    what: "an action under another name",
    output: [shell({ action: null, operation: { commands: [secret] } })],
  },
  {
    what: "a field that is named as an argument",
    output: [shell({ action: { commands: ["ls"] }, commands: [secret] })],
  },
  { what: "two calls of one id", output: [shell({ action: { commands: ["ls"] } }), shell()] },
];
const ways = disguises.flatMap((disguise) => [
  { ...disguise, streamed: false },
  { ...disguise, streamed: true },
]);
test.each(ways)("$what (streamed: $streamed)", async ({ output, more, streamed }) => {
  const reply: Reply = streamed
    ? { kind: "events", events: responseEvents(output, more) }
    : { kind: "json", body: responseBody(output, more) };
  upstream.program([reply]);
  const answer = await respond({ stream: streamed });
  expect(answer.text).not.toContain(secret);
  expect(answer.text).toMatch(/is denied|not passed on|does not say what to do|no id|as a function/);
});

test("of two calls of one id, the one that is allowed goes out as it was checked", async () => {
  const rule = `tool "shell" { hard deny when commands.value in {"${secret}"}; }`;
  const twins = [shell(), shell({ action: { commands: ["ls"] } })];
  for (const output of [twins, twins.toReversed()]) {
    upstream.program([{ kind: "json", body: responseBody(output) }]);
    const answer = await respond({}, rule);
    expect(answer.json.output).toMatchObject([
      { type: "message" },
      { type: "shell_call", action: { commands: ["ls"] } },
    ]);
    expect(
      JSON.stringify(answer.json.output).replaceAll(JSON.stringify(rule).slice(1, -1), ""),
    ).not.toContain(`["${secret}`);
  }
});

test("of two calls of one id of different tools, what is left is as it came", async () => {
  const [, local] = calls;
  const output = [shell({ call_id: "c1", environment: { type: "local" } }), local ?? shell()];
  upstream.program([{ kind: "json", body: responseBody(output) }]);
  const answer = await respond({}, 'tool "shell" { hard deny always; }');
  expect(answer.json.output).toEqual([
    expect.objectContaining({ type: "message" }),
    { ...local, call_id: expect.stringMatching(/^tc-/) },
  ]);
});

test("a call of the shell in a function's form goes to nobody, whatever policies allow", async () => {
  for (const [index, name] of ["shell", "local_shell", "apply_patch", "computer"].entries()) {
    const custom: Item = { type: "custom_tool_call", id: "x", call_id: "c", name, input: secret };
    const [called] = callItems([{ name, arguments: `{"commands": ["${secret}"]}` }]);
    upstream.program([{ kind: "json", body: responseBody([index % 2 === 0 ? custom : (called ?? custom)]) }]);
    const answer = await respond({}, "");
    expect(answer.text).toContain(`it calls '${name}' as a function`);
    expect(answer.text).not.toContain(secret);
  }
});

test("tools of one name are refused: a rule could not tell them apart", async () => {
  const named = { type: "function", name: "shell", parameters: {} };
  for (const tools of [
    [{ type: "shell" }, named],
    [{ type: "computer" }, { type: "computer_use_preview" }],
  ]) {
    const refused = await respond({ tools });
    expect([refused.status, refused.json.error?.code]).toEqual([422, "tool_name_collision"]);
  }
  // A function of this name is no shell: an item of the shell's is not among what the request declares.
  upstream.program([{ kind: "json", body: responseBody([shell()]) }]);
  const answer = await respond({ tools: [named] }, "");
  expect(answer.text).toContain("does not declare");
  expect(answer.text).not.toContain(secret);
});

const added = (output_index: number, item: object) => ({
  type: "response.output_item.added",
  output_index,
  item,
});
const done = (output_index: number, item: object) => ({
  type: "response.output_item.done",
  output_index,
  item,
});
const begun = { type: "response.created", response: responseBody([], { status: "in_progress" }) };
const completed = (output: readonly Item[] = []) => ({
  type: "response.completed",
  response: responseBody(output),
});
const said = messageItem("Look:");
const orders: readonly { readonly what: string; readonly events: readonly object[] }[] = [
  { what: "a call that is only done", events: [begun, done(0, shell()), completed()] },
  { what: "a call that is only in the last event", events: [begun, completed([shell()])] },
  {
    what: "a message that becomes a call when it begins again",
    events: [begun, added(0, said), added(0, shell()), completed()],
  },
  { what: "a message that ends as a call", events: [begun, added(0, said), done(0, shell()), completed()] },
  {
    what: "a message that is a call in the last event",
    events: [begun, added(0, said), completed([shell()])],
  },
  {
    what: "a call before the first item",
    events: [begun, added(0, said), done(0, said), added(-1, shell()), done(-1, shell()), completed()],
  },
  {
    what: "a call between two halves of an item",
    events: [begun, added(0.5, said), done(0.25, shell()), completed()],
  },
  {
    what: "a call without a place",
    events: [begun, { ...added(0, shell()), output_index: null }, completed()],
  },
  {
    what: "a call's events without the call",
    events: [
      begun,
      added(0, said),
      { type: "response.shell_call_command.done", output_index: 0, command_index: 0, command: secret },
      completed([said]),
    ],
  },
  {
    what: "an event to come that carries an item",
    events: [
      begun,
      added(0, said),
      { type: "response.output_text.delta", output_index: 0, delta: "", item: shell() },
      completed([said]),
    ],
  },
  {
    what: "an event of a type to come",
    events: [
      begun,
      added(0, said),
      { type: "response.step.added", output_index: 0, step: shell() },
      completed([said]),
    ],
  },
  {
    what: "a part that is a call",
    events: [
      begun,
      added(0, said),
      { type: "response.content_part.added", output_index: 0, part: shell() },
      completed([said]),
    ],
  },
  { what: "calls after the end", events: [begun, completed([said]), added(1, shell()), done(1, shell())] },
  {
    what: "a call in the first event",
    events: [{ ...begun, response: responseBody([shell()]) }, completed([said])],
  },
  {
    what: "a failure with a call in it",
    events: [begun, { type: "response.failed", response: responseBody([shell()], { status: "failed" }) }],
  },
];
test.each(orders)("a stream with $what", async ({ events }) => {
  upstream.program([{ kind: "events", events: events.map((event) => JSON.stringify(event)) }]);
  const answer = await respond({ stream: true });
  expect(answer.text).not.toContain(secret);
  expect(answer.text).toMatch(/"type":"response\.(?:completed|failed)"|^{"error":/);
});

test("a stream that ends anywhere shows nothing of a call, and says that it broke off", async () => {
  const events = responseEvents([messageItem("Look:"), ...calls]);
  for (let kept = 0; kept < events.length; kept++) {
    upstream.program([{ kind: "events", events: events.slice(0, kept), cut: kept % 2 === 0 }]);
    const answer = await respond({ stream: true }, "");
    expect(answer.text).not.toContain(secret);
    expect(answer.text).toMatch(/broke/);
  }
});

test("whatever a stream is made of, nothing of a denied call gets out", { timeout: 120_000 }, async () => {
  const item = fc.oneof(
    fc.constantFrom<Item>(said, reasoningItem("Hmm."), {
      id: "ws_1",
      type: "web_search_call",
      status: "completed",
    }),
    fc.constantFrom(...calls),
    fc.constantFrom(...calls).map((call) => ({ ...said, content: [call] })),
  );
  const place = fc.constantFrom<unknown>(0, 1, 2, -1, 0.5, "0", null);
  const event = fc.oneof(
    fc.record({
      type: fc.constantFrom(
        "response.output_item.added",
        "response.output_item.done",
        "response.content_part.added",
        "response.output_text.delta",
        "response.shell_call_command.delta",
        "response.in_progress",
      ),
      output_index: place,
      item: fc.option(item),
      part: fc.option(item),
      delta: fc.constantFrom("", "x", secret.slice(0, 0)),
    }),
    item.map((told) => completed([told])),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 8 }),
      fc.array(item, { maxLength: 3 }),
      async (events, last) => {
        const texts = [begun, ...events, completed(last)].map((one) => JSON.stringify(one));
        upstream.program([{ kind: "events", events: texts }]);
        const answer = await respond({ stream: true });
        expect(answer.text).not.toContain(secret);
      },
    ),
    { numRuns: 150 },
  );
});
