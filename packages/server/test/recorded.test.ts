import { type ModelRequest, ProviderFault } from "@sequrity/engine";
import { expect, test } from "vitest";
import { RecordedProvider } from "../src/providers/recorded.ts";
import { RecordingError, readRecordings } from "../src/providers/recordings.ts";

const recordings = readRecordings(`
completions:
  - model: planner
    when: [mail, budget]
    unless: already sent
    answer:
      text: "Let me look."
      tool_calls: [{ name: get_mail, arguments: { id: 7 } }]
      usage: { input: 12, output: 3 }
  - last_user: Bye
    answer: Goodbye.
`);
const lines: unknown[] = [];
const provider = new RecordedProvider("demo", recordings, { info: (facts) => lines.push(facts) });
const signal = new AbortController().signal;

function ask(text: string, model = "planner"): ModelRequest {
  return {
    model,
    messages: [
      { role: "system", content: [{ kind: "text", text: "You read mail." }] },
      { role: "user", content: [{ kind: "text", text }] },
    ],
    tools: [],
    settings: {},
  };
}

test("the first recording that fits answers, and says that it is one", async () => {
  const answer = await provider.complete(ask("What about the budget?"), { signal });
  expect(answer).toMatchObject({
    text: "Let me look.",
    toolCalls: [{ name: "get_mail", arguments: '{"id":7}' }],
    finishReason: "tool_calls",
    usage: { inputTokens: 12, outputTokens: 3 },
    recorded: true,
  });
  expect(await provider.complete(ask("What about the budget?"), { signal })).toEqual(answer);
  expect(lines).toContainEqual({ provider: "demo", model: "planner", recording: 0 });
  expect((await provider.complete(ask("Bye", "any"), { signal })).text).toBe("Goodbye.");
});

test("a stream holds the same, piece by piece", async () => {
  let text = "";
  let finish: unknown;
  for await (const event of provider.stream(ask("the budget"), { signal })) {
    if (event.kind === "text") text += event.delta;
    if (event.kind === "finish") finish = event.answer;
  }
  expect(text).toBe("Let me look.");
  expect(finish).toEqual(await provider.complete(ask("the budget"), { signal }));
});

test.each([ask("budget already sent"), ask("budget", "other"), ask("Hello")])(
  "without one that fits: a fault that says so",
  async (request) => {
    const run = provider.complete(request, { signal });
    await expect(run).rejects.toThrow(ProviderFault);
    await expect(run).rejects.toThrow(/replays recordings, and none of its 2 fits/);
  },
);

const wrong: readonly (readonly [string, RegExp])[] = [
  ["a: [", /./],
  ["hello", /a list of completions is expected/],
  ["- answer: 5", /completions\[0\]\.answer: an object is expected/],
  ["- {when: 5, answer: x}", /completions\[0\]\.when: a text or a list/],
  ["- {whn: x, answer: x}", /completions\[0\]\.whn: no such field/],
  ["- answer: {tool_calls: [{arguments: {}}]}", /tool_calls\[0\]\.name: a text is expected/],
  ["- answer: {finish_reason: done}", /finish_reason: one of/],
  ["- answer: {usage: {input: -1}}", /usage\.input: a count/],
];
test.each(wrong)("a file that says %j is refused", (text, message) => {
  expect(() => readRecordings(text)).toThrow(RecordingError);
  expect(() => readRecordings(text)).toThrow(message);
});
