import fc from "fast-check";
import { expect, test } from "vitest";
import {
  blockEvents,
  JsonText,
  messagesAnswer,
  messagesUsage,
  parseJson,
  responsesResponse,
  responsesSettings,
  toolUseBlock,
  validateResponsesRequest,
  writeAnswer,
} from "../src/index.ts";

test("what is written is what JSON.stringify writes, where that can", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(writeAnswer(value)).toBe(JSON.stringify(value));
    }),
  );
  const odd = [undefined, Number.NaN, -0, () => 0, Symbol("s"), { a: undefined, b: 1 }];
  expect(writeAnswer(odd)).toBe(JSON.stringify(odd));
  expect(writeAnswer(undefined)).toBe("null");
});

test("a tool's schema comes back with every digit", () => {
  const tool = '{"type":"function","name":"f","parameters":{"type":"integer","maximum":9223372036854775807}}';
  const request = validateResponsesRequest(parseJson(`{"model":"m","tools":[${tool}]}`));
  if (!request.ok) throw new Error(request.message);
  const identity = { id: "resp_1", created: 5, sessionId: "s" };
  const response = responsesResponse(identity, responsesSettings(request.value), { kind: "in_progress" });
  expect(writeAnswer(response)).toContain(`"tools":[${tool}]`);
});

test("a call's input is sent as it was checked", () => {
  const block = toolUseBlock({ id: "t", name: "f", input: new JsonText('{"n": 1.0}') });
  const usage = messagesUsage({ inputTokens: 1, outputTokens: 1, cachedTokens: 0, reasoningTokens: 0 });
  const identity = { id: "msg_1", model: "m", sessionId: "s" };
  const answer = messagesAnswer(identity, { content: [block], end: { stopReason: "tool_use" }, usage });
  expect(writeAnswer(answer)).toContain('"input":{"n": 1.0}');
  expect(writeAnswer(blockEvents(0, block)[1])).toContain('"partial_json":"{\\"n\\": 1.0}"');
});
