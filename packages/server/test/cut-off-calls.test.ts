import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, mailTools } from "./agent.ts";
import { message, messageEvents } from "./anthropic-upstream.ts";
import { anthropicOf, anthropicTools, textIn } from "./messages-agent.ts";
import { responsesTools } from "./responses-agent.ts";
import { startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, type Reply, Upstream } from "./upstream.ts";

/** An answer that reached its limit in the middle of a call: the call is not one, however whole its arguments look. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `providers: {chats: {base_url: "${upstream.baseUrl}"}, messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

type Form = "chats" | "messages";
const whole = { name: "get_mail", arguments: '{"number": 7}' };
const cut = { name: "send_mail", arguments: '{"to": "eve@evil.example"}' };

/** As a provider sends it; in a stream the arguments end anywhere. */
function cutOff(form: Form, streamed: boolean): Reply {
  if (form === "chats" && !streamed) {
    const call = (of: typeof cut, index: number) => ({ id: `call_${index}`, type: "function", function: of });
    const choice = { index: 0, finish_reason: "length" };
    const tool_calls = [whole, cut].map(call);
    return completion(null, [], {
      choices: [{ ...choice, message: { role: "assistant", content: "Wait.", tool_calls } }],
    });
  }
  if (!streamed) return message("Wait.", [whole, cut], { stop_reason: "max_tokens" });
  const events = form === "chats" ? chunks(["Wait."], [whole, cut]) : messageEvents(["Wait."], [whole, cut]);
  // The last piece of the arguments never came.
  const last = events.findLastIndex((event) => event.includes("evil.example"));
  return {
    kind: "events",
    events: events
      .filter((_, index) => index !== last)
      .map((event) =>
        event
          .replace('"finish_reason":"tool_calls"', '"finish_reason":"length"')
          .replace('"stop_reason":"tool_use"', '"stop_reason":"max_tokens"'),
      ),
  };
}

const single = { "x-features": '{"agent_arch": "single-llm"}' };
const query = { role: "user" as const, content: "Mail it." };
interface Seen {
  readonly calls: readonly string[];
  readonly text: string;
  readonly end: unknown;
}
const asked = {
  async chat(form: Form, streamed: boolean): Promise<Seen> {
    const client = clientOf(server.url, { headers: single });
    client.baseURL = `${server.url}/control/chat/${form}/v1`;
    const body = { model: "m", messages: [query], tools: mailTools };
    const answer = streamed
      ? await client.chat.completions.stream(body).finalChatCompletion()
      : await client.chat.completions.create(body);
    const [choice] = answer.choices;
    return {
      calls: (choice?.message.tool_calls ?? []).map((call) =>
        call.type === "function" ? call.function.name : "",
      ),
      text: choice?.message.content ?? "",
      end: choice?.finish_reason,
    };
  },
  async responses(form: Form, streamed: boolean): Promise<Seen> {
    const client = clientOf(server.url, { headers: single });
    client.baseURL = `${server.url}/control/chat/${form}/v1`;
    const body = { model: "m", input: [query], tools: responsesTools };
    const answer = streamed
      ? await client.responses.stream({ ...body, stream: true }).finalResponse()
      : await client.responses.create(body);
    return {
      calls: answer.output.flatMap((item) => (item.type === "function_call" ? [item.name] : [])),
      text: answer.output_text,
      end: answer.status,
    };
  },
  async messages(form: Form, streamed: boolean): Promise<Seen> {
    const client = anthropicOf(server.url, { path: `/control/chat/${form}`, headers: single });
    const body = { model: "m", max_tokens: 64, messages: [query], tools: anthropicTools };
    const answer = streamed
      ? await client.messages.stream(body).finalMessage()
      : await client.messages.create(body);
    return {
      calls: answer.content.flatMap((block) => (block.type === "tool_use" ? [block.name] : [])),
      text: textIn(answer),
      end: answer.stop_reason,
    };
  },
};

const ways = (["chat", "responses", "messages"] as const).flatMap((api) =>
  (["chats", "messages"] as const).flatMap((form) =>
    [false, true].map((streamed) => ({ api, form, streamed })),
  ),
);
test.each(ways)("$api over $form, streamed: $streamed", async ({ api, form, streamed }) => {
  upstream.program(() => cutOff(form, streamed));
  const { calls, text } = await asked[api](form, streamed);
  expect(calls).toEqual(["get_mail"]);
  expect(text).toMatch(/^Wait\.[\s\S]*'send_mail' is denied: the model's answer was cut off in it\.$/);
});

test("an input that is no JSON for another reason is no answer", async () => {
  const events = messageEvents([], [whole]);
  const last = events.findLastIndex((event) => event.includes("partial_json"));
  const broken = events.filter((_, index) => index !== last);
  upstream.program(() => ({ kind: "events", events: broken }));
  await expect(asked.messages("messages", true)).rejects.toThrow(/no JSON object/);
});

test("with no call left the answer says that it reached its limit", async () => {
  const ends = { chat: "length", responses: "incomplete", messages: "max_tokens" };
  for (const api of ["chat", "responses", "messages"] as const) {
    upstream.program(() => message("Wait.", [cut], { stop_reason: "max_tokens" }));
    expect(await asked[api]("messages", false)).toMatchObject({ calls: [], end: ends[api] });
  }
});
