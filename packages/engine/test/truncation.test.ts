import fc from "fast-check";
import { expect, test } from "vitest";
import type { Message } from "../src/conversation.ts";
import { withoutOldest } from "../src/truncation.ts";

/** Conversations that are shortened: what may go, and what never does. */

const text = (said: string) => [{ kind: "text" as const, text: said }];
const says = (role: "user" | "system" | "developer", said: string): Message => ({
  role,
  content: text(said),
});
const answers = (said: string, ...ids: readonly string[]): Message => ({
  role: "assistant",
  content: text(said),
  toolCalls: ids.map((id) => ({ id, name: "t", arguments: "{}" })),
});
const result = (callId: string): Message => ({ role: "tool", callId, content: text("r".repeat(9)) });

test("the oldest goes, with its calls and results; instructions and the last question stay", () => {
  const system = says("system", "Be brief.");
  const developer = says("developer", "No lists.");
  const question = says("user", "Now?");
  const conversation = [
    ...[system, says("user", "First?"), answers("", "a", "b"), result("a"), result("b")],
    ...[answers("One."), developer, says("user", "Second?"), answers("Two."), question],
  ];
  const once = withoutOldest(conversation);
  expect(once).toEqual([system, developer, says("user", "Second?"), answers("Two."), question]);
  expect(withoutOldest(once ?? [])).toEqual([system, developer, question]);
  expect(withoutOldest([system, developer, question])).toBeUndefined();
});

const ids = fc.constantFrom("a", "b", "c", "d");
const message = fc.oneof(
  fc.tuple(fc.constantFrom("user", "system", "developer"), fc.string()).map(([role, said]) => {
    return role === "user" ? says("user", said) : says(role === "system" ? "system" : "developer", said);
  }),
  fc
    .tuple(fc.string(), fc.uniqueArray(ids, { maxLength: 2 }))
    .map(([said, calls]) => answers(said, ...calls)),
  ids.map(result),
);
const callsOf = (messages: readonly Message[]): readonly string[] =>
  messages.flatMap((one) => (one.role === "assistant" ? one.toolCalls.map(({ id }) => id) : []));

test("whatever a conversation is, it gets shorter in its order and keeps what must stay", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (conversation) => {
      const shorter = withoutOldest(conversation);
      if (shorter === undefined) return;
      expect(shorter.length).toBeLessThan(conversation.length);
      expect(shorter).toEqual(conversation.filter((one) => shorter.includes(one)));
      const last = conversation.findLastIndex(({ role }) => role === "user");
      for (const [index, one] of conversation.entries()) {
        if (index >= last && last >= 0) expect(shorter).toContain(one);
        if (one.role === "system" || one.role === "developer") expect(shorter).toContain(one);
        // A result that is left has its call, where there was one before it.
        if (one.role !== "tool" || !shorter.includes(one)) continue;
        if (!callsOf(conversation.slice(0, index)).includes(one.callId)) continue;
        expect(callsOf(shorter.slice(0, shorter.indexOf(one)))).toContain(one.callId);
      }
    }),
  );
});
