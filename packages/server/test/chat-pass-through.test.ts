import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mailTools } from "./agent.ts";
import { bootstrapKey, startTestServer, type TestServer } from "./running.ts";
import { completion, type Reply, Upstream, usage } from "./upstream.ts";

/** What single-LLM chat completions pass on and give back beyond text and function calls, by the official client. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `models: [m]\nproviders: {openai: {base_url: "${upstream.baseUrl}", api_key: sk-upstream}, local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program(() => completion("Hello.")));

const hello = { model: "m", messages: [{ role: "user" as const, content: "Hi" }] };

function client(policy?: string, provider = "openai"): OpenAI {
  return new OpenAI({
    apiKey: bootstrapKey,
    baseURL: `${server.url}/control/chat/${provider}/v1`,
    maxRetries: 0,
    defaultHeaders: {
      "x-features": '{"agent_arch": "single-llm"}',
      ...(policy === undefined ? {} : { "x-policy": JSON.stringify({ codes: policy }) }),
    },
  });
}

interface Choice {
  readonly message: Readonly<Record<string, unknown>>;
  readonly finish?: string;
  readonly logprobs?: unknown;
}
function choices(list: readonly Choice[]): Reply {
  return completion(null, [], {
    choices: list.map(({ message, finish, logprobs }, index) => ({
      index,
      message: { role: "assistant", content: null, ...message },
      finish_reason: finish ?? "stop",
      ...(logprobs === undefined ? {} : { logprobs }),
    })),
  });
}
/** A stream whose deltas are given as `[choice, delta, further fields of the choice]`. */
function deltas(
  list: readonly (readonly [number, object, object?])[],
  finish: readonly string[] = ["stop"],
): Reply {
  const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "u" };
  const events = [
    ...list.map(([index, delta, more]) => ({ ...base, choices: [{ index, delta, ...more }] })),
    ...finish.map((finish_reason, index) => ({ ...base, choices: [{ index, delta: {}, finish_reason }] })),
    { ...base, choices: [], usage },
  ];
  return { kind: "events", events: [...events.map((event) => JSON.stringify(event)), "[DONE]"] };
}
const call = (id: string, name: string, args: object) => ({
  id,
  type: "function",
  function: { name, arguments: JSON.stringify(args) },
});

test("each parameter of the API goes to the provider as it came", async () => {
  const parameters: Partial<OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming> = {
    frequency_penalty: 0.5,
    logit_bias: { "50256": -100 },
    logprobs: true,
    max_completion_tokens: 64,
    modalities: ["text"],
    n: 2,
    parallel_tool_calls: true,
    prediction: { type: "content", content: "Hello" },
    presence_penalty: 0.25,
    prompt_cache_key: "k",
    prompt_cache_retention: "24h",
    reasoning_effort: "low",
    response_format: {
      type: "json_schema",
      json_schema: { name: "a", description: "An answer.", strict: true, schema: { type: "object" } },
    },
    safety_identifier: "someone",
    seed: 7,
    service_tier: "flex",
    stop: ["END"],
    temperature: 0.5,
    tool_choice: { type: "function", function: { name: "get_mail" } },
    tools: mailTools,
    top_logprobs: 2,
    top_p: 0.5,
    user: "u",
    verbosity: "low",
    web_search_options: { search_context_size: "low" },
  };
  await client().chat.completions.create({ ...hello, ...parameters });
  expect(upstream.calls[0]?.body).toEqual({ ...hello, ...parameters });
  for (const type of ["text", "json_object"] as const) {
    await client().chat.completions.create({ ...hello, response_format: { type } });
    expect(upstream.calls.at(-1)?.body).toEqual({ ...hello, response_format: { type } });
  }
});

test("images, files, speech and names in messages reach the provider as they came", async () => {
  const messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [
    { role: "developer", content: "Be brief.", name: "dev" },
    {
      role: "user",
      name: "ann",
      content: [
        { type: "text", text: "Look:" },
        { type: "image_url", image_url: { url: "data:image/png;base64,AAAA", detail: "low" } },
        { type: "file", file: { file_data: "data:application/pdf;base64,AAAA", filename: "a.pdf" } },
        { type: "file", file: { file_id: "file-1" } },
        { type: "input_audio", input_audio: { data: "AAAA", format: "wav" } },
      ],
    },
    { role: "assistant", name: "bob", audio: { id: "audio_1" } },
    { role: "user", content: "And?" },
  ];
  await client().chat.completions.create({ model: "m", messages });
  expect(upstream.calls[0]?.body.messages).toEqual([
    messages[0],
    messages[1],
    { role: "assistant", name: "bob", content: null, audio: { id: "audio_1" } },
    messages[3],
  ]);
});

