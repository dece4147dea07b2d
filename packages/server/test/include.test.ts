import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clientOf, models } from "./agent.ts";
import { type Item, messageItem, response, responseEvents } from "./responses-upstream.ts";
import { bootstrapKey, send, startTestServer, type TestServer } from "./running.ts";
import { completion, Upstream } from "./upstream.ts";

/** `include`: what is long or secret is shown where it is asked for, word by word of the public API's list. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: native
upstream: {backoff_first_ms: 1, retries_max: 0}
providers:
  native: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}
  local: {base_url: "${upstream.baseUrl}"}
  claude: {kind: anthropic, base_url: "${upstream.baseUrl}", api_key: sk-ant, models: [m]}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});
beforeEach(() => upstream.program([]));

const headers = { "x-features": '{"agent_arch": "single-llm"}' };
const client = () => clientOf(server.url, { headers });
type Word = OpenAI.Responses.ResponseIncludable;

/** An item whose field a word means: one that is answered, or one that is sent. */
const outputs: readonly { readonly word: Word; readonly item: Item }[] = [
  {
    word: "reasoning.encrypted_content",
    item: { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "long" },
  },
  {
    word: "file_search_call.results",
    item: {
      id: "fs_1",
      type: "file_search_call",
      queries: [],
      status: "completed",
      results: [{ text: "long" }],
    },
  },
  {
    word: "web_search_call.results",
    item: { id: "ws_1", type: "web_search_call", status: "completed", results: [{ text: "long" }] },
  },
  {
    word: "web_search_call.action.sources",
    item: {
      id: "ws_1",
      type: "web_search_call",
      status: "completed",
      action: { type: "search", query: "q", sources: [{ type: "url", url: "long" }] },
    },
  },
  {
    word: "code_interpreter_call.outputs",
    item: {
      id: "ci_1",
      type: "code_interpreter_call",
      container_id: "c",
      code: "1",
      status: "completed",
      outputs: [{ type: "logs", logs: "long" }],
    },
  },
  {
    word: "message.output_text.logprobs",
    item: {
      ...messageItem("x"),
      content: [
        {
          type: "output_text",
          text: "x",
          annotations: [],
          logprobs: [{ token: "long", bytes: [], logprob: -1, top_logprobs: [] }],
        },
      ],
    },
  },
];
const inputs: readonly { readonly word: Word; readonly item: Item }[] = [
  {
    word: "message.input_image.image_url",
    item: {
      type: "message",
      role: "user",
      content: [{ type: "input_image", detail: "low", image_url: "data:image/png;base64,long" }],
    },
  },
  {
    word: "computer_call_output.output.image_url",
    item: {
      type: "computer_call_output",
      call_id: "c",
      output: { type: "computer_screenshot", image_url: "data:image/png;base64,long" },
    },
  },
];
const tools = (["web_search", "file_search", "code_interpreter"] as const).map((type) => ({
  type,
  ...(type === "code_interpreter" ? { container: "c" } : { vector_store_ids: [] }),
}));
const create = (body: object) =>
  client().post<OpenAI.Responses.Response>("/responses", { body: { model: "m", input: "Hi", ...body } });
const shown = (value: unknown): boolean => JSON.stringify(value).includes("long");

test.each(outputs)("$word of an answer", async ({ word, item }) => {
  upstream.program(() => response([item]));
  const made = await create({ tools, include: [word] });
  expect(upstream.calls[0]?.body.include).toEqual([word]);
  expect(made.output).toEqual([item]);
  const { responses } = client();
  expect(shown((await responses.retrieve(made.id)).output)).toBe(false);
  expect((await responses.retrieve(made.id, { include: [word] })).output).toEqual([item]);
  const others = outputs.map((other) => other.word).filter((other) => other !== word);
  expect(shown((await responses.retrieve(made.id, { include: others })).output)).toBe(false);
  // What goes on from it has all of it.
  await create({ tools, previous_response_id: made.id });
  if (item.type !== "message") expect(shown(upstream.calls[1]?.body.input)).toBe(true);
});

test.each(inputs)("$word of an input", async ({ word, item }) => {
  upstream.program([response([messageItem("x")])]);
  const made = await create({ input: [item], include: [word] });
  expect(upstream.calls[0]?.body.include).toEqual([word]);
  const { inputItems } = client().responses;
  expect(shown((await inputItems.list(made.id)).data)).toBe(false);
  expect((await inputItems.list(made.id, { include: [word] })).data).toMatchObject([item]);
});

test("a response that was made in the background is got with what its request wanted", async () => {
  const [first, second] = outputs;
  upstream.program(() => response([first?.item ?? messageItem("x"), second?.item ?? messageItem("x")]));
  const { responses } = client();
  const begun = await create({ tools, background: true, include: [first?.word] });
  let got = begun;
  while (got.status === "queued" || got.status === "in_progress") got = await responses.retrieve(begun.id);
  expect(got.output.map(shown)).toEqual([true, false]);
});

test("a stream that is resumed has padded deltas where it wants them", async () => {
  upstream.program([{ kind: "events", events: responseEvents([messageItem("Hello.")]) }]);
  const { responses } = client();
  const stream = await responses.create({ model: "m", input: "Hi", background: true, stream: true });
  let id = "";
  for await (const event of stream) if (event.type === "response.created") id = event.response.id;
  const padded = async (query: object) => {
    const found: boolean[] = [];
    for await (const event of await responses.retrieve(id, { stream: true, ...query })) {
      if (event.type === "response.output_text.delta") found.push("obfuscation" in event);
    }
    return found;
  };
  expect(await padded({})).toEqual([false, false]);
  expect(await padded({ include_obfuscation: true })).toEqual([true, true]);
  expect(await padded({ include_obfuscation: false })).toEqual([false, false]);
});

const words = [...outputs, ...inputs].map(({ word }) => word);
test("elsewhere what there cannot be is not there, or is refused", async () => {
  const others = words.filter((word) => word !== "message.output_text.logprobs");
  const ask = (path: string, body: object, more: object = headers) =>
    send(`${server.url}/control/chat/${path}v1/responses`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${bootstrapKey}`, ...more },
      body: JSON.stringify({ model: "m", input: "Hi", ...body }),
    });
  upstream.program(() => completion("Hello."));
  expect((await ask("local/", { include: words })).status).toBe(200);
  expect((await ask("local/", { include: others })).status).toBe(200);
  const unknown = await ask("local/", { include: [words[0], "everything"] });
  expect([unknown.status, unknown.json.error?.param]).toEqual([400, "include[1]"]);
  const dual = await ask("local/", { model: models, include: words }, {});
  expect([dual.status, dual.json.error?.param]).toEqual([400, "include"]);
  const claude = await ask("claude/", { include: words });
  expect([claude.status, claude.json.error?.param]).toEqual([400, "include"]);
});

test("a word that means no field is refused where something is got", async () => {
  upstream.program([response([messageItem("x")])]);
  const made = await create({});
  const list = [JSON.parse('"everything"')];
  const refused = [
    () => client().responses.retrieve(made.id, { include: list }),
    () => client().responses.inputItems.list(made.id, { include: list }),
  ];
  for (const asked of refused) {
    const error: unknown = await asked().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(String(error)).toContain("everything");
  }
});
