import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageEvents } from "./anthropic-upstream.ts";
import { callItems, messageItem, responseEvents } from "./responses-upstream.ts";
import { postChat, startTestServer, type TestServer } from "./running.ts";
import { chunks, Upstream } from "./upstream.ts";

/**
 * Streams of providers with events dropped, doubled, swapped, cut in two or replaced: whatever it is, nothing of a denied
 * call gets out, and what is no answer is the provider's failure, not the server's.
 */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `providers: {chats: {base_url: "${upstream.baseUrl}"}, messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}, responses: {base_url: "${upstream.baseUrl}", apis: [responses]}}
upstream: {retries_max: 0}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

const secret = "eve@evil.example";
const calls = [{ name: "send_mail", arguments: `{"to": "${secret}"}` }];
const streams: Readonly<Record<string, readonly string[]>> = {
  chats: chunks(["héllo ", "world"], calls),
  messages: messageEvents(["héllo ", "world"], calls),
  responses: responseEvents([messageItem("héllo world"), ...callItems(calls)]),
};
const parameters = { type: "object", properties: { to: {} } };
const query = [{ role: "user", content: "Mail it." }];
const bodies: Readonly<Record<string, object>> = {
  "chat/completions": {
    messages: query,
    tools: [{ type: "function", function: { name: "send_mail", parameters } }],
  },
  messages: { max_tokens: 9, messages: query, tools: [{ name: "send_mail", input_schema: parameters }] },
  responses: { input: query, tools: [{ type: "function", name: "send_mail", parameters, strict: false }] },
};

const others = [
  "[]",
  "null",
  '"x"',
  "{}",
  '{"type":"x"}',
  '{"choices":null}',
  '{"choices":[null]}',
  '{"choices":[{}]}',
];
const damage: Readonly<Record<string, (events: string[], at: number, other: string) => void>> = {
  dropped: (events, at) => void events.splice(at, 1),
  doubled: (events, at) => void events.splice(at, 0, events[at] ?? ""),
  swapped: (events, at) => void events.splice(at, 0, ...events.splice(at + 1, 1)),
  cut: (events, at) => void events.splice(at, 1, (events[at] ?? "").slice(0, 20)),
  nulled: (events, at) => void events.splice(at, 1, (events[at] ?? "").replace(/:"[^"]*"/, ":null")),
  renumbered: (events, at) =>
    void events.splice(at, 1, (events[at] ?? "").replace(/"index":\d+/, '"index":3')),
  replaced: (events, at, other) => void events.splice(at, 1, other),
};

const cases = fc.record({
  api: fc.constantFrom(...Object.keys(bodies)),
  provider: fc.constantFrom(...Object.keys(streams)),
  damaged: fc.array(
    fc.record({
      at: fc.nat(20),
      how: fc.constantFrom(...Object.keys(damage)),
      other: fc.constantFrom(...others),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  pieceBytes: fc.constantFrom(0, 17),
  cut: fc.boolean(),
});

test("damaged streams", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ api, provider, damaged, pieceBytes, cut }) => {
      const events = [...(streams[provider] ?? [])];
      for (const { at, how, other } of damaged) damage[how]?.(events, at % events.length, other);
      upstream.program(() => ({ kind: "events", events, pieceBytes, cut }));
      const answer = await postChat(
        server,
        { model: "m", stream: true, ...bodies[api] },
        {
          path: `/control/chat/${provider}/v1/${api}`,
          headers: {
            "x-features": '{"agent_arch": "single-llm"}',
            "x-policy": '{"codes": "tool \\"send_mail\\" { hard deny always; }"}',
          },
        },
      );
      expect([200, 502]).toContain(answer.status);
      expect(answer.text).not.toContain(secret);
      expect(answer.text).not.toContain('"code":"internal"');
    }),
    { numRuns: 200 },
  );
  expect(server.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
