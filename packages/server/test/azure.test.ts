import { afterAll, beforeAll, expect, test } from "vitest";
import { messageItem, response, responseEvents } from "./responses-upstream.ts";
import { postChat, startTestServer } from "./running.ts";
import { chunks, completion, Upstream } from "./upstream.ts";

/** Azure OpenAI as a provider: both forms of its URLs, its key header, configured by the environment. */

let upstream: Upstream;
beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(() => upstream.stop());

const path = "/control/chat/sequrity_azure/v1/chat/completions";
const body = { model: "my gpt", messages: [{ role: "user", content: "Hi" }] };
const single = { "x-features": '{"agent_arch": "single-llm"}' };

const deployment = "/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21";
const forms = [
  { version: "2024-10-21", path: deployment },
  { version: "", path: "/openai/v1/chat/completions" },
  { version: "v1", path: "/openai/v1/chat/completions" },
  { version: "preview", path: "/openai/v1/chat/completions?api-version=preview" },
];
const endings = ["", "/", "/openai", "/openai/v1/"];

test.each(forms)("API version '$version': the path, the key, streamed and whole", async (form) => {
  const resource = new URL(upstream.baseUrl).origin;
  for (const ending of endings) {
    const server = await startTestServer({
      environment: {
        AZURE_OPENAI_ENDPOINT: resource + ending,
        AZURE_OPENAI_API_KEY: "azure-key",
        AZURE_OPENAI_API_VERSION: form.version,
        SEQURITY_MODELS: "my gpt",
      },
    });
    try {
      upstream.program([
        completion("Hello."),
        { kind: "events", events: chunks(["Hel", "lo."]) },
        completion("x"),
      ]);
      const whole = await postChat(server, body, { path, headers: single });
      expect(whole.json).toMatchObject({ choices: [{ message: { content: "Hello." } }] });
      const streamed = await postChat(server, { ...body, stream: true }, { path, headers: single });
      expect(streamed.text).toContain('"content":"lo."');
      await postChat(server, body, { path, headers: { ...single, "x-api-key": "callers-own" } });
      expect(upstream.calls.map((call) => call.path)).toEqual([form.path, form.path, form.path]);
      expect(upstream.calls.map((call) => call.headers["api-key"])).toEqual([
        "azure-key",
        "azure-key",
        "callers-own",
      ]);
      expect(upstream.calls.every((call) => call.headers.authorization === undefined)).toBe(true);
    } finally {
      await server.close();
    }
  }
});

const responsesForms = [
  { version: "2025-04-01-preview", path: "/openai/responses?api-version=2025-04-01-preview" },
  { version: "", path: "/openai/v1/responses" },
  { version: "v1", path: "/openai/v1/responses" },
  { version: "preview", path: "/openai/v1/responses?api-version=preview" },
];
test.each(responsesForms)("API version '$version': responses, the model in the body", async (form) => {
  const resource = new URL(upstream.baseUrl).origin;
  for (const ending of endings) {
    const server = await startTestServer({
      environment: {
        AZURE_OPENAI_ENDPOINT: resource + ending,
        AZURE_OPENAI_API_KEY: "azure-key",
        AZURE_OPENAI_API_VERSION: form.version,
        SEQURITY_MODELS: "my gpt",
      },
    });
    try {
      upstream.program([
        response([messageItem("Hello.")]),
        { kind: "events", events: responseEvents([messageItem("Hello.")]) },
      ]);
      const of = { path: path.replace("chat/completions", "responses"), headers: single };
      const asked = { model: "my gpt", input: "Hi" };
      const whole = await postChat(server, asked, of);
      expect(whole.json).toMatchObject({ output: [{ content: [{ text: "Hello." }] }] });
      const streamed = await postChat(server, { ...asked, stream: true }, of);
      expect(streamed.text).toContain("response.completed");
      expect(upstream.calls.map((call) => [call.path, call.body.model, call.headers["api-key"]])).toEqual([
        [form.path, "my gpt", "azure-key"],
        [form.path, "my gpt", "azure-key"],
      ]);
    } finally {
      await server.close();
    }
  }
});

test("by file, under another name; an error of the provider's names no key", async () => {
  const server = await startTestServer({
    file: `providers: {europe: {kind: azure, base_url: "${new URL(upstream.baseUrl).origin}", api_key: azure-key, api_version: 2024-10-21, models: [my gpt]}}`,
  });
  upstream.program([
    {
      kind: "json",
      status: 404,
      body: { error: { code: "DeploymentNotFound", message: "no azure-key here" } },
    },
  ]);
  const answer = await postChat(server, body, {
    path: "/control/chat/europe/v1/chat/completions",
    headers: single,
  });
  expect(upstream.calls[0]?.path).toBe(deployment);
  expect(answer.status).toBe(502);
  expect(answer.text).not.toContain("azure-key");
  await server.close();
});

test("without an endpoint there is no such provider", async () => {
  const server = await startTestServer({ environment: { AZURE_OPENAI_API_KEY: "azure-key" } });
  const answer = await postChat(server, body, { path, headers: single });
  expect(answer.json.error?.message).toMatch(/^Provider 'sequrity_azure' is not configured/);
  await server.close();
});
