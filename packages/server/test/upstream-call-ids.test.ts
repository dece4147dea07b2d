import { afterAll, beforeAll, expect, test } from "vitest";
import { message } from "./anthropic-upstream.ts";
import { messageItem, response } from "./responses-upstream.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { completion, Upstream } from "./upstream.ts";

/** Ids of a history that began elsewhere: what each provider takes of them, in single-LLM. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  const { baseUrl } = upstream;
  server = await startTestServer({
    file: `models: [m]\nproviders: {openai: {base_url: "${baseUrl}", api_key: k, apis: [chat]}, anthropic: {base_url: "${baseUrl}", api_key: k}, items: {base_url: "${baseUrl}", apis: [responses]}, local: {base_url: "${baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

const providers = [
  { name: "openai", reply: completion("Read."), lengthMax: 40, letters: /^[\s\S]+$/ },
  { name: "items", reply: response([messageItem("Read.")]), lengthMax: 64, letters: /^[\s\S]+$/ },
  { name: "anthropic", reply: message("Read."), lengthMax: 64, letters: /^[A-Za-z0-9_-]+$/ },
  { name: "local", reply: completion("Read."), lengthMax: Number.POSITIVE_INFINITY, letters: /^[\s\S]+$/ },
];
const ids = {
  "of another orchestrator, 76 characters": (end: string) => `other-${"x".repeat(69)}${end}`,
  "64 characters": (end: string) => `${"y".repeat(63)}${end}`,
  "40 characters": (end: string) => `${"z".repeat(39)}${end}`,
  "other letters": (end: string) => `call:read.${end}`,
};

/** The ids of calls and of results in a request's body, in order. */
function idsIn(body: unknown): { readonly calls: readonly string[]; readonly results: readonly string[] } {
  const calls: string[] = [];
  const results: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const text = (name: string): string[] => {
      const found: unknown = Reflect.get(value, name);
      return typeof found === "string" ? [found] : [];
    };
    const type: unknown = Reflect.get(value, "type");
    if (type === "tool_use" || (type === "function" && "id" in value)) calls.push(...text("id"));
    if (type === "function_call") calls.push(...text("call_id"));
    if (type === "function_call_output") results.push(...text("call_id"));
    results.push(...text("tool_use_id"), ...text("tool_call_id"));
    for (const part of Object.values(value)) look(part);
  };
  look(body);
  return { calls, results };
}

const cases = providers.flatMap((provider) =>
  Object.entries(ids).map(([what, idOf]) => ({ ...provider, what, given: [idOf("1"), idOf("2")] })),
);
test.each(cases)(
  "$name gets ids that it takes: $what",
  async ({ name, reply, lengthMax, letters, given }) => {
    upstream.program(() => reply);
    const body = {
      model: "m",
      messages: [
        { role: "user", content: "Read" },
        {
          role: "assistant",
          content: null,
          tool_calls: given.map((id) => ({
            id,
            type: "function",
            function: { name: "get_mail", arguments: "{}" },
          })),
        },
        ...given.map((id) => ({ role: "tool", tool_call_id: id, content: `the mail of ${id.slice(-1)}` })),
      ],
      tools: [{ type: "function", function: { name: "get_mail", parameters: { type: "object" } } }],
    };
    const sent = [];
    for (let time = 0; time < 2; time++) {
      const answer = await postChat(server, body, {
        path: `/control/chat/${name}/v1/chat/completions`,
        headers: { "x-features": '{"agent_arch": "single-llm"}' },
      });
      expect(answer.status, answer.text).toBe(200);
      sent.push(idsIn(upstream.calls.at(-1)?.body));
    }
    const [first, again] = sent;
    expect(first?.calls).toHaveLength(2);
    expect(new Set(first?.calls).size).toBe(2);
    expect(first?.results).toEqual(first?.calls);
    expect(again).toEqual(first);
    for (const [index, id] of (first?.calls ?? []).entries()) {
      expect(id.length).toBeLessThanOrEqual(lengthMax);
      expect(id).toMatch(letters);
      // What the provider takes as it is stays as it is.
      const fits = (given[index]?.length ?? 0) <= lengthMax && letters.test(given[index] ?? "");
      expect(id === given[index]).toBe(fits);
    }
  },
);

test("a session that changes its provider: the ids of the first are fitted for the second", async () => {
  const long = `chatcmpl-tool-${"0123456789abcdef".repeat(4)}`;
  const call = { id: long, type: "function", function: { name: "get_mail", arguments: "{}" } };
  const choices = [
    {
      index: 0,
      finish_reason: "tool_calls",
      message: { role: "assistant", content: null, tool_calls: [call] },
    },
  ];
  upstream.program([completion(null, [], { choices }), completion("Read."), completion("Read again.")]);
  const tools = [{ type: "function", function: { name: "get_mail", parameters: { type: "object" } } }];
  const query = { role: "user", content: "Read" };
  const ask = (provider: string, messages: readonly unknown[]) =>
    postChat(
      server,
      { model: "m", messages, tools },
      {
        path: `/control/chat/${provider}/v1/chat/completions`,
        headers: { "x-features": '{"agent_arch": "single-llm"}' },
      },
    );
  const asked = await ask("local", [query]);
  const said: { tool_calls: readonly { id: string }[] } = JSON.parse(asked.text).choices[0].message;
  const history = [query, said, { role: "tool", tool_call_id: said.tool_calls[0]?.id, content: "a mail" }];
  expect((await ask("local", history)).status).toBe(200);
  expect(idsIn(upstream.calls[1]?.body)).toEqual({ calls: [long], results: [long] });
  const moved = await ask("openai", [...history, { role: "user", content: "Again" }]);
  expect(moved.status, moved.text).toBe(200);
  const { calls, results } = idsIn(upstream.calls[2]?.body);
  expect(results).toEqual(calls);
  expect(calls).toEqual([expect.stringMatching(/^call_[\w-]{32}$/)]);
});
