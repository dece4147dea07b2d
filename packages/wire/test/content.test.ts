import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonText, parseDualLlmContent, type ResponseContent, writeResponseContent } from "../src/index.ts";
import { instances, referenceSchema } from "./schema-instances.ts";

const reference = referenceSchema("ResponseContentJsonSchema");
const fitsReference = new Ajv2020({ strict: false }).compile(reference);
const meta = { producers: [], consumers: ["*"], tags: [] };

const contents: [string, ResponseContent, string][] = [
  [
    "success",
    { status: "success", final_return_value: { value: "done", meta } },
    '{"status": "success", "final_return_value": {"value": "done", "meta": {"producers": [], "consumers": ["*"], "tags": []}}}',
  ],
  [
    "a value in the run's own text",
    { status: "success", final_return_value: { value: new JsonText("[1.0]"), meta } },
    '{"status": "success", "final_return_value": {"value": [1.0], "meta": {"producers": [], "consumers": ["*"], "tags": []}}}',
  ],
  [
    "a denial",
    {
      status: "failure",
      error: { code: "policy_violation", message: "Tool call 'f' is denied" },
      policy_check_history: [{ tool: "f", denied: [{ text: "hard deny always" }] }],
    },
    '{"status": "failure", "error": {"code": "policy_violation", "message": "Tool call \'f\' is denied"}, "policy_check_history": [{"tool": "f", "denied": [{"text": "hard deny always"}]}]}',
  ],
  [
    "everything that may be asked for",
    {
      status: "failure",
      error: { code: "program_error", message: "KeyError" },
      program: "x = 1",
      namespace_snapshot: { x: { value: 1, meta } },
      session_meta: { value: null, meta },
      message_history_mismatch_detected: false,
    },
    '{"status": "failure", "error": {"code": "program_error", "message": "KeyError"}, "program": "x = 1", "namespace_snapshot": {"x": {"value": 1, "meta": {"producers": [], "consumers": ["*"], "tags": []}}}, "session_meta": {"value": null, "meta": {"producers": [], "consumers": ["*"], "tags": []}}, "message_history_mismatch_detected": false}',
  ],
];
test.each(contents)("writes %s, as the reference schema has it", (_name, content, text) => {
  const written = writeResponseContent(content);
  expect(written).toBe(text);
  expect(fitsReference(JSON.parse(written))).toBe(true);
  expect(parseDualLlmContent(written)).toEqual(JSON.parse(written));
});

const unreadable = [
  null,
  undefined,
  "",
  "just text",
  "[]",
  "null",
  '{"a": 1}',
  '{"status": "odd"}',
  '{"status": "success", "fin',
];
test.each(unreadable)("%j is no answer: it comes back raw", (text) => {
  expect(parseDualLlmContent(text)).toEqual({ status: "unknown", raw: text ?? "" });
});

test("null fields count as absent, fields of a wrong form too", () => {
  const text = JSON.stringify({
    status: "success",
    final_return_value: { value: 1, meta: { tags: ["a"], producers: 5 } },
    error: null,
    program: 7,
    policy_check_history: [{ tool: "f" }, 3],
    namespace_snapshot: { x: { value: 1 }, y: 2 },
    session_meta: null,
  });
  expect(parseDualLlmContent(text)).toEqual({
    status: "success",
    final_return_value: { value: 1, meta: { tags: ["a"] } },
    policy_check_history: [{ tool: "f" }],
    namespace_snapshot: { x: { value: 1 } },
  });
});

test("reading never throws, and keeps the status of whatever the reference schema accepts", () => {
  fc.assert(
    fc.property(instances(reference, reference), fc.string(), (content, text) => {
      const status = JSON.parse(JSON.stringify(content)).status;
      expect(parseDualLlmContent(JSON.stringify(content)).status).toBe(status);
      expect(parseDualLlmContent(text).status).toBeTypeOf("string");
    }),
  );
});
