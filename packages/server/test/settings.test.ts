import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { message } from "./anthropic-upstream.ts";
import { response } from "./responses-upstream.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { completion, type Program, Upstream } from "./upstream.ts";

/** Settings reach every form of provider, or are refused by their name: none is left out without a word. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `models: [m]\nproviders: {openai: {base_url: "${upstream.baseUrl}", api_key: sk-upstream}, local: {base_url: "${upstream.baseUrl}"}, messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}, responses: {base_url: "${upstream.baseUrl}", apis: [responses]}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
const program = "```python\nfinal_return_value = 1\n```";
const answer: Program = ({ path }) =>
  path.endsWith("/responses")
    ? response([
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: program, annotations: [] }],
        },
      ])
    : path.endsWith("/messages")
      ? message(program)
      : completion(program);
beforeEach(() => upstream.program(answer));

type Provider = "openai" | "local" | "messages" | "responses";
type Api = "chat" | "messages" | "responses";
const paths: Readonly<Record<Api, string>> = {
  chat: "chat/completions",
  messages: "messages",
  responses: "responses",
};
const bodies: Readonly<Record<Api, object>> = {
  chat: { model: "m", messages: [{ role: "user", content: "Hi" }] },
  messages: { model: "m", max_tokens: 64, messages: [{ role: "user", content: "Hi" }] },
  responses: { model: "m", input: "Hi" },
};
interface Asked {
  readonly api: Api;
  readonly provider: Provider;
  readonly body?: object;
  readonly config?: object;
  readonly dual?: true;
}
function ask({ api, provider, body, config, dual }: Asked) {
  return postChat(
    server,
    { ...bodies[api], ...body },
    {
      path: `/control/chat/${provider}/v1/${paths[api]}`,
      headers: {
        "x-features": JSON.stringify({ agent_arch: dual === true ? "dual-llm" : "single-llm" }),
        ...(config === undefined ? {} : { "x-config": JSON.stringify(config) }),
      },
    },
  );
}

const tools = [{ type: "function", function: { name: "f", parameters: { type: "object" } } }];
const llm = (settings: object, role = "pllm") => ({ llm: { [role]: settings } });
const refused: readonly (Asked & { readonly param: string })[] = [
  // Settings that a provider's API has no field for.
  { api: "chat", provider: "messages", body: { seed: 0 }, param: "seed" },
  { api: "chat", provider: "messages", body: { seed: 7 }, dual: true, param: "seed" },
  { api: "chat", provider: "messages", body: { frequency_penalty: 0.5 }, param: "frequency_penalty" },
  { api: "chat", provider: "messages", body: { presence_penalty: -1 }, param: "presence_penalty" },
  { api: "chat", provider: "messages", body: { logit_bias: { "5": 1 } }, param: "logit_bias" },
  { api: "chat", provider: "messages", body: { verbosity: "low" }, param: "verbosity" },
  { api: "chat", provider: "responses", body: { seed: 7 }, param: "seed" },
  { api: "chat", provider: "responses", body: { stop: ["END"] }, param: "stop" },
  { api: "messages", provider: "responses", body: { stop_sequences: ["END"] }, param: "stop_sequences" },
  { api: "messages", provider: "responses", body: { top_k: 5 }, param: "top_k" },
  { api: "messages", provider: "openai", body: { top_k: 5 }, param: "top_k" },
  { api: "messages", provider: "openai", body: { top_k: 5 }, dual: true, param: "top_k" },
  { api: "messages", provider: "local", body: { inference_geo: "us" }, param: "inference_geo" },
  {
    api: "messages",
    provider: "messages",
    body: { inference_geo: "us" },
    dual: true,
    param: "inference_geo",
  },
  // The same in X-Config, for each model that is asked.
  { api: "chat", provider: "messages", config: llm({ seed: 7 }), param: "X-Config.llm.pllm.seed" },
  {
    api: "responses",
    provider: "messages",
    config: llm({ logit_bias: { "5": 1 } }, "qllm"),
    dual: true,
    param: "X-Config.llm.qllm.logit_bias",
  },
  {
    api: "chat",
    provider: "openai",
    config: llm({ logprobs: true }),
    dual: true,
    param: "X-Config.llm.pllm.logprobs",
  },
  {
    api: "messages",
    provider: "openai",
    config: llm({ logprobs: true }),
    param: "X-Config.llm.pllm.logprobs",
  },
  {
    api: "chat",
    provider: "openai",
    config: { fsm: { pllm_context_pruning: false } },
    dual: true,
    param: "X-Config",
  },
  // What only one of the architectures has.
  {
    api: "chat",
    provider: "openai",
    body: { user_provided_program: "x = 1" },
    param: "user_provided_program",
  },
  { api: "messages", provider: "openai", body: { context_vars: { x: { value: 1 } } }, param: "context_vars" },
  {
    api: "responses",
    provider: "openai",
    body: { context_vars: { x: { value: 1 } } },
    param: "context_vars",
  },
  {
    api: "chat",
    provider: "openai",
    body: { tools, tool_choice: "required" },
    dual: true,
    param: "tool_choice",
  },
  {
    api: "chat",
    provider: "openai",
    body: { tools, tool_choice: { type: "function", function: { name: "f" } } },
    dual: true,
    param: "tool_choice",
  },
  {
    api: "messages",
    provider: "openai",
    body: { tool_choice: { type: "any" } },
    dual: true,
    param: "tool_choice",
  },
  {
    api: "responses",
    provider: "openai",
    body: { tool_choice: "required" },
    dual: true,
    param: "tool_choice",
  },
];
test.each(refused)(
  "refused by name: $api over $provider, dual: $dual, $param",
  async ({ param, ...asked }) => {
    const { status, json } = await ask(asked);
    expect([status, json.error?.code]).toEqual([400, "unsupported"]);
    // Anthropic's form of errors has no field for it.
    if (asked.api !== "messages") expect(json.error?.param).toBe(param);
    if (param !== "X-Config") expect(json.error?.message).toContain(`${param}: `);
    expect(upstream.calls).toEqual([]);
  },
);

const taken: readonly (Asked & { readonly sent: object })[] = [
  // What says nothing is no setting.
  {
    api: "chat",
    provider: "messages",
    body: {
      frequency_penalty: 0,
      presence_penalty: 0,
      logit_bias: {},
      user_provided_program: null,
      context_vars: {},
    },
    sent: {},
  },
  // About cost, caching and accounting: an answer without them says the same.
  {
    api: "chat",
    provider: "messages",
    body: { user: "u", prompt_cache_key: "k", service_tier: "flex" },
    sent: {},
  },
  { api: "messages", provider: "local", body: { top_k: 5 }, sent: { top_k: 5 } },
  { api: "messages", provider: "messages", body: { top_k: 5 }, sent: { top_k: 5 } },
  { api: "messages", provider: "messages", body: { top_k: 5 }, dual: true, sent: { top_k: 5 } },
  { api: "chat", provider: "openai", body: { stop: ["END"] }, dual: true, sent: {} },
  { api: "chat", provider: "openai", config: llm({ logprobs: true }), sent: { logprobs: true } },
  // Thinking, in each provider's words.
  {
    api: "messages",
    provider: "messages",
    body: { thinking: { type: "enabled", budget_tokens: 9_000 }, max_tokens: 20_000 },
    dual: true,
    sent: { thinking: { type: "enabled", budget_tokens: 9_000 } },
  },
  {
    api: "messages",
    provider: "openai",
    body: { thinking: { type: "enabled", budget_tokens: 9_000 } },
    sent: { reasoning_effort: "medium", max_completion_tokens: 64 },
  },
  {
    api: "chat",
    provider: "messages",
    config: llm({ reasoning: { budget: 2_000 } }),
    sent: { thinking: { type: "enabled", budget_tokens: 2_000 }, max_tokens: 10_192 },
  },
  {
    api: "chat",
    provider: "messages",
    config: llm({ reasoning: { budget: 2_000, effort: "high" } }),
    dual: true,
    sent: {
      thinking: { type: "enabled", budget_tokens: 2_000 },
      output_config: { effort: "high" },
      max_tokens: 10_192,
    },
  },
  {
    api: "chat",
    provider: "messages",
    config: llm({ reasoning: { adaptive: true } }),
    sent: { thinking: { type: "adaptive" } },
  },
  {
    api: "messages",
    provider: "messages",
    body: { thinking: { type: "enabled", budget_tokens: 9_000 } },
    config: llm({ reasoning: { enabled: false } }),
    sent: { thinking: { type: "disabled" } },
  },
  {
    api: "chat",
    provider: "openai",
    body: { reasoning_effort: "high" },
    config: llm({ reasoning: { enabled: false } }),
    dual: true,
    sent: { reasoning_effort: "none" },
  },
  {
    api: "chat",
    provider: "openai",
    config: llm({ reasoning: { budget: 20_000 } }),
    sent: { reasoning_effort: "high" },
  },
  {
    api: "chat",
    provider: "responses",
    config: llm({ reasoning: { enabled: false } }),
    sent: { reasoning: { effort: "none" } },
  },
];
test.each(taken)("taken: $api over $provider, dual: $dual, $body $config", async ({ sent, ...asked }) => {
  expect((await ask(asked)).status).toBe(200);
  const { messages: _messages, input: _input, model, ...settings } = upstream.calls[0]?.body ?? {};
  expect(model).toBe("m");
  const { max_tokens: limit, store: _store, system: _system, ...others } = settings;
  expect({ ...others, ...("max_tokens" in sent ? { max_tokens: limit } : {}) }).toEqual(sent);
});

test.each(["", " ", "p,", ",q", "p,q,r"])("a model's name is one or two: %j is refused", async (model) => {
  for (const dual of [true, undefined]) {
    const { status, json } = await ask({
      api: "chat",
      provider: "local",
      body: { model },
      ...(dual && { dual }),
    });
    expect([status, json.error?.code, json.error?.param]).toEqual([400, "invalid_request", "model"]);
  }
  expect(upstream.calls).toEqual([]);
});

test("in single-llm the first of two models answers alone", async () => {
  const { json } = await ask({ api: "chat", provider: "local", body: { model: "p, q" } });
  expect(json.model).toBe("p, q");
  expect(upstream.calls.map(({ body }) => body.model)).toEqual(["p"]);
});