test("every one of several choices comes through, and the calls of each are checked", async () => {
  const deny = 'tool "send_mail" { hard deny when to.value == "eve"; }';
  const eve = call("call_eve", "send_mail", { to: "eve", body: "b" });
  const bob = call("call_bob", "send_mail", { to: "bob", body: "b" });
  upstream.program([
    choices([
      { message: { content: "one" } },
      { message: { tool_calls: [eve] }, finish: "tool_calls" },
      { message: { content: "three", tool_calls: [bob, eve] }, finish: "tool_calls" },
    ]),
    completion("Sent."),
  ]);
  const asked = { ...hello, n: 3, tools: mailTools };
  const answer = await client(deny).chat.completions.create(asked);
  expect(answer.choices.map((one) => [one.index, one.finish_reason])).toEqual([
    [0, "stop"],
    [1, "stop"],
    [2, "tool_calls"],
  ]);
  expect(answer.choices[0]?.message.content).toBe("one");
  expect(answer.choices[1]?.message.content).toMatch(/^Tool call 'send_mail' is denied/);
  const third = answer.choices[2]?.message;
  expect(third?.content).toMatch(/^three\n\nTool call 'send_mail' is denied/);
  expect(third?.tool_calls).toMatchObject([{ function: { name: "send_mail" } }]);
  const [allowed] = third?.tool_calls ?? [];
  if (third === undefined || allowed?.type !== "function") throw new Error("a call was expected");
  expect(JSON.parse(allowed.function.arguments)).toEqual({ to: "bob", body: "b" });
  // The caller goes on with the choice that it likes.
  const next = await client(deny).chat.completions.create({
    ...asked,
    messages: [...hello.messages, third, { role: "tool", tool_call_id: allowed.id, content: "sent" }],
  });
  expect(next.choices[0]?.message.content).toBe("Sent.");
  expect(upstream.calls[1]?.body.messages?.[2]?.tool_call_id).toBe("call_bob");
});

test("choices are streamed as they come, each under its index; their calls once they are checked", async () => {
  const deny = 'tool "send_mail" { hard deny when to.value == "eve"; }';
  const { id, function: called } = call("call_1", "send_mail", { to: "eve", body: "b" });
  const { id: id2, function: called2 } = call("call_2", "get_mail", { number: 1 });
  upstream.program([
    deltas(
      [
        [1, { role: "assistant", content: "b1 " }],
        [0, { role: "assistant", content: "a1 " }],
        [
          1,
          {
            tool_calls: [{ index: 0, id, type: "function", function: { name: called.name, arguments: "" } }],
          },
        ],
        [0, { content: "a2" }],
        [1, { tool_calls: [{ index: 0, function: { arguments: called.arguments } }] }],
        [1, { tool_calls: [{ index: 1, id: id2, type: "function", function: called2 }] }],
        [1, { content: "b2" }],
      ],
      ["stop", "tool_calls"],
    ),
  ]);
  const stream = await client(deny).chat.completions.create({
    ...hello,
    n: 2,
    tools: mailTools,
    stream: true,
  });
  const seen: string[] = [];
  let callIn: string | undefined;
  for await (const { choices } of stream) {
    for (const { index, delta, finish_reason } of choices) {
      if (delta.content) seen.push(`${index}:${delta.content}`);
      if (delta.tool_calls) callIn = `${index}:${delta.tool_calls.map((one) => one.function?.name).join()}`;
      if (finish_reason) seen.push(`${index}=${finish_reason}`);
    }
  }
  expect(seen.slice(0, 4)).toEqual(["1:b1 ", "0:a1 ", "0:a2", "1:b2"]);
  expect(seen[4]).toMatch(/^1:\n\nTool call 'send_mail' is denied/);
  expect(seen.slice(5)).toEqual(["0=stop", "1=tool_calls"]);
  expect(callIn).toBe("1:get_mail");
});

