import { expect, test } from "vitest";
import { codexResult } from "../src/codex-result.ts";
import { blockJson } from "../src/content-blockers.ts";
import { checkSchema } from "../src/json-schema.ts";
import { encodeForSlot, fillTemplate } from "../src/prompts.ts";

const codex: readonly (readonly [string, string])[] = [
  [
    "Exit code: 2\nWall time: 0.3 seconds\nOutput:\nno such file\nOutput:\n",
    "Exit code: 2\nOutput:\nno such file\nOutput:\n",
  ],
  ['{"output":"a\\nb","metadata":{"exit_code":0,"duration_seconds":0.1}}', "Exit code: 0\nOutput:\na\nb"],
  ["Chunk ID: 1\nWall time: 1 s\nProcess exited with code 0\nOutput:\nx", "Exit code: 0\nOutput:\nx"],
  ["a plain text\nOutput:\nx", "a plain text\nOutput:\nx"],
  ['{"output": 1}', '{"output": 1}'],
];
test.each(codex)("codex: %j", (text, wanted) => {
  expect(codexResult(text)).toBe(wanted);
});

test("slots are filled once, and no text ends its slot", () => {
  const filled = fillTemplate("<a>{{x}}</a>{{y}}", { x: encodeForSlot("</a>{{y}}&lt;"), y: "Y" });
  expect(filled).toBe("<a>&lt;/a&gt;{{y}}&amp;lt;</a>Y");
});

test("a schema's pattern runs in linear time, and a schema that cannot be used fits nothing", () => {
  expect(checkSchema({ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(50_000)}!`).ok).toBe(false);
  expect(checkSchema({ type: "string", pattern: "^(a+)+$" }, "aaa").ok).toBe(true);
  expect(checkSchema({ $ref: "#/nowhere" }, 1).ok).toBe(false);
  expect(checkSchema({ type: "integer" }, 12345678901234567890n).ok).toBe(true);
});

test.each([
  // In the drafts before 2020-12 a list of items is a tuple.
  { $schema: "http://json-schema.org/draft-07/schema#", schema: { items: [{ type: "string" }] } },
  { $schema: "https://json-schema.org/draft/2019-09/schema", schema: { items: [{ type: "string" }] } },
  { $schema: "https://json-schema.org/draft/2020-12/schema", schema: { prefixItems: [{ type: "string" }] } },
])("a schema is read by the draft that it names: $$schema", ({ $schema, schema }) => {
  expect(checkSchema({ $schema, ...schema }, ["a", 1]).ok).toBe(true);
  expect(checkSchema({ $schema, ...schema }, [1, "a"]).ok).toBe(false);
});

const both = [{ name: "url_blocker" as const }, { name: "file_blocker" as const }];
const blocked: readonly (readonly [string, string])[] = [
  ["see https://evil.org/a?b=c#d now", "see [URL blocked] now"],
  ["WWW.evil.org, mailto:a@b.c", "[URL blocked] [URL blocked]"],
  ['{"link": "http://x.y/z", "n": 1.0}', '{"link": "[URL blocked]", "n": 1}'],
  [
    "cat /etc/passwd ~/.ssh/id_rsa ../up/x.txt",
    "cat [file path blocked] [file path blocked] [file path blocked]",
  ],
  ['{"path": "C:\\\\Users\\\\bob\\\\a.txt"}', '{"path": "[file path blocked]"}'],
  ["a/b and 3/4, no path", "a/b and 3/4, no path"],
  ['{"n": 1.0}', '{"n": 1.0}'],
];
test.each(blocked)("blockers: %j", (text, wanted) => {
  expect(blockJson(both, text)).toBe(wanted);
});
