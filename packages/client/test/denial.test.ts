import { expect, test } from "vitest";
import { parseDualLlmContent, readDenial } from "../src/index.ts";

const at = (line: number, column: number) => ({ offset: 0, line, column });
const rule = {
  policy: '"send_email"',
  effect: "deny",
  enforcement: "hard",
  text: 'hard deny when "internal" in body.tags;',
  doc: "Nothing internal leaves.",
  span: { start: at(2, 3), end: at(2, 40) },
  fired: true,
};
const allowed = { tool: "read", call_id: null, denied: [], final_verdict: "soft_allowed" };
const denied = {
  tool: "send_email",
  call_id: "tc-1",
  rules: [rule],
  denied: [rule],
  final_verdict: "hard_denied",
  message: "Tool call 'send_email' is denied by argument checking policies: Nothing internal leaves.",
  line: 3,
  column: 1,
  data_path: {
    body: [
      { name: "summary", line: 2, column: 1, text: "summary = doc.text", meta: { tags: ["internal"] } },
      { name: "doc", line: 1, column: 1, text: "doc = read()" },
    ],
  },
};
const content = JSON.stringify({
  status: "failure",
  error: { code: "policy_violation", message: denied.message },
  policy_check_history: [allowed, denied],
});

test("a denial: rule, where it stands, the way of the data", () => {
  const expected = {
    tool: "send_email",
    callId: "tc-1",
    verdict: "hard_denied",
    message: denied.message,
    rule: {
      policy: '"send_email"',
      text: rule.text,
      doc: "Nothing internal leaves.",
      enforcement: "hard",
      span: rule.span,
    },
    rules: [expect.objectContaining({ text: rule.text })],
    span: rule.span,
    at: { line: 3, column: 1 },
    path: denied.data_path,
  };
  expect(readDenial(content)).toEqual(expected);
  expect(readDenial(parseDualLlmContent(content))).toEqual(expected);
});

test("denied for want of an allow rule: no rule to name", () => {
  const record = { tool: "refund", final_verdict: "soft_denied", denied: [], message: "m" };
  expect(readDenial(JSON.stringify({ status: "failure", policy_check_history: [record] }))).toEqual({
    tool: "refund",
    callId: null,
    verdict: "soft_denied",
    message: "m",
    rules: [],
    path: {},
  });
});

test("the last of several denials is the one that ended the turn", () => {
  const text = JSON.stringify({
    status: "failure",
    policy_check_history: [denied, { ...denied, tool: "other" }, allowed],
  });
  expect(readDenial(text)?.tool).toBe("other");
});

const without = [
  null,
  undefined,
  "",
  "text",
  "{}",
  '{"status": "success"}',
  JSON.stringify({ status: "success", policy_check_history: [allowed] }),
];
test.each(without)("no denial in %j", (text) => {
  expect(readDenial(text)).toBeUndefined();
});

test("records of another form are read as far as they go", () => {
  const odd = [
    { final_verdict: "hard_denied", denied: [3, { span: { start: 1 } }], data_path: { a: [{}, 1], b: 2 } },
  ];
  expect(readDenial(JSON.stringify({ status: "failure", policy_check_history: odd }))).toEqual({
    tool: "",
    callId: null,
    verdict: "hard_denied",
    message: "",
    rule: { policy: "", text: "" },
    rules: [{ policy: "", text: "" }],
    path: { a: [] },
  });
});
