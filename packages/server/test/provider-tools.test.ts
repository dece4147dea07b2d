import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { messageUsage } from "./anthropic-upstream.ts";
import { anthropicOf, anthropicTools, textIn } from "./messages-agent.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { type Reply, Upstream } from "./upstream.ts";

/** Messages to a provider of the same API: tools that it runs itself, and those of its own that the caller runs. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `models: [m]\nproviders: {anthropic: {base_url: "${upstream.baseUrl}", api_key: sk-ant}, local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const hello = { model: "m", max_tokens: 64, messages: [{ role: "user" as const, content: "Hi" }] };
const search = { type: "web_search_20250305" as const, name: "web_search" as const, max_uses: 2 };
const client = (codes?: string, path?: string) =>
  anthropicOf(server.url, {
    headers: {
      "x-features": '{"agent_arch": "single-llm"}',
      ...(codes === undefined ? {} : { "x-policy": JSON.stringify({ codes }) }),
    },
    ...(path === undefined ? {} : { path }),
  });

const citation = {
  type: "web_search_result_location",
  cited_text: "Rain.",
  url: "https://a.example",
  title: "A",
  encrypted_index: "x",
};
const used = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "weather" } };
const found = {
  type: "web_search_tool_result",
  tool_use_id: "srvtoolu_1",
  content: [{ type: "web_search_result", url: "https://a.example", title: "A", encrypted_content: "e" }],
};
const blocks = [
  { type: "text", text: "Let me look." },
  used,
  found,
  { type: "text", text: "It rains.", citations: [citation] },
];
const mail = { type: "tool_use", id: "toolu_1", name: "send_mail", input: { to: "a", body: "It rains." } };

function whole(content: readonly object[], stop_reason = "end_turn"): Reply {
  return {
    kind: "json",
    body: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "u",
      content,
      stop_reason,
      stop_sequence: null,
      usage: messageUsage,
    },
  };
}
function streamed(): Reply {
  const start = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "u",
    content: [],
    usage: messageUsage,
  };
  const of = (index: number, block: object, deltas: readonly object[]) => [
    { type: "content_block_start", index, content_block: block },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
  const events = [
    { type: "message_start", message: start },
    ...of(0, { type: "text", text: "" }, [{ type: "text_delta", text: "Let me look." }]),
    ...of(1, { ...used, input: {} }, [
      { type: "input_json_delta", partial_json: '{"query": ' },
      { type: "input_json_delta", partial_json: '"weather"}' },
    ]),
    ...of(2, found, []),
    ...of(3, { type: "text", text: "", citations: [] }, [
      { type: "citations_delta", citation },
      { type: "text_delta", text: "It rains." },
    ]),
    {
      type: "message_delta",
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: 7 },
    },
    { type: "message_stop" },
  ];
  return { kind: "events", events: events.map((event) => JSON.stringify(event)) };
}

test.each([false, true])(
  "calls and results of a provider's tool come back in their places (streamed: %s)",
  async (stream) => {
    upstream.program([stream ? streamed() : whole(blocks), whole([{ type: "text", text: "Bye." }])]);
    const api = client().messages;
    const body = { ...hello, tools: [search] };
    const answer = stream ? await api.stream(body).finalMessage() : await api.create(body);
    expect(upstream.calls[0]?.body.tools).toEqual([search]);
    expect(answer.content).toMatchObject(blocks);
    // Sent back, they reach the provider as they were.
    await api.create({
      ...body,
      messages: [
        ...hello.messages,
        { role: "assistant", content: answer.content },
        { role: "user", content: "Thanks" },
      ],
    });
    expect(upstream.calls[1]?.body.messages?.[1]?.content).toMatchObject(blocks);
  },
);

test("a turn that the provider pauses says so", async () => {
  upstream.program([whole(blocks.slice(0, 2), "pause_turn")]);
  const answer = await client().messages.create({ ...hello, tools: [search] });
  expect(answer.stop_reason).toBe("pause_turn");
});

test("what a provider's tool brings labels the calls of the same answer, and of later ones", async () => {
  const policy = `tool "web_search" -> @tags |= {"web"};
tool "send_mail" { hard deny when body.tags overlaps {"web"}; }`;
  upstream.program([
    whole([...blocks, mail], "tool_use"),
    whole([mail], "tool_use"),
    whole([{ type: "text", text: "Hello." }]),
  ]);
  const api = client(policy).messages;
  const body = { ...hello, tools: [search, ...anthropicTools] };
  const denied = await api.create(body);
  expect(denied.stop_reason).toBe("end_turn");
  expect(denied.content.some((block) => block.type === "tool_use")).toBe(false);
  expect(textIn(denied)).toContain("'send_mail' is denied");
  const seen = blocks.slice(0, 3).map((block) => JSON.parse(JSON.stringify(block)));
  const later = await api.create({
    ...body,
    messages: [
      ...hello.messages,
      { role: "assistant", content: seen },
      { role: "user", content: "Send it." },
    ],
  });
  expect(textIn(later)).toContain("'send_mail' is denied");
});

test("one that a policy denies never reaches the provider", async () => {
  const asking = client('tool "web_search" { hard deny always; }').messages.create({
    ...hello,
    tools: [search],
  });
  await expect(asking).rejects.toBeInstanceOf(Anthropic.PermissionDeniedError);
  // What it will be asked is not known: a rule about it denies, and so does one about what is in the conversation.
  const bySearch = client('tool "web_search" { hard deny when query.value == "x"; }');
  await expect(bySearch.messages.create({ ...hello, tools: [search] })).rejects.toThrow(/^403/);
  const secret = `tool "get_mail" -> @tags |= {"secret"};
tool "web_search" { hard deny when @args.tags overlaps {"secret"}; }`;
  const read: Anthropic.MessageParam[] = [
    ...hello.messages,
    { role: "assistant", content: [{ type: "tool_use", id: "t1", name: "get_mail", input: { number: 1 } }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "secret" }] },
  ];
  const tools = [search, ...anthropicTools];
  const leaking = client(secret).messages.create({ ...hello, tools, messages: read });
  await expect(leaking).rejects.toThrow(/^403/);
  expect(upstream.calls).toHaveLength(0);
  upstream.program([whole(blocks)]);
  await client(secret).messages.create({ ...hello, tools });
  expect(upstream.calls).toHaveLength(1);
});

test("tools of the API's that the caller runs are declared by their type, and their calls are checked", async () => {
  const bash = { type: "bash_20250124" as const, name: "bash" as const };
  const policy = 'tool "bash" { hard deny when command.value in {str matching r"rm .*"}; }';
  const call = (command: string) => ({ type: "tool_use", id: "toolu_1", name: "bash", input: { command } });
  upstream.program([whole([call("ls")], "tool_use"), whole([call("rm x")], "tool_use")]);
  const api = client(policy).messages;
  const allowed = await api.create({ ...hello, tools: [bash] });
  expect(upstream.calls[0]?.body.tools).toEqual([bash]);
  expect(allowed.content).toMatchObject([{ type: "tool_use", name: "bash", input: { command: "ls" } }]);
  expect(textIn(await api.create({ ...hello, tools: [bash] }))).toContain("'bash' is denied");
});

test("elsewhere, and what is not known, is refused by name", async () => {
  const local = client(undefined, "/control/chat/local").messages.create({ ...hello, tools: [search] });
  await expect(local).rejects.toThrow(/^400.*tools\[0\]/);
  const dual = anthropicOf(server.url).messages.create({ ...hello, tools: [search] });
  await expect(dual).rejects.toThrow(/^400.*tools\[0\]/);
  expect(upstream.calls).toHaveLength(0);
});
