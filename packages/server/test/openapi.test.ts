import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import Fastify from "fastify";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { templateOf } from "../src/openapi/document.ts";
import { apiPage } from "../src/routes/api-page.ts";
import { routes } from "../src/routes/routes.ts";
import { clientOf } from "./agent.ts";
import { bootstrapKey, send, startTestServer, type TestServer } from "./running.ts";
import { completion, Upstream } from "./upstream.ts";

/** What the server says of itself: its API as OpenAPI, a page for it, its metrics. */

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
  readonly security: readonly unknown[];
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly required?: readonly string[]; readonly properties?: object }>
    >;
  };
}

let upstream: Upstream;
let server: TestServer;
let document: Document;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
  document = JSON.parse((await send(`${server.url}/openapi.json`)).text);
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

test("the document is valid OpenAPI 3.1", async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test("every route is in it, and nothing else", () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const there = routes.map(({ method, path }) => `${method} ${templateOf(path)}`);
  expect(described.toSorted()).toEqual([...new Set(there)].toSorted());
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((one) => one.operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

const posts = routes.filter(({ method }) => method === "POST");
test.each(posts.map(({ path }) => path))(
  "POST %s refuses a body without what its schema requires",
  async (path) => {
    const operation = document.paths[templateOf(path)]?.post;
    const reference = operation?.requestBody?.content["application/json"]?.schema.$ref.split("/").at(-1);
    // To cancel takes no body.
    if (path.endsWith("/cancel")) return expect(reference).toBeUndefined();
    const schema = document.components.schemas[reference ?? ""];
    expect(Object.keys(schema?.properties ?? {}).length).toBeGreaterThan(0);
    const [required] = schema?.required ?? [];
    if (required === undefined) return;
    const url = path
      .replace(":endpoint_type", "chat")
      .replace(":provider", "local")
      .replaceAll(/:\w+/g, "none");
    const answer = await send(server.url + url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${bootstrapKey}` },
      body: "{}",
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(`${required}: is required`)]);
  },
);

test("routes that need a key say so, and those that run turns name the config headers", () => {
  for (const { method, path, authenticated } of routes) {
    const operation = document.paths[templateOf(path)]?.[method.toLowerCase()];
    expect((operation?.security ?? []).length > 0, path).toBe(authenticated);
  }
  const chat = document.paths["/control/{endpoint_type}/{provider}/v1/chat/completions"]?.post;
  expect(chat?.parameters.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "endpoint_type",
      "provider",
      "X-Features",
      "X-Policy",
      "X-Config",
      "X-Session-ID",
    ]),
  );
});

test("the page and its script come from here, and may load nothing from elsewhere", async () => {
  const page = await send(`${server.url}/docs`);
  expect(page.headers["content-type"]).toMatch(/^text\/html/);
  expect(page.headers["content-security-policy"]).toContain("connect-src 'self'");
  const scripts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? "");
  expect(scripts).toEqual(["/docs/js/scalar.js"]);
  expect(page.text).toContain("/openapi.json");
  const script = await send(`${server.url}${scripts[0]}`);
  expect(script.headers["content-type"]).toMatch(/javascript/);
  expect(script.text.length).toBeGreaterThan(1_000_000);
});

test("a page that could not be read is read again when it is next asked for", async () => {
  let reads = 0;
  const [page] = apiPage(async () => {
    reads += 1;
    if (reads === 1) throw new Error("out of file handles");
    return { html: "<p>The page.</p>", script: "" };
  });
  const application = Fastify();
  // The route looks at nothing that a server has.
  application.get("/docs", async (request, reply) => page?.answer(request, reply, JSON.parse("{}")));
  expect((await application.inject("/docs")).statusCode).toBe(500);
  expect((await application.inject("/docs")).body).toBe("<p>The page.</p>");
  await application.inject("/docs");
  expect(reads).toBe(2);
  await application.close();
});

test("metrics count requests, turns and tokens, and name nobody", async () => {
  upstream.program(() => completion("Hello."));
  const headers = { "x-features": '{"agent_arch": "single-llm"}' };
  const client = clientOf(server.url, { headers });
  const body = { model: "secret-model", messages: [{ role: "user" as const, content: "secret question" }] };
  await client.chat.completions.create(body);
  upstream.program(() => ({ kind: "json", status: 400, body: { error: { message: "no" } } }));
  await expect(client.chat.completions.create(body)).rejects.toBeInstanceOf(OpenAI.APIError);
  await send(`${server.url}/no/such/route`);
  const answer = await send(`${server.url}/metrics`);
  expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
  const lines = answer.text.split("\n");
  const route = 'route="/control/:endpoint_type/v1/chat/completions"';
  for (const line of [
    `sequrity_http_requests_total{method="POST",${route},status="200"} 1`,
    `sequrity_http_requests_total{method="POST",${route},status="502"} 1`,
    'sequrity_http_requests_total{method="GET",route="none",status="404"} 1',
    'sequrity_turns_total{provider="local",architecture="single-llm",outcome="final"} 1',
    'sequrity_turns_total{provider="local",architecture="single-llm",outcome="provider_failed"} 1',
    'sequrity_model_tokens_total{provider="local",kind="input"} 11',
    'sequrity_model_tokens_total{provider="local",kind="output"} 7',
    "sequrity_requests_in_flight 0",
  ]) {
    expect(lines, line).toContain(line);
  }
  expect(answer.text).toContain("sequrity_nodejs_eventloop_lag_seconds");
  expect(answer.text).not.toMatch(/secret|sk-seq/);
});

test("two servers in one process count for themselves", async () => {
  const other = await startTestServer({});
  const answer = await send(`${other.url}/metrics`);
  expect(answer.text).not.toContain('status="200"} 1');
  await other.close();
});

test("answers that have a schema say so, and fit it", async () => {
  const of = (path: string, method: string) =>
    document.paths[`/control/{endpoint_type}/v1/${path}`]?.[method]?.responses["200"]?.content[
      "application/json"
    ]?.schema;
  const chat = { $ref: "#/components/schemas/ChatCompletionResponse" };
  const response = { $ref: "#/components/schemas/ResponsesResponse" };
  expect([of("chat/completions", "post"), of("chat/completions/{completion_id}", "post")]).toEqual([
    chat,
    chat,
  ]);
  expect([of("responses", "post"), of("responses/{response_id}", "get")]).toEqual([response, response]);
  // Every reference leads somewhere.
  const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([\w.]+)/g)].map(
    ([, name]) => name ?? "",
  );
  expect(names.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  upstream.program(() => completion("Hello."));
  const client = clientOf(server.url, { headers: { "x-features": '{"agent_arch": "single-llm"}' } });
  const answers = {
    ChatCompletionResponse: await client.chat.completions.create({
      model: "m",
      messages: [{ role: "user", content: "Hi" }],
    }),
    ResponsesResponse: await client.responses.create({ model: "m", input: "Hi" }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const ajv = new Ajv2020({ strict: false });
    const fits = ajv.compile({ $ref: `#/components/schemas/${name}`, components: document.components });
    fits(JSON.parse(JSON.stringify(answer)));
    expect([name, fits.errors ?? []]).toEqual([name, []]);
  }
});
