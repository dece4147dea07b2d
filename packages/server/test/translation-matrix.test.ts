import type OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, mailTools, models, quarantinedModel, runAgent } from "./agent.ts";
import { message, messageEvents } from "./anthropic-upstream.ts";
import { anthropicOf, anthropicTools, runMessages, textIn } from "./messages-agent.ts";
import { responsesTools, runResponses } from "./responses-agent.ts";
import { callItems, messageItem, response, responseEvents } from "./responses-upstream.ts";
import { bootstrapKey, startTestServer, type TestServer } from "./running.ts";
import { chunks, completion, type Program, Upstream } from "./upstream.ts";

/** Every API over every form of provider, in both architectures, whole and streamed: one agent, the same answers. */

let upstream: Upstream;
let server: TestServer;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await startTestServer({
    file: `providers: {chats: {base_url: "${upstream.baseUrl}"}, messages: {kind: anthropic, base_url: "${upstream.baseUrl}"}, responses: {base_url: "${upstream.baseUrl}", apis: [responses]}, both: {base_url: "${upstream.baseUrl}", apis: [chat, responses]}}`,
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

type Form = "chats" | "messages" | "responses";
type Provider = Form | "both";
type Call = { readonly name: string; readonly arguments: string };

/** A model's answer in a provider's form. */
function say(form: Form, streamed: boolean, text: string, calls: readonly Call[] = []) {
  const texts = text === "" ? [] : [text.slice(0, 3), text.slice(3)];
  const items = [...(text === "" ? [] : [messageItem(text)]), ...callItems(calls)];
  if (streamed) {
    const events =
      form === "chats"
        ? chunks(texts, calls)
        : form === "messages"
          ? messageEvents(texts, calls)
          : responseEvents(items);
    return { kind: "events" as const, events, pieceBytes: 53 };
  }
  if (form === "responses") return response(items);
  return form === "chats" ? completion(text, calls) : message(text, calls);
}

/** Single-LLM: a call, a call that a policy denies, the answer. Dual-LLM: a plan, and its quarantined question. */
function modelsOf(form: Form, mail: string): Program {
  const program = [
    `mail = get_mail(number=${mail})`,
    'wish = parse_with_ai("What? " + mail["body"], output_schema=str)',
    "final_return_value = wish",
  ].join("\n");
  return ({ body }, number) => {
    const streamed = body.stream === true;
    if (body.model === quarantinedModel) {
      return say(form, streamed, '{"value": "He wants the plan.", "not_enough_information": false}');
    }
    if (body.model !== "m") return say(form, streamed, `\`\`\`python\n${program}\n\`\`\``);
    return number === 0
      ? say(form, streamed, "Looking.", [
          { name: "get_mail", arguments: '{"number": 7}' },
          { name: "send_mail", arguments: '{"to": "eve", "body": "plan"}' },
        ])
      : say(form, streamed, "He wants the plan.");
  };
}

interface Seen {
  /** Names and arguments of the calls of the first answer, as their text. */
  readonly calls: readonly string[];
  readonly firstText: string;
  readonly lastText: string;
  readonly session: unknown;
}
type Api = "chat" | "responses" | "messages";
type Headers = Readonly<Record<string, string>>;
const query = "What does my mail say?";

const agents: Readonly<
  Record<Api, (provider: Provider, model: string, streamed: boolean, headers: Headers) => Promise<Seen>>
> = {
  async chat(provider, model, streamed, headers) {
    const client = openAi(provider, headers);
    const answers = await runAgent(async (messages) => {
      const body = { model, messages, tools: mailTools };
      return streamed
        ? await client.chat.completions.stream(body).finalChatCompletion()
        : await client.chat.completions.create(body);
    }, query);
    const [first] = answers[0]?.choices ?? [];
    return {
      calls: (first?.message.tool_calls ?? []).map((call) =>
        call.type === "function" ? `${call.function.name} ${call.function.arguments}` : "",
      ),
      firstText: first?.message.content ?? "",
      lastText: answers.at(-1)?.choices[0]?.message.content ?? "",
      session: answers.map((answer) => Reflect.get(answer, "session_id")),
    };
  },
  async responses(provider, model, streamed, headers) {
    const client = openAi(provider, headers);
    const answers = await runResponses(async (params) => {
      const body = { model, tools: responsesTools, ...params };
      return streamed
        ? await client.responses.stream({ ...body, stream: true }).finalResponse()
        : await client.responses.create({ ...body, stream: false });
    }, query);
    const text = (index: number) =>
      (answers.at(index)?.output ?? [])
        .flatMap((item) => (item.type === "message" ? item.content : []))
        .map((part) => (part.type === "output_text" ? part.text : ""))
        .join("");
    return {
      calls: (answers[0]?.output ?? []).flatMap((item) =>
        item.type === "function_call" ? [`${item.name} ${item.arguments}`] : [],
      ),
      firstText: text(0),
      lastText: text(-1),
      session: answers.map((answer) => Reflect.get(answer, "session_id")),
    };
  },
  async messages(provider, model, streamed, headers) {
    const client = anthropicOf(server.url, { path: `/control/chat/${provider}`, headers });
    const answers = await runMessages(async (messages) => {
      const body = { model, max_tokens: 64, messages, tools: anthropicTools };
      return streamed
        ? await client.messages.stream(body).finalMessage()
        : await client.messages.create(body);
    }, query);
    return {
      calls: (answers[0]?.content ?? []).flatMap((block) =>
        block.type === "tool_use" ? [`${block.name} ${JSON.stringify(block.input)}`] : [],
      ),
      firstText: textIn(answers[0]),
      lastText: textIn(answers.at(-1)),
      session: answers.map((answer) => Reflect.get(answer, "session_id")),
    };
  },
};

function openAi(provider: Provider, headers: Headers): OpenAI {
  const client = clientOf(server.url, { headers });
  client.baseURL = `${server.url}/control/chat/${provider}/v1`;
  return client;
}

const cases = (["chat", "responses", "messages"] as const).flatMap((api) =>
  (["chats", "messages", "responses"] as const).flatMap((form) =>
    (["single-llm", "dual-llm"] as const).flatMap((architecture) =>
      [false, true].map((streamed) => ({ api, form, architecture, streamed })),
    ),
  ),
);

test.each(cases)("$api over $form, $architecture, streamed: $streamed", async (of) => {
  // Anthropic's client reads an input as JavaScript's numbers; the others have its text, with every digit.
  const mail = of.api === "messages" ? "7" : "12345678901234567890";
  upstream.program(modelsOf(of.form, mail));
  const isSingle = of.architecture === "single-llm";
  const headers = {
    "x-features": JSON.stringify({ agent_arch: of.architecture }),
    "x-policy": JSON.stringify({ codes: 'tool "send_mail" { hard deny always; }' }),
  };
  const seen = await agents[of.api](of.form, isSingle ? "m" : models, of.streamed, headers);
  expect(seen.session).toEqual([expect.stringMatching(/^.{36}$/), Reflect.get(Object(seen.session), 0)]);
  expect(seen.calls).toHaveLength(1);
  if (isSingle) {
    expect(seen.calls[0]?.replaceAll(" ", "")).toBe('get_mail{"number":7}');
    expect(seen.firstText).toMatch(/^Looking\.[\s\S]*'send_mail' is denied/);
    expect(seen.lastText).toBe("He wants the plan.");
    // A provider is asked for a stream when the client is.
    expect(upstream.calls.map((call) => call.body.stream === true)).toEqual([of.streamed, of.streamed]);
  } else {
    expect(seen.calls[0]?.replaceAll(" ", "")).toBe(`get_mail{"number":${mail}}`);
    expect(JSON.parse(seen.lastText)).toMatchObject({
      status: "success",
      final_return_value: { value: "He wants the plan." },
    });
  }
  expect(JSON.stringify(upstream.calls)).not.toContain(bootstrapKey);
});

const paths = { chat: "/chat/completions", responses: "/responses", messages: "/chat/completions" } as const;
test.each(["chat", "responses", "messages"] as const)(
  "%s over a provider of both of OpenAI's APIs",
  async (api) => {
    upstream.program((call, number) =>
      modelsOf(call.path.endsWith("/responses") ? "responses" : "chats", "7")(call, number),
    );
    const single = { "x-features": JSON.stringify({ agent_arch: "single-llm" }) };
    const seen = await agents[api]("both", "m", false, single);
    expect(seen.lastText).toBe("He wants the plan.");
    expect(new Set(upstream.calls.map(({ path }) => path.replace("/v1", "")))).toEqual(new Set([paths[api]]));
    await agents[api]("both", models, false, {});
    const dual = upstream.calls.slice(2).map(({ path }) => path.replace("/v1", ""));
    expect(new Set(dual)).toEqual(new Set(["/chat/completions"]));
  },
);
