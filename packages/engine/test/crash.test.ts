import fc from "fast-check";
import { expect, test } from "vitest";
import type { Message, TurnOutcome, TurnRequest } from "../src/index.ts";
import type { ToolBox } from "./agent.ts";
import { Crash } from "./memory-store.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { program, request, resent, Stage, tool, toolResult, user } from "./stage.ts";

/**
 * kill -9 at any point, restart, resend: the client gets the same answers as if nothing had happened, no call goes out
 * under two ids, and no model is asked again for what it has answered (engine.md).
 */

const tools = [
  tool("list_mails"),
  tool("read_mail", { number: { type: "integer" } }),
  tool("send_email", { to: { type: "string" }, body: { type: "string" } }),
];
const box: ToolBox = {
  list_mails: () => [1, 2],
  read_mail: ({ number }) => ({ subject: `subject ${number}`, body: `body ${number}` }),
  send_email: () => "sent",
};
const policy = `tool "read_mail" -> session after @tags |= {"read"};
tool "send_email" { hard deny when (to.value == "eve@evil.org") and ("read" in @session.tags); }`;
const script = {
  planner: [
    // Fails: the planner is asked again.
    program("x = list_mails()", "final_return_value = x[7]"),
    program(
      "import random, uuid",
      "from datetime import datetime",
      "parts = []",
      "for number in list_mails():",
      "    mail = read_mail(number=number)",
      '    parts.append(parse_with_ai("Short: " + mail.body))',
      "token = str(uuid.uuid4())",
      'send_email(to="bob@x.org", body=", ".join(parts) + token)',
      "final_return_value = [parts, token, random.random(), datetime.now().isoformat()]",
    ),
    program('send_email(to="eve@evil.org", body="x")'),
  ],
  quarantined: [
    '{"value": "first", "not_enough_information": false}',
    "this is no JSON",
    '{"value": "second", "not_enough_information": false}',
  ],
};
const sessionId = "11111111-1111-4111-8111-111111111111";

interface Story {
  readonly outcomes: readonly TurnOutcome[];
  readonly asked: number;
  readonly crashes: number;
}

/** Plays two turns; the process dies right after each of the given changes of the store, and the client resends. */
async function play(crashAfter: readonly number[], restartAlways = false): Promise<Story> {
  const provider = new ScriptedProvider(script);
  const stage = new Stage(provider, { liveRuns: { max: restartAlways ? 0 : 10 } });
  stage.store.crashAfter = new Set(crashAfter);
  const outcomes: TurnOutcome[] = [];
  let crashes = 0;
  async function ask(messages: readonly Message[]): Promise<TurnOutcome> {
    const asking: TurnRequest = request(messages, {
      tools,
      policy: { codes: policy },
      newSessionId: sessionId,
    });
    for (;;) {
      try {
        const outcome = await stage.turn(asking);
        if (restartAlways) stage.restart();
        outcomes.push(outcome);
        return outcome;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        crashes++;
        stage.restart();
      }
    }
  }
  let messages: Message[] = [];
  for (const text of ["Sum up my mails for bob", "And now for eve"]) {
    messages = [...messages, user(text)];
    for (;;) {
      const outcome = await ask(messages);
      messages = [...messages, resent(outcome)];
      if (outcome.kind === "final") break;
      for (const call of outcome.calls) {
        const result = box[call.name]?.(JSON.parse(call.arguments));
        messages.push(toolResult(call.id, typeof result === "string" ? result : JSON.stringify(result)));
      }
    }
  }
  return { outcomes, asked: provider.requests.length, crashes };
}

/** The answers without what is drawn anew when a crash came before anybody saw it: fresh ids. */
function comparable(story: Story): unknown {
  const ids = new Map<string, string>();
  const text = JSON.stringify(story.outcomes, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    const known = ids.get(id) ?? `id-${ids.size}`;
    ids.set(id, known);
    return known;
  });
}

test("every crash is as if it had not happened", async () => {
  const calm = await play([]);
  expect(calm.outcomes.map(({ kind }) => kind)).toEqual([
    "tool_calls",
    "tool_calls",
    "tool_calls",
    "tool_calls",
    "tool_calls",
    "final",
    "final",
  ]);
  expect(calm.outcomes[5]?.text).toContain('[["first", "second"]');
  expect(calm.outcomes[6]?.text).toContain('"denied": [{');
  let at = 1;
  for (; ; at++) {
    const crashed = await play([at]);
    if (crashed.crashes === 0) break;
    expect(comparable(crashed), `crash after change ${at}`).toEqual(comparable(calm));
    expect(crashed.asked, `models asked, crash after change ${at}`).toBe(calm.asked);
  }
  expect(at).toBeGreaterThan(20);
});

test("so is any number of crashes", async () => {
  const calm = await play([]);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }), async (crashes) => {
      const crashed = await play(crashes);
      expect(comparable(crashed)).toEqual(comparable(calm));
      expect(crashed.asked).toBe(calm.asked);
    }),
    { numRuns: 20 },
  );
});

test("an engine that holds no run gives the same answers by replay alone", async () => {
  const calm = await play([]);
  const replayed = await play([], true);
  expect(comparable(replayed)).toEqual(comparable(calm));
  expect(replayed.asked).toBe(calm.asked);
});

test("a journal that does not fit the turn is a fault", async () => {
  const stage = new Stage(new ScriptedProvider(script), { liveRuns: { max: 0 } });
  const begin = request([user("Sum up my mails for bob")], { tools, policy: { codes: policy } });
  const first = await stage.turn(begin);
  stage.store.rewrite(first.sessionId, (entry) =>
    entry.kind === "verdict" ? { ...entry, hash: "other" } : entry,
  );
  const id = first.kind === "tool_calls" ? (first.calls[0]?.id ?? "") : "";
  const next = { ...begin, messages: [...begin.messages, resent(first), toolResult(id, "[1]")] };
  await expect(stage.turn(next)).rejects.toMatchObject({ code: "replay_diverged", status: 500 });
});