test("log probabilities come back, whole and streamed; not those of a text that we changed", async () => {
  const token = (text: string) => ({ token: text, logprob: -0.5, bytes: null, top_logprobs: [] });
  const ask = { ...hello, logprobs: true, top_logprobs: 1 };
  upstream.program([
    choices([
      { message: { content: "Hi." }, logprobs: { content: [token("Hi"), token(".")], refusal: null } },
    ]),
    deltas([
      [0, { content: "Hi" }, { logprobs: { content: [token("Hi")], refusal: null } }],
      [0, { content: "." }, { logprobs: { content: [token(".")], refusal: null } }],
    ]),
    choices([
      {
        message: { content: "Hi.", tool_calls: [call("c", "not_declared", {})] },
        logprobs: { content: [token("Hi.")], refusal: null },
      },
    ]),
  ]);
  const whole = await client().chat.completions.create(ask);
  expect(whole.choices[0]?.logprobs?.content).toEqual([token("Hi"), token(".")]);
  const streamed = await client().chat.completions.stream(ask).finalChatCompletion();
  expect(streamed.choices[0]?.logprobs?.content).toEqual([token("Hi"), token(".")]);
  const changed = await client().chat.completions.create(ask);
  expect(changed.choices[0]?.message.content).toMatch(/^Hi\.\n\nTool call/);
  expect(changed.choices[0]?.logprobs).toBeNull();
});

test("speech comes back, whole and in pieces, with its counts of tokens", async () => {
  const ask = {
    ...hello,
    modalities: ["text" as const, "audio" as const],
    audio: { voice: "alloy" as const, format: "pcm16" as const },
  };
  const audio = { id: "audio_1", data: "AAAABBBB", transcript: "Hello.", expires_at: 9 };
  const counted = { ...usage, completion_tokens_details: { audio_tokens: 5, reasoning_tokens: 0 } };
  const events = deltas([
    [0, { role: "assistant", audio: { id: "audio_1", transcript: "Hel" } }],
    [0, { audio: { data: "AAAA" } }],
    [0, { audio: { data: "BBBB", transcript: "lo." } }],
    [0, { audio: { expires_at: 9 } }],
  ]);
  upstream.program([completion(null, [], { usage: counted }), events, events]);
  upstream.program([
    completion(null, [], {
      usage: counted,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: null, audio } }],
    }),
    events,
  ]);
  const whole = await client().chat.completions.create(ask);
  expect(whole.choices[0]?.message).toMatchObject({ content: null, audio });
  expect(whole.usage?.completion_tokens_details?.audio_tokens).toBe(5);
  const pieces: object[] = [];
  const stream = await client().chat.completions.create({ ...ask, stream: true, store: true });
  let id = "";
  for await (const chunk of stream) {
    id = chunk.id;
    const delta: object | undefined = chunk.choices[0]?.delta;
    if (delta !== undefined && "audio" in delta) pieces.push(Object(delta.audio));
  }
  expect(pieces).toEqual([
    { id: "audio_1", transcript: "Hel" },
    { data: "AAAA" },
    { data: "BBBB", transcript: "lo." },
    { expires_at: 9 },
  ]);
  // What is kept of a stream is whole.
  expect((await client().chat.completions.retrieve(id)).choices[0]?.message.audio).toEqual(audio);
});

const shell: OpenAI.Chat.Completions.ChatCompletionTool = {
  type: "custom",
  custom: {
    name: "run_shell",
    description: "Runs a command.",
    format: { type: "grammar", grammar: { syntax: "regex", definition: "[a-z ]+" } },
  },
};
const customCall = (input: string) => ({
  id: "call_1",
  type: "custom",
  custom: { name: "run_shell", input },
});

