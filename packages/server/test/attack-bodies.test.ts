import { afterAll, beforeAll, expect, test } from "vitest";
import { customInputOf } from "../src/apis/chat-tools.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { Upstream } from "./upstream.ts";

/** Bodies that are meant to end in an error that nobody foresaw. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `default_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

test("a body as deep as may be is stored and read back; a deeper one is refused", async () => {
  const path = "/control/chat/v1/responses";
  const headers = { "x-features": '{"agent_arch": "single-llm"}' };
  const body = (depth: number) => {
    let schema: object = {};
    for (let level = 0; level < depth; level++) schema = { not: schema };
    const parameters = { type: "object", properties: { a: schema } };
    return { model: "m", input: "q", tools: [{ type: "function", name: "f", parameters }] };
  };
  const first = await postChat(server, body(190), { path, headers });
  expect(first.status).toBe(200);
  const next = { model: "m", input: "q", previous_response_id: first.json.id };
  expect((await postChat(server, next, { path, headers })).status).toBe(200);
  const refused = await postChat(server, body(240), { path, headers });
  expect([refused.status, refused.json.error?.message]).toEqual([
    400,
    "The JSON nests deeper than 200 levels.",
  ]);
});

const inputs = [
  ['{"input": "ls"}', "ls"],
  ['{"input": ["ls"]}', '{"input": ["ls"]}'],
  ['{"input": "ls", "more": 1}', '{"input": "ls", "more": 1}'],
  ["{}", "{}"],
] as const;
test.each(inputs)("C1: a custom tool is sent all that was checked: %j", (checked, sent) => {
  expect(customInputOf(checked)).toBe(sent);
});
