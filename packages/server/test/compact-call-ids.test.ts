import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseToolCallId } from "@sequrity/wire";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrapKey, type RawAnswer, send, startTestServer, type TestServer } from "./running.ts";
import { completion, type Program, Upstream } from "./upstream.ts";

/** Call ids of 40 characters, by configuration: each API, both architectures, over real HTTP. */

const folder = mkdtempSync(join(tmpdir(), "sequrity-compact-"));
let upstream: Upstream;
let server: TestServer;
let otherKey: string;
beforeAll(async () => {
  upstream = await Upstream.start();
  server = await start("shared.db");
  otherKey = (await server.keys.create({ name: "other" })).secret;
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(database: string, form = "compact"): Promise<TestServer> {
  return startTestServer({
    database: join(folder, database),
    file: `tool_call_ids: ${form}\ndefault_provider: local\nproviders: {local: {base_url: "${upstream.baseUrl}"}}`,
  });
}

type Architecture = "dual-llm" | "single-llm";
type Body = Readonly<Record<string, unknown>>;

/** One API: how a question is asked of it, which ids its answer gives out, how results come back. */
interface Api {
  readonly name: string;
  readonly path: string;
  readonly question: Body;
  readonly ids: (answer: Body) => readonly string[];
  readonly results: (answer: Body, results: Readonly<Record<string, string>>) => Body;
  readonly text: (answer: Body) => string;
}

const parameters = { type: "object", properties: { number: { type: "integer" } }, required: ["number"] };
const declared = { name: "get_mail", description: "Reads a mail." };
const query = { role: "user", content: "Read mails 7 and 8" };

function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
const texts = (values: readonly unknown[]): readonly string[] => values.map(String);

const chat: Api = {
  name: "chat",
  path: "chat/completions",
  question: { messages: [query], tools: [{ type: "function", function: { ...declared, parameters } }] },
  ids: (answer) =>
    texts(list(field(answer, "choices", 0, "message", "tool_calls")).map((call) => field(call, "id"))),
  results: (answer, results) => ({
    ...chat.question,
    messages: [
      query,
      field(answer, "choices", 0, "message"),
      ...Object.entries(results).map(([id, content]) => ({ role: "tool", tool_call_id: id, content })),
    ],
  }),
  text: (answer) => String(field(answer, "choices", 0, "message", "content")),
};
const messages: Api = {
  name: "messages",
  path: "messages",
  question: { max_tokens: 64, messages: [query], tools: [{ ...declared, input_schema: parameters }] },
  ids: (answer) =>
    texts(
      list(field(answer, "content"))
        .filter((block) => field(block, "type") === "tool_use")
        .map((block) => field(block, "id")),
    ),
  results: (answer, results) => ({
    ...messages.question,
    messages: [
      query,
      { role: "assistant", content: field(answer, "content") },
      {
        role: "user",
        content: Object.entries(results).map(([id, content]) => ({
          type: "tool_result",
          tool_use_id: id,
          content,
        })),
      },
    ],
  }),
  text: (answer) =>
    list(field(answer, "content"))
      .map((block) => field(block, "text") ?? "")
      .join(""),
};
const responses: Api = {
  name: "responses",
  path: "responses",
  question: { input: [query], tools: [{ type: "function", ...declared, parameters }] },
  ids: (answer) =>
    texts(
      list(field(answer, "output"))
        .filter((item) => field(item, "type") === "function_call")
        .map((item) => field(item, "call_id")),
    ),
  // Without previous_response_id: the ids alone say where the request belongs.
  results: (_answer, results) => ({
    tools: responses.question.tools,
    input: Object.entries(results).map(([id, output]) => ({
      type: "function_call_output",
      call_id: id,
      output,
    })),
  }),
  text: (answer) =>
    list(field(answer, "output"))
      .flatMap((item) => list(field(item, "content")))
      .map((part) => field(part, "text"))
      .join(""),
};

const architectures: readonly Architecture[] = ["dual-llm", "single-llm"];
const cases = [chat, messages, responses].flatMap((api) =>
  architectures.map((architecture) => ({ api, architecture, name: `${api.name}, ${architecture}` })),
);

const program = [
  "first = get_mail(number=7)",
  "second = get_mail(number=8)",
  "final_return_value = [first, second]",
].join("\n");
const calls = [7, 8].map((number) => ({ name: "get_mail", arguments: `{"number": ${number}}` }));

/** The planner's program; or, where there is no plan, two calls and then an answer. */
function modelsOf(architecture: Architecture): Program {
  if (architecture === "dual-llm") return () => completion(`\`\`\`python\n${program}\n\`\`\``);
  return ({ body }) => {
    const answered = (body.messages ?? []).some(({ role }) => role === "tool");
    return answered ? completion("Both are read.") : completion(null, calls);
  };
}

function ask(
  to: TestServer,
  { api, architecture }: { readonly api: Api; readonly architecture: Architecture },
  body: Body,
  key = bootstrapKey,
): Promise<RawAnswer> {
  return send(`${to.url}/control/chat/v1/${api.path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "x-features": JSON.stringify({ agent_arch: architecture }),
    },
    body: JSON.stringify({ model: "m", ...body }),
  });
}

function resultsFor(ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id, index) => [id, `mail ${index}`]));
}

/** The rounds of one agent; `between` may put another server in the place of the first. */
async function play(
  shape: (typeof cases)[number],
  between: (answer: RawAnswer) => Promise<TestServer>,
  first: TestServer,
): Promise<{ readonly rounds: readonly RawAnswer[]; readonly ids: readonly string[] }> {
  upstream.program(modelsOf(shape.architecture));
  const rounds = [await ask(first, shape, shape.api.question)];
  const ids: string[] = [];
  let bodies: readonly unknown[] = [];
  for (let round = 0; round < 4; round++) {
    const answer = rounds.at(-1);
    if (answer === undefined) throw new Error("there is no answer");
    expect(answer.status, answer.text).toBe(200);
    const asked = shape.api.ids(answer.json);
    if (asked.length === 0) break;
    ids.push(...asked);
    const next = shape.api.results(answer.json, resultsFor(asked));
    // Chat and messages resend all: what was said since stands at the end.
    const said = list(next.messages).slice(1);
    bodies = [...bodies, ...said];
    const body = next.messages === undefined ? next : { ...next, messages: [query, ...bodies] };
    rounds.push(await ask(await between(answer), shape, body));
  }
  return { rounds, ids };
}

test.each(cases)("$name: the ids that go out have 40 characters, and their results go on", async (shape) => {
  const { rounds, ids } = await play(shape, async () => server, server);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    expect(id).toMatch(/^tcc_[A-Za-z0-9_-]{36}$/);
    expect(parseToolCallId(id)?.sessionId).toBe(rounds[0]?.headers["x-session-id"]);
  }
  expect(new Set(rounds.map(({ headers }) => headers["x-session-id"])).size).toBe(1);
  const last = shape.api.text(rounds.at(-1)?.json ?? {});
  if (shape.architecture === "dual-llm") {
    expect(JSON.parse(last)).toMatchObject({ final_return_value: { value: ["mail 0", "mail 0"] } });
    expect(upstream.calls).toHaveLength(1);
  } else {
    expect(last).toBe("Both are read.");
    const sent = upstream.calls[1]?.body.messages?.filter(({ role }) => role === "tool");
    expect(sent?.map(({ tool_call_id }) => tool_call_id)).toEqual(["call_0", "call_1"]);
    expect(JSON.stringify(upstream.calls)).not.toContain("tcc_");
  }
});

test.each(cases)("$name: another process goes on, whatever form it gives out itself", async (shape) => {
  const database = `${shape.api.name}-${shape.architecture}.db`;
  let current = await start(database);
  const forms = ["full", "compact"];
  try {
    const { rounds } = await play(
      shape,
      async () => {
        await current.close();
        current = await start(database, forms.shift());
        return current;
      },
      current,
    );
    const last = shape.api.text(rounds.at(-1)?.json ?? {});
    if (shape.architecture === "single-llm") expect(last).toBe("Both are read.");
    else expect(JSON.parse(last)).toMatchObject({ final_return_value: { value: ["mail 0", "mail 0"] } });
  } finally {
    await current.close();
  }
});

test.each(cases)("$name: a retry has the same answer, and asks no model again", async (shape) => {
  upstream.program(modelsOf(shape.architecture));
  const asked = await ask(server, shape, shape.api.question);
  const body = shape.api.results(asked.json, resultsFor(shape.api.ids(asked.json)));
  const first = await ask(server, shape, body);
  const count = upstream.calls.length;
  const again = await ask(server, shape, body);
  expect(again.status, again.text).toBe(200);
  expect(shape.api.ids(again.json)).toEqual(shape.api.ids(first.json));
  expect(shape.api.text(again.json)).toBe(shape.api.text(first.json));
  expect(upstream.calls).toHaveLength(count);
});

test.each(cases)("$name: another key's id is as unknown as one that never was", async (shape) => {
  upstream.program(modelsOf(shape.architecture));
  const asked = await ask(server, shape, shape.api.question);
  const ids = shape.api.ids(asked.json);
  const count = upstream.calls.length;
  const body = shape.api.results(asked.json, resultsFor(ids));
  const theirs = await ask(server, shape, body, otherKey);
  const never = ids.map((_, index) => `tcc_${"aZ09-_".repeat(5)}AAAAA${index}`);
  const unknown = await ask(server, shape, shape.api.results(asked.json, resultsFor(never)), otherKey);
  expect(theirs.status).toBe(404);
  expect(unknown.status).toBe(404);
  expect(told(theirs, ids)).toEqual(told(unknown, never));
  expect(upstream.calls).toHaveLength(count);
  // The session is as it was: its owner goes on.
  expect((await ask(server, shape, body)).status).toBe(200);
});

/** An answer without what is each request's own; the session in its header is what the request's ids say. */
function told({ status, headers, json }: RawAnswer, ids: readonly string[]): unknown {
  const {
    "x-request-id": _request,
    "request-id": _again,
    date: _date,
    "x-session-id": session,
    ...others
  } = headers;
  expect(session).toBe(parseToolCallId(ids.at(-1) ?? "")?.sessionId);
  const { request_id: _id, ...body } = json;
  return { status, others, body };
}

test.each(cases)("$name: an id of the session that never went out takes no result", async (shape) => {
  upstream.program(modelsOf(shape.architecture));
  const asked = await ask(server, shape, shape.api.question);
  const ids = shape.api.ids(asked.json);
  const count = upstream.calls.length;
  const forged = ids.map((id, index) => `${id.slice(0, -2)}${index}A`);
  expect(forged.map((id) => parseToolCallId(id)?.sessionId)).toEqual(
    ids.map((id) => parseToolCallId(id)?.sessionId),
  );
  const answer = await ask(server, shape, shape.api.results(asked.json, resultsFor(forged)));
  expect(answer.status, answer.text).toBe(400);
  expect(answer.text).toContain("No tool call");
  expect(upstream.calls).toHaveLength(count);
});
