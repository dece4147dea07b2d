import fc from "fast-check";
import { expect, test } from "vitest";
import { SequrityClient } from "../src/index.ts";

/**
 * Many conversations on one client at once. The server here remembers every session's history, and holds each request
 * that names a session against it.
 */

interface Message {
  readonly role: "user" | "assistant";
  readonly content: string;
}

function isMessages(value: unknown): value is Message[] {
  return Array.isArray(value);
}

/** Assistant messages side by side are one, as the server has it. */
function joined(messages: readonly Message[]): Message[] {
  const whole: Message[] = [];
  for (const message of messages) {
    const last = whole.at(-1);
    if (message.role === "assistant" && last?.role === "assistant") {
      whole[whole.length - 1] = { role: "assistant", content: last.content + message.content };
    } else whole.push(message);
  }
  return whole;
}

function startSessions(answers: readonly string[]): {
  fetch: typeof fetch;
  strays: () => number;
  kept: () => number;
} {
  const histories = new Map<string, readonly Message[]>();
  let asked = 0;
  let strays = 0;
  let kept = 0;
  const fetch = async (_url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { messages }: { messages: unknown } = JSON.parse(String(init?.body));
    if (!isMessages(messages)) throw new Error("no messages");
    const count = asked++;
    const named = new Headers(init?.headers).get("x-session-id");
    const before = joined(messages.slice(0, messages.findLastIndex(({ role }) => role === "assistant") + 1));
    if (named !== null) {
      kept++;
      // Whoever goes back to an earlier point of a conversation is still in it.
      const known = joined(histories.get(named) ?? []).slice(0, before.length);
      if (JSON.stringify(known) !== JSON.stringify(before)) strays++;
    }
    const session = named ?? globalThis.crypto.randomUUID();
    const content = answers[count % answers.length] ?? "";
    histories.set(session, [...messages, { role: "assistant", content }]);
    // Answers come back in another order than the requests went out.
    for (let turns = (count * 7) % 5; turns > 0; turns--)
      await new Promise((resolve) => setImmediate(resolve));
    return Response.json(
      { choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] },
      { headers: { "x-session-id": session } },
    );
  };
  return { fetch, strays: () => strays, kept: () => kept };
}

/** A conversation that may begin with a history which came from elsewhere. */
async function converse(
  client: SequrityClient,
  said: readonly string[],
  before: readonly Message[] = [],
): Promise<void> {
  const messages: Message[] = [...before];
  for (const content of said) {
    messages.push({ role: "user", content });
    const answer = await client.control.chat.create({ model: "m", messages });
    messages.push({ role: "assistant", content: answer.choices[0]?.message.content ?? "" });
  }
}

test("no request goes into a session that has another history", async () => {
  const words = fc.constantFrom("a", "b", "");
  const message = fc.record({ role: fc.constantFrom("user" as const, "assistant" as const), content: words });
  const conversation = fc.record({
    before: fc.array(message, { maxLength: 3 }),
    said: fc.array(words, { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(conversation, { minLength: 1, maxLength: 6 }),
      fc.array(words, { minLength: 1, maxLength: 5 }),
      fc.nat({ max: 6 }),
      async (conversations, answers, early) => {
        const server = startSessions(answers);
        const client = new SequrityClient({ apiKey: "k", baseURL: "http://server", fetch: server.fetch });
        const waves = [conversations.slice(0, early), conversations.slice(early)];
        for (const wave of waves) {
          await Promise.all(wave.map(({ said, before }) => converse(client, said, before)));
        }
        expect(server.strays()).toBe(0);
      },
    ),
    { numRuns: 200, seed: 7 },
  );
});

test("conversations that can be told apart keep their sessions", async () => {
  const server = startSessions(["same"]);
  const client = new SequrityClient({ apiKey: "k", baseURL: "http://server", fetch: server.fetch });
  const conversations = Array.from({ length: 20 }, (_, index) => [`u${index}`, "go on", "and on"]);
  await Promise.all(conversations.map((said) => converse(client, said)));
  expect(server.strays()).toBe(0);
  expect(server.kept()).toBe(40);
});
