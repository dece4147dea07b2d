import { afterAll, beforeAll, expect, test } from "vitest";
import { contentOf } from "./agent.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { completion, Upstream } from "./upstream.ts";

/** Endpoint types as presets; plans and variables that the caller brings. */

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

const body = { model: "m", messages: [{ role: "user", content: "Hi" }] };

test.each(["chat", "code", "agent", "lang-graph"])(
  "%s runs a plan that the caller brings, with its variables, and asks no model",
  async (type) => {
    upstream.program([]);
    const answer = await postChat(
      server,
      {
        ...body,
        user_provided_program: "final_return_value = [plain, my_name_]",
        context_vars: { plain: { value: 1, meta: { tags: ["t"] } }, "my name!": { value: "x" } },
      },
      { path: `/control/${type}/v1/chat/completions` },
    );
    expect(contentOf(JSON.parse(answer.text))).toMatchObject({
      status: "success",
      final_return_value: {
        value: [1, "x"],
        meta: { tags: expect.arrayContaining(["t", "__non_executable"]) },
      },
    });
    expect(upstream.calls).toHaveLength(0);
  },
);

test("lang-graph is dual-llm whatever the header says; chat is what it says", async () => {
  const single = { "x-features": '{"agent_arch": "single-llm"}' };
  const fenced = "```python\nfinal_return_value = 1\n```";
  upstream.program(() => completion(fenced));
  const graph = await postChat(server, body, {
    headers: single,
    path: "/control/lang-graph/v1/chat/completions",
  });
  expect(contentOf(JSON.parse(graph.text))).toMatchObject({ final_return_value: { value: 1 } });
  const chat = await postChat(server, body, { headers: single });
  expect(JSON.parse(chat.text).choices[0].message.content).toBe(fenced);
});
