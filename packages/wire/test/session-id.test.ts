import { expect, test } from "vitest";
import { isSessionId, newSessionId, parseToolCallId, toolCallId } from "../src/index.ts";

test("a tool call id has 76 characters, and characters 3 to 39 are the session", () => {
  const session = newSessionId();
  const call = newSessionId();
  const id = toolCallId(session, call);
  expect(id).toHaveLength(76);
  expect(id.slice(3, 39)).toBe(session);
  expect(parseToolCallId(id)).toEqual({ sessionId: session, callId: call });
});

test("a session id is a UUID of 36 characters", () => {
  const session = newSessionId();
  expect(session).toHaveLength(36);
  expect(isSessionId(session)).toBe(true);
  expect(newSessionId()).not.toBe(session);
});

const a = "0b0a3a3e-8d5e-4f6a-9a44-7b3f1a2c4d5e";
const foreign = [
  "",
  "call_123",
  `xtc-${a}-${a}`,
  `tc-${a}`,
  `tc-${a}-${a}x`,
  `tc-${a}-${a}\n`,
  `TC-${a}-${a}`,
  `tc-${a.toUpperCase()}-${a}`,
];
test.each(foreign)("%j is no tool call id of ours", (id) => {
  expect(parseToolCallId(id)).toBeUndefined();
});

test.each(["", "x", `${a}\n`, a.toUpperCase()])("%j is no session id", (text) => {
  expect(isSessionId(text)).toBe(false);
  expect(() => toolCallId(text, a)).toThrow(RangeError);
  expect(() => toolCallId(a, text)).toThrow(RangeError);
});
