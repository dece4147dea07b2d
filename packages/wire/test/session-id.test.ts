import fc from "fast-check";
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

test("a compact id has 40 characters, names its session, and is spelt in one way", () => {
  const oldest = "00000000-0000-0000-0000-000000000000";
  const last = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  fc.assert(
    fc.property(
      fc.oneof(fc.uuid(), fc.constantFrom(oldest, last)),
      fc.oneof(fc.uuid(), fc.constantFrom(oldest, last)),
      (session, call) => {
        const id = toolCallId(session, call, "compact");
        expect(id).toMatch(/^tcc_[A-Za-z0-9_-]{36}$/);
        const bytes = Buffer.from(id.slice(4), "base64url").toString("hex");
        expect(bytes.slice(0, 32)).toBe(session.replaceAll("-", ""));
        expect(parseToolCallId(id)).toEqual({ sessionId: session, callId: bytes.slice(32) });
        expect(Buffer.from(bytes, "hex").toString("base64url")).toBe(id.slice(4));
      },
    ),
  );
});

test("compact ids of one session differ in 88 bits that are random throughout", () => {
  const session = newSessionId();
  const ids = Array.from({ length: 2000 }, () => toolCallId(session, newSessionId(), "compact"));
  expect(new Set(ids).size).toBe(ids.length);
  const seen = ids.map((id) => parseToolCallId(id)?.callId ?? "");
  for (let digit = 0; digit < 22; digit++) {
    expect(new Set(seen.map((callId) => callId[digit])).size).toBe(16);
  }
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
  `tcc_${"A".repeat(35)}`,
  `tcc_${"A".repeat(37)}`,
  `tcc_${"A".repeat(36)}\n`,
  `tcc_${"A".repeat(35)}+`,
  `tcc_${"A".repeat(35)}=`,
  `tc_${"A".repeat(36)}`,
];
test.each(foreign)("%j is no tool call id of ours", (id) => {
  expect(parseToolCallId(id)).toBeUndefined();
});

test.each(["", "x", `${a}\n`, a.toUpperCase()])("%j is no session id", (text) => {
  expect(isSessionId(text)).toBe(false);
  expect(() => toolCallId(text, a)).toThrow(RangeError);
  expect(() => toolCallId(a, text)).toThrow(RangeError);
  expect(() => toolCallId(text, a, "compact")).toThrow(RangeError);
  expect(() => toolCallId(a, text, "compact")).toThrow(RangeError);
});
