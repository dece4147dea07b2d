import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instances, type ReferenceSchema, referenceSchema } from "../../wire/test/schema-instances.ts";
import { message } from "./anthropic-upstream.ts";
import { messageItem, response } from "./responses-upstream.ts";
import { postChat, type RawAnswer, startTestServer, type TestServer } from "./running.ts";
import { completion, type Program, Upstream } from "./upstream.ts";

/**
 * The server against the reference schemas: what they accept it answers, or says by name what of it it has not; what it
 * answers they accept, whatever a provider said.
 */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `providers: {chats: {base_url: "${upstream.baseUrl}"}, messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}, responses: {base_url: "${upstream.baseUrl}", apis: [responses]}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

const program = "```python\nfinal_return_value = 1\n```";
const answering: Program = ({ path }) =>
  path.endsWith("/responses")
    ? response([messageItem(program)])
    : path.endsWith("/messages")
      ? message(program)
      : completion(program);

function schemaCheck(name: string) {
  const fits = new Ajv2020({ strict: false }).compile(referenceSchema(name));
  return (value: unknown): string => (fits(value) ? "" : JSON.stringify(fits.errors));
}
function random(schema: ReferenceSchema): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return instances(schema, schema).map((value) => ({ ...Object(value) }));
}
const architecture = fc.constantFrom("single-llm", "dual-llm");
const provider = fc.constantFrom("chats", "messages", "responses");
function post(path: string, body: object, arch: string): Promise<RawAnswer> {
  return postChat(server, body, { path, headers: { "x-features": JSON.stringify({ agent_arch: arch }) } });
}
/** Answered, or refused with words of what is not there. */
function expectAnswer({ status, json, text }: RawAnswer, misfit: (value: unknown) => string): void {
  if (status === 200) expect(text.startsWith("{") ? misfit(json) : "").toBe("");
  else expect([status, json.error?.code, json.error?.message]).toEqual(refusal);
}
const refusal = [
  expect.toSatisfy((status: number) => [400, 404, 422].includes(status)),
  expect.stringMatching(/^[a-z_]+$/),
  expect.stringMatching(/\S/),
];
const runs = { numRuns: 150 };

test("random chat completion requests", { timeout: 60_000 }, async () => {
  const misfit = schemaCheck("ChatCompletionResponse");
  const requests = random(referenceSchema("ChatCompletionRequest"));
  upstream.program(answering);
  await fc.assert(
    fc.asyncProperty(requests, provider, architecture, async (body, name, arch) => {
      // Legacy calls have no ids: such histories belong to a session.
      const messages: unknown[] = Array.isArray(body.messages) ? body.messages : [];
      const known = messages.filter((one) => !/"function"|"function_call"/.test(JSON.stringify(one)));
      const asked = { ...body, messages: [...known, { role: "user", content: "Hi" }] };
      expectAnswer(await post(`/control/chat/${name}/v1/chat/completions`, asked, arch), misfit);
    }),
    runs,
  );
});

test("random requests for responses", { timeout: 60_000 }, async () => {
  const misfit = schemaCheck("ResponsesResponse");
  const requests = random(referenceSchema("ResponsesRequest"));
  upstream.program(answering);
  await fc.assert(
    fc.asyncProperty(requests, provider, architecture, async (body, name, arch) => {
      const { background: _background, stream: _stream, ...asked } = body;
      expectAnswer(await post(`/control/chat/${name}/v1/responses`, asked, arch), misfit);
    }),
    runs,
  );
});

test("random answers of a provider of chat completions", { timeout: 60_000 }, async () => {
  const fits = { chat: schemaCheck("ChatCompletionResponse"), responses: schemaCheck("ResponsesResponse") };
  const answers = random(referenceSchema("ChatCompletionResponse"));
  await fc.assert(
    fc.asyncProperty(answers, architecture, async (body, arch) => {
      upstream.program(() => ({ kind: "json", body }));
      const chat = { model: "m", messages: [{ role: "user", content: "Hi" }] };
      const asked = [
        [await post("/control/chat/chats/v1/chat/completions", chat, arch), fits.chat],
        [await post("/control/chat/chats/v1/responses", { model: "m", input: "Hi" }, arch), fits.responses],
      ] as const;
      for (const [{ status, json }, misfit] of asked) {
        // What is no answer is said to be none.
        if (status !== 200) expect([status, json.error?.code]).toEqual([502, "provider_failed"]);
        else expect(misfit(json)).toBe("");
      }
    }),
    runs,
  );
});

test("integers beyond 2^53, as schemas of 64-bit fields have them, are taken", async () => {
  upstream.program(answering);
  const body = `{"model": "m", "messages": [{"role": "user", "content": "Hi"}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {"id": {"type": "integer", "maximum": 9223372036854775807}}}}}]}`;
  const answer = await postChat(server, body, {
    path: "/control/chat/chats/v1/chat/completions",
    headers: { "x-features": '{"agent_arch": "single-llm"}' },
  });
  expect(answer.status).toBe(200);
});
