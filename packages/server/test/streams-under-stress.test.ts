import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageEvents } from "./anthropic-upstream.ts";
import { openStream, readStream, type StreamedApi, streamedApis } from "./raw-stream.ts";
import { callItems, messageItem, responseEvents } from "./responses-upstream.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { chunks, type Reply, Upstream } from "./upstream.ts";

/**
 * Streams whose upstream breaks, whose reader stalls or goes, whose pieces are split anywhere: nothing unapproved gets
 * out, nothing is lost or left behind, and the session goes on.
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

type Form = "chats" | "messages" | "responses";
type Call = { readonly name: string; readonly arguments: string };
const forms: readonly Form[] = ["chats", "messages"];
const ways = streamedApis.flatMap((api) => forms.map((form) => [api, form] as const));
const secret = "eve@evil.example";
const denied: Call = { name: "send_mail", arguments: `{"to": "${secret}", "body": "the plan"}` };
const allowed: Call = {
  name: "send_mail",
  arguments: '{"to": "bob@trustedcorp.com", "body": "héllo 😀 世界"}',
};
const policy = {
  "x-policy":
    '{"codes": "tool \\"send_mail\\" { hard deny when to.value in {str matching r\\".*evil.*\\"}; }"}',
};

function eventsOf(form: Form, texts: readonly string[], calls: readonly Call[] = []): readonly string[] {
  if (form === "responses") return responseEvents([messageItem(texts.join("")), ...callItems(calls)]);
  return form === "chats" ? chunks(texts, calls) : messageEvents(texts, calls);
}
/** The answer up to before its end: what a broken connection leaves. */
function cutAfter(form: Form, texts: readonly string[], calls: readonly Call[], kept: number): Reply {
  return { kind: "events", events: eventsOf(form, texts, calls).slice(0, kept), cut: true };
}
async function goesOn(api: StreamedApi, form: Form, session: string | undefined): Promise<void> {
  expect(session).toMatch(/^[0-9a-f-]{36}$/);
  upstream.program(() => ({ kind: "events", events: eventsOf(form, ["Still ", "here."]) }));
  const opened = await openStream(server, api, form, {
    headers: { ...policy, "x-session-id": session ?? "" },
  });
  expect(opened.response.statusCode).toBe(200);
  expect(await readStream(api, opened)).toMatchObject({ text: "Still here.", error: undefined, ended: true });
}
function sessionOf({ response }: Awaited<ReturnType<typeof openStream>>): string | undefined {
  const header = response.headers["x-session-id"];
  return typeof header === "string" ? header : undefined;
}

describe.each(ways)("%s over %s", (api, form) => {
  test("the upstream breaks off in the text: what came came, then the API's own error, and the session goes on", async () => {
    upstream.program(() => cutAfter(form, ["One ", "two ", "three."], [], form === "chats" ? 3 : 5));
    const opened = await openStream(server, api, form, { headers: policy });
    const read = await readStream(api, opened);
    expect(read.text).toBe("One two ");
    expect(read.error).toMatch(/\w/);
    await goesOn(api, form, sessionOf(opened));
  });

  test("the upstream breaks off in a call: no part of the call gets out", async () => {
    const whole = eventsOf(form, ["Wait. "], [allowed]);
    for (let kept = form === "chats" ? 3 : 6; kept < whole.length - (form === "chats" ? 3 : 2); kept += 1) {
      upstream.program(() => cutAfter(form, ["Wait. "], [allowed], kept));
      const opened = await openStream(server, api, form, { headers: policy });
      const read = await readStream(api, opened);
      expect(read.calls).toEqual([]);
      expect(read.raw).not.toContain("trustedcorp");
      expect(read.error).toMatch(/\w/);
      await goesOn(api, form, sessionOf(opened));
    }
  });

  test("an error event in the middle of the upstream's stream ends ours with an error", async () => {
    const broken = [
      ...eventsOf(form, ["One "]).slice(0, form === "chats" ? 2 : 4),
      form === "chats"
        ? '{"error": {"message": "overloaded", "type": "server_error", "code": null, "param": null}}'
        : '{"type": "error", "error": {"type": "overloaded_error", "message": "overloaded"}}',
    ];
    upstream.program(() => ({ kind: "events", events: broken }));
    const opened = await openStream(server, api, form, { headers: policy });
    const read = await readStream(api, opened);
    expect(read).toMatchObject({ text: "One ", calls: [] });
    expect(read.error).toContain("overloaded");
    await goesOn(api, form, sessionOf(opened));
  });

  test("split anywhere, UTF-8 and calls arrive whole; a denied call not at all", async () => {
    for (const pieceBytes of [1, 3, 64]) {
      upstream.program(() => ({
        kind: "events",
        events: eventsOf(form, ["héllo ", "😀 世", "界"], [denied, allowed]),
        pieceBytes,
      }));
      const read = await readStream(api, await openStream(server, api, form, { headers: policy }));
      expect(read.text).toContain("héllo 😀 世界");
      expect(read.calls.map((call) => [call.name, JSON.parse(call.arguments)])).toEqual([
        [allowed.name, JSON.parse(allowed.arguments)],
      ]);
      expect(read.raw).not.toContain(secret);
    }
  });

  test("ten thousand chunks arrive, in order", async () => {
    const words = Array.from({ length: 10_000 }, (_, index) => `${index} `);
    upstream.program(() => ({ kind: "events", events: eventsOf(form, words) }));
    const read = await readStream(api, await openStream(server, api, form, { headers: policy }));
    expect(read).toMatchObject({ error: undefined, ended: true });
    expect(read.text).toBe(words.join(""));
  });

  test("a call whose arguments come byte by byte", async () => {
    const text = JSON.stringify({ to: "bob@trustedcorp.com", body: "x".repeat(2_000) });
    upstream.program(() => ({ kind: "events", events: byteByByte(form, text) }));
    const read = await readStream(api, await openStream(server, api, form, { headers: policy }));
    expect(read.calls).toHaveLength(1);
    expect(JSON.parse(read.calls[0]?.arguments ?? "")).toEqual(JSON.parse(text));
  });

  test("a slow reader gets all of it", async () => {
    const words = Array.from({ length: 300 }, (_, index) => `${index} ${"x".repeat(4_000)} `);
    upstream.program(() => ({ kind: "events", events: eventsOf(form, words) }));
    const opened = await openStream(server, api, form, { headers: policy });
    const read = await readStream(api, opened, () => sleep(2));
    expect(read.text).toBe(words.join(""));
    expect(read.ended).toBe(true);
  });

  test("a reader that never reads holds no more than its bound: its call upstream is ended, and its session goes on", async () => {
    const word = "x".repeat(64_000);
    upstream.program(() => ({
      kind: "events",
      events: eventsOf(form, Array(600).fill(word)),
      pieceBytes: 200_000,
      pauseMs: 0,
    }));
    const opened = await openStream(server, api, form, { headers: policy });
    opened.response.pause();
    await upstream.calls[0]?.gone;
    const session = sessionOf(opened);
    opened.response.on("error", () => undefined);
    opened.request.destroy();
    await goesOn(api, form, session);
  });

  test("a client that goes in the middle ends the call upstream, and its session goes on", async () => {
    upstream.program(() => ({
      kind: "events",
      events: eventsOf(form, Array(10_000).fill("word ")),
      pieceBytes: 500,
      pauseMs: 5,
    }));
    const opened = await openStream(server, api, form, { headers: policy });
    await new Promise<void>((resolve) => opened.response.once("data", () => resolve()));
    opened.response.on("error", () => undefined);
    opened.request.destroy();
    await upstream.calls[0]?.gone;
    await goesOn(api, form, sessionOf(opened));
  });
});

