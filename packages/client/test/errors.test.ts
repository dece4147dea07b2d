import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SequrityClient, SequrityError } from "../src/index.ts";
import { json, type RecordingServer, startRecordingServer } from "./recording-server.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
});

const body = { model: "m", messages: [{ role: "user" as const, content: "u" }] };

/** What a call throws. */
async function thrown(
  baseURL: string,
  options: { timeout?: number; signal?: AbortSignal } = {},
): Promise<unknown> {
  const client = new SequrityClient({ apiKey: "k", baseURL, maxRetries: 0 });
  try {
    await client.control.chat.create(body, options);
  } catch (error) {
    return error;
  }
  return undefined;
}

const statuses = [400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504];
test.each(statuses)("status %i: code, field, request id, the whole body", async (status) => {
  const answer = {
    error: { message: "What is wrong.", type: "t", param: "messages[0].content", code: "some_code" },
    detail: [{ code: "E1", line: 3 }],
  };
  server.answers = [json(status, answer, { "x-request-id": "req-9" })];
  const error = await thrown(server.url);
  expect(error).toBeInstanceOf(SequrityError);
  expect(error).toMatchObject({
    name: "SequrityAPIError",
    message: "What is wrong.",
    status,
    code: "some_code",
    param: "messages[0].content",
    requestId: "req-9",
    body: answer,
  });
});

test("an answer that is no JSON", async () => {
  server.answers = [json(502, "Bad gateway")];
  expect(await thrown(server.url)).toMatchObject({
    name: "SequrityAPIError",
    status: 502,
    code: undefined,
    requestId: undefined,
  });
});

test("an answer that breaks off", async () => {
  server.answers = [json(200, '{"id": "chatcmpl-1", "choi')];
  expect(await thrown(server.url)).toMatchObject({ name: "SequrityConnectionError", reason: "network" });
});

test("nobody listens", async () => {
  const other = await startRecordingServer();
  await other.close();
  expect(await thrown(other.url)).toMatchObject({ name: "SequrityConnectionError", reason: "network" });
});

test("no answer in time", async () => {
  server.answers = [() => undefined];
  expect(await thrown(server.url, { timeout: 20 })).toMatchObject({
    name: "SequrityConnectionError",
    reason: "timeout",
  });
});

test("aborted before the answer", async () => {
  const abort = new AbortController();
  server.answers = [() => abort.abort()];
  expect(await thrown(server.url, { signal: abort.signal })).toMatchObject({
    name: "SequrityConnectionError",
    reason: "aborted",
  });
});
