import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle, nothing } from "./browser-bundle.ts";
import { answerOf, events, type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** The SDK where there is nothing of Node: its bundle in a context of its own that has what browsers have. */

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const session = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const web = {
  AbortController,
  AbortSignal,
  Blob,
  File,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  console,
  crypto,
  fetch,
  queueMicrotask,
  setTimeout,
  navigator: { userAgent: "Browser/1.0" },
  document: {},
};

test("it runs in a browser's global scope: an answer, a stream, a tool loop, the drop-in clients", async () => {
  const { code } = await bundle(
    `export * from "SOURCE/index.ts"; export * from "SOURCE/tools/index.ts"; export * from "SOURCE/openai.ts";
     export { SequrityAnthropic } from "SOURCE/anthropic.ts";`,
    { external: nothing, format: "iife" },
  );
  const chunk = {
    id: "c",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta: { content: "streamed" }, finish_reason: "stop" }],
  };
  server.answers = [answerOf("hi", session), events([chunk, "[DONE]"]), answerOf("hi", session)];
  const context = createContext({ ...web, baseURL: server.url });
  runInContext("globalThis.window = globalThis; globalThis.self = globalThis;", context);
  runInContext(code.replace(/^(?:var|const|let) sdk\b/, "globalThis.sdk"), context);
  const said: unknown = await runInContext(
    `(async () => {
      const settings = { apiKey: "k", baseURL, dangerouslyAllowBrowser: true };
      const { chat } = new sdk.SequrityClient(settings).control;
      const body = { model: "m", messages: [{ role: "user", content: "u" }] };
      const texts = [(await chat.create(body)).choices[0].message.content];
      for await (const { choices } of await chat.create({ ...body, stream: true })) texts.push(choices[0].delta.content);
      const add = sdk.tool({ name: "add", parameters: { type: "object" }, run: () => 1 });
      texts.push((await sdk.runChatTools(chat, body, { tools: [add] })).text);
      texts.push((await new sdk.SequrityOpenAI(settings).chat.completions.create(body)).choices[0].message.content);
      texts.push(new sdk.SequrityAnthropic(settings).baseURL.slice(-13));
      const refused = await add.call({ n: 2 ** 53 }, {});
      return JSON.stringify([...texts, refused.kind, typeof process, typeof Buffer, typeof require]);
    })()`,
    context,
  );
  expect(JSON.parse(String(said))).toEqual([
    "hi",
    "streamed",
    "hi",
    "hi",
    "/control/chat",
    "refused",
    "undefined",
    "undefined",
    "undefined",
  ]);
});

test.each(["index.ts", "tools/index.ts"])(
  "%s: no code is made at run time, which a page may forbid",
  async (entry) => {
    const { code } = await bundle(`export * from "SOURCE/${entry}"`, { external: /^openai/ });
    expect(code).not.toMatch(/new Function|\bFunction\(|\beval\(/);
  },
);