test.each(streamedApis)(
  "%s over a Responses API that breaks off anywhere: no denied call gets out",
  async (api) => {
    const whole = eventsOf("responses", ["héllo 😀 世界"], [denied, allowed]);
    for (let kept = 1; kept < whole.length; kept += 1) {
      upstream.program(() => cutAfter("responses", ["héllo 😀 世界"], [denied, allowed], kept));
      const opened = await openStream(server, api, "responses", { headers: policy });
      const read = await readStream(api, opened);
      expect(read.raw).not.toContain(secret);
      // Before the first event an error is a plain answer.
      if (opened.response.statusCode === 200) expect(read.error).toMatch(/\w/);
      else expect(opened.response.statusCode).toBe(502);
      const session = sessionOf(opened);
      if (session !== undefined) await goesOn(api, "responses", session);
    }
    upstream.program(() => ({ kind: "events", events: whole, pieceBytes: 3 }));
    const read = await readStream(api, await openStream(server, api, "responses", { headers: policy }));
    expect(read.raw).not.toContain(secret);
    expect(read.calls).toHaveLength(1);
  },
);

test("after all of it the server holds no turn", async () => {
  // Closing waits for what runs, and aborts it only after the grace: a turn left behind would hold it up.
  const idle = await startTestServer({
    file: `providers: {chats: {base_url: "${upstream.baseUrl}"}}\nlimits: {shutdown_grace_ms: 600000}\nupstream: {retries_max: 0}`,
  });
  for (const api of streamedApis) {
    upstream.program(() => cutAfter("chats", ["One ", "two "], [denied], 5));
    await readStream(api, await openStream(idle, api, "chats", { headers: policy }));
  }
  await idle.close();
});

/** The events of one call of `send_mail`, its arguments a byte an event. */
function byteByByte(form: Form, text: string): readonly string[] {
  const events = eventsOf(form, [], [{ name: "send_mail", arguments: "{}" }]).map((event): object | string =>
    event === "[DONE]" ? event : JSON.parse(event),
  );
  return events.flatMap((event) => {
    if (typeof event === "string") return [event];
    const piece =
      form === "chats"
        ? Reflect.get(event, "choices")[0]?.delta?.tool_calls?.[0]
        : Reflect.get(event, "delta");
    if (form === "chats" && piece?.function?.arguments === "{")
      return [...text].map((byte) => withPiece(event, byte));
    if (form === "chats" && piece?.function?.arguments === "}") return [];
    if (form === "messages" && piece?.partial_json === "{")
      return [...text].map((byte) => withPiece(event, byte));
    if (form === "messages" && piece?.partial_json === "}") return [];
    return [JSON.stringify(event)];
  });
}
function withPiece(event: object, byte: string): string {
  return JSON.stringify(event, (key, value) =>
    key === "arguments" || key === "partial_json" ? byte : value,
  );
}