test.each(["openai", "local"])(
  "custom tools: declared, called, checked by their one argument (%s)",
  async (provider) => {
    // `input` is a builtin of plans, so policies write it with an underscore.
    const policy = 'tool "run_shell" { hard deny when input_.value in {str matching r"rm .*"}; }';
    const native = provider === "openai";
    const reply = (input: string): Reply =>
      choices([
        {
          message: { tool_calls: [native ? customCall(input) : call("call_1", "run_shell", { input })] },
          finish: "tool_calls",
        },
      ]);
    upstream.program([reply("ls"), completion("One file."), reply("rm x")]);
    const asked = { ...hello, tools: [shell] };
    const api = client(policy, provider).chat.completions;
    const first = await api.create({
      ...asked,
      tool_choice: { type: "custom", custom: { name: "run_shell" } },
    });
    const { body } = upstream.calls[0] ?? {};
    expect(body?.tools).toMatchObject(
      native
        ? [shell]
        : [{ type: "function", function: { name: "run_shell", parameters: { required: ["input"] } } }],
    );
    expect(body?.tool_choice).toMatchObject(
      native
        ? { type: "custom", custom: { name: "run_shell" } }
        : { type: "function", function: { name: "run_shell" } },
    );
    const message = first.choices[0]?.message;
    const [made] = message?.tool_calls ?? [];
    if (message === undefined || made?.type !== "custom")
      throw new Error(`a custom call was expected, not ${JSON.stringify(message)}`);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^tc-/),
      custom: { name: "run_shell", input: "ls" },
    });
    await api.create({
      ...asked,
      messages: [...hello.messages, message, { role: "tool", tool_call_id: made.id, content: "a.txt" }],
    });
    expect(upstream.calls[1]?.body.messages?.[1]).toMatchObject({
      tool_calls: [native ? customCall("ls") : { id: "call_1", function: { arguments: '{"input":"ls"}' } }],
    });
    const denied = await api.create(asked);
    expect(denied.choices[0]?.message.tool_calls).toBeUndefined();
    expect(denied.choices[0]?.message.content).toContain("'run_shell' is denied");
  },
);

test("a custom tool's call is streamed once it is checked", async () => {
  upstream.program([
    deltas(
      [
        [
          0,
          {
            tool_calls: [
              { index: 0, id: "call_1", type: "custom", custom: { name: "run_shell", input: "" } },
            ],
          },
        ],
        [0, { tool_calls: [{ index: 0, custom: { input: "l" } }] }],
        [0, { tool_calls: [{ index: 0, custom: { input: "s" } }] }],
      ],
      ["tool_calls"],
    ),
  ]);
  const stream = await client().chat.completions.create({ ...hello, tools: [shell], stream: true });
  const calls: unknown[] = [];
  for await (const chunk of stream) calls.push(...(chunk.choices[0]?.delta.tool_calls ?? []));
  expect(calls).toEqual([{ ...customCall("ls"), index: 0, id: expect.stringMatching(/^tc-/) }]);
});

test("of the allowed tools alone the provider hears; one that is not declared is refused", async () => {
  const choose = (mode: "auto" | "required", name: string) =>
    client().chat.completions.create({
      ...hello,
      tools: mailTools,
      tool_choice: {
        type: "allowed_tools",
        allowed_tools: { mode, tools: [{ type: "function", function: { name } }] },
      },
    });
  await choose("required", "get_mail");
  expect(upstream.calls[0]?.body).toMatchObject({
    tool_choice: "required",
    tools: [{ function: { name: "get_mail" } }],
  });
  await expect(choose("auto", "get_male")).rejects.toThrow(
    /^400 tool_choice.allowed_tools.tools: .*'get_male'/,
  );
});

test("usage at the end of a stream, and chunks that are filled up, where they are asked for", async () => {
  upstream.program(() =>
    deltas([
      [0, { content: "Hello " }],
      [0, { content: "you, whoever you may be." }],
    ]),
  );
  const chunksOf = async (stream_options: OpenAI.Chat.Completions.ChatCompletionStreamOptions) => {
    const chunks: object[] = [];
    const stream = await client().chat.completions.create({ ...hello, stream: true, stream_options });
    for await (const chunk of stream) chunks.push(chunk);
    return chunks;
  };
  const plain = await chunksOf({});
  expect(plain.some((chunk) => "usage" in chunk || "obfuscation" in chunk)).toBe(false);
  const counted = await chunksOf({ include_usage: true });
  expect(counted.slice(0, -1).every((chunk) => "usage" in chunk && chunk.usage === null)).toBe(true);
  expect(counted.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 18 } });
  const filled = await chunksOf({ include_obfuscation: true });
  for (const chunk of filled)
    expect(chunk).toHaveProperty("obfuscation", expect.stringMatching(/^[\w-]{1,32}$/));
});
