import { expect, test } from "vitest";
import { filesIn, runCli } from "./run-cli.ts";

const leak = `
let s = {"internal_use", "confidential"};
tool "get_internal_document" -> @tags |= s;
tool "send_email" {
  /// Internal documents stay inside.
  hard deny when (body.tags overlaps s) and (not to.value in {str matching r".*@trustedcorp\\.com"});
}`;

const call = (to: string, tags: readonly string[]) =>
  JSON.stringify({
    tool: "send_email",
    args: { to: { value: to }, body: { value: "text", tags } },
    session: { tags: ["started"] },
  });

const path = filesIn({
  "leak.sqrt": leak,
  "broken.sqrt": 'tool "a" {\n  must allow whenever true;\n}\nlet x = {"a";\n',
  "outside.json": call("research@gmail.com", ["confidential"]),
  "inside.json": call("admin@trustedcorp.com", ["confidential"]),
  "unmarked.json": call("research@gmail.com", []),
  "typo.json": '{"tool": "send_email", "arguments": {}}',
  "tools.json": JSON.stringify([
    { name: "send_mail", parameters: { type: "object", properties: { to: { type: "string" } } } },
  ]),
});

test("sqrt check says ok and ends with 0", async () => {
  expect(await runCli(["sqrt", "check", path("leak.sqrt")])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("ok"),
  });
});

test("sqrt check shows every error of a file with line, column and caret, and ends with 1", async () => {
  const { code, stderr } = await runCli(["sqrt", "check", path("broken.sqrt")]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/broken\.sqrt:2:\d+: error\[/);
  expect(stderr).toMatch(/broken\.sqrt:4:\d+: error\[/);
  expect(stderr).toContain("^");
});

test("sqrt check --json gives the findings as data", async () => {
  const { code, stdout } = await runCli(["sqrt", "check", "--json", path("broken.sqrt")]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { ok: false, diagnostics: [{ severity: "error" }, { severity: "error" }] },
  ]);
});

test("sqrt check --tools warns of a tool that nobody offers, and still ends with 0", async () => {
  const { code, stderr } = await runCli(["sqrt", "check", path("leak.sqrt"), "--tools", path("tools.json")]);
  expect(code).toBe(0);
  expect(stderr).toContain("warning[");
});

test.each([
  ["outside.json", "hard_denied"],
  ["inside.json", "soft_allowed"],
  ["unmarked.json", "soft_allowed"],
])("sqrt eval %s gives %s and ends with 0", async (file, verdict) => {
  const { code, stdout } = await runCli(["sqrt", "eval", path("leak.sqrt"), path(file)]);
  expect(code).toBe(0);
  const answer: unknown = JSON.parse(stdout);
  expect(answer).toMatchObject({ verdict, session: { producers: [], consumers: ["*"], tags: ["started"] } });
  if (verdict === "hard_denied") {
    expect(answer).toMatchObject({ denied: [{ doc: "Internal documents stay inside." }] });
    expect(answer).not.toHaveProperty("result_meta");
  } else {
    expect(answer).toMatchObject({ denied: [], result_meta: { consumers: ["*"] } });
  }
});

test.each([
  [["sqrt", "eval", "leak.sqrt"], "missing required argument 'call'"],
  [["sqrt", "check", "/nowhere.sqrt"], "cannot read /nowhere.sqrt (ENOENT)"],
  [["sqrt", "frobnicate"], "unknown command 'frobnicate'"],
])("wrong usage ends with 2 and says what is wrong: %j", async (args, message) => {
  const { code, stderr } = await runCli(args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("a call file with an unknown field is refused by name", async () => {
  const { code, stderr } = await runCli(["sqrt", "eval", path("leak.sqrt"), path("typo.json")]);
  expect(code).toBe(2);
  expect(stderr).toContain('unknown field "arguments"');
});

test("a policy that does not check is not evaluated", async () => {
  const { code, stdout, stderr } = await runCli(["sqrt", "eval", path("broken.sqrt"), path("inside.json")]);
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("nothing was evaluated");
});
