import { readFileSync } from "node:fs";
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
  "ugly.sqrt": 'tool   "a"{soft allow always;} // why',
  "leak.test.yaml": `
tests:
  - { tool: send_email, args: { to: { value: x@y.org }, body: { value: a, tags: [confidential] } }, expect: denied, denied_by: stay inside }
  - { name: inside, tool: send_email, args: { to: { value: a@trustedcorp.com }, body: { value: a } }, expect: allowed }
`,
  "wrong.test.yaml": `
policy: leak.sqrt
tests:
  - { name: outside, tool: send_email, args: { to: { value: x@y.org }, body: { value: a } }, expect: denied }
`,
  "calls.jsonl": [call("research@gmail.com", ["confidential"]), call("admin@trustedcorp.com", [])].join("\n"),
  "open.sqrt": 'tool "send_email" { soft allow always; }',
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
  expect(stderr).toContain("`arguments`");
});

test("a policy that does not check is not evaluated", async () => {
  const { code, stdout, stderr } = await runCli(["sqrt", "eval", path("broken.sqrt"), path("inside.json")]);
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("nothing was evaluated");
});

test("sqrt fmt --check finds what sqrt fmt then formats", async () => {
  expect(await runCli(["sqrt", "fmt", "--check", path("ugly.sqrt")])).toMatchObject({ code: 1 });
  expect(await runCli(["sqrt", "fmt", path("ugly.sqrt")])).toMatchObject({ code: 0 });
  expect(readFileSync(path("ugly.sqrt"), "utf8")).toContain("// why");
  expect(await runCli(["sqrt", "fmt", "--check", path("ugly.sqrt")])).toMatchObject({ code: 0 });
});

test("sqrt fmt leaves a file that does not parse as it is", async () => {
  const before = readFileSync(path("broken.sqrt"), "utf8");
  expect(await runCli(["sqrt", "fmt", path("broken.sqrt")])).toMatchObject({ code: 1 });
  expect(readFileSync(path("broken.sqrt"), "utf8")).toBe(before);
});

test("sqrt test runs the tests beside a policy", async () => {
  const { code, stdout } = await runCli(["sqrt", "test", path("leak.test.yaml")]);
  expect(stdout).toContain("2 tests passed, 0 failed");
  expect(code).toBe(0);
});

test("sqrt test shows a failing test and ends with 1", async () => {
  const { code, stdout } = await runCli(["sqrt", "test", path("wrong.test.yaml")]);
  expect(stdout).toContain("FAIL outside");
  expect(code).toBe(1);
});

test("sqrt explain names the part that decided", async () => {
  const { code, stdout } = await runCli(["sqrt", "explain", path("leak.sqrt"), path("outside.json")]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^hard_denied/);
  expect(stdout).toContain("body.tags overlaps s");
});

test("sqrt diff lists the calls that two policies treat differently", async () => {
  const { code, stdout } = await runCli([
    "sqrt",
    "diff",
    path("leak.sqrt"),
    path("open.sqrt"),
    path("calls.jsonl"),
  ]);
  expect(stdout).toMatch(/loosened +call 1 send_email: hard_denied -> soft_allowed/);
  expect(stdout).toContain("2 calls, 1 difference");
  expect(code).toBe(1);
});

test("sqrt check --sarif gives a log that code review tools read", async () => {
  const { code, stdout } = await runCli(["sqrt", "check", "--sarif", path("broken.sqrt"), path("leak.sqrt")]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "sequrity sqrt check", rules: [{ id: "expected-token" }, { id: "open-pattern" }] },
        },
        results: expect.arrayContaining([
          expect.objectContaining({ ruleId: "expected-token", level: "error" }),
        ]),
      },
    ],
  });
});

test("sqrt language-server answers an editor over stdio", async () => {
  const message = (content: object) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...content });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };
  const uri = "file:///mail.sqrt";
  const stdin = [
    message({ id: 1, method: "initialize", params: { capabilities: {} } }),
    message({ method: "initialized", params: {} }),
    message({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "sqrt", version: 1, text: "let a = b;" } },
    }),
    message({ id: 2, method: "shutdown" }),
    message({ method: "exit" }),
  ].join("");
  const { code, stdout } = await runCli(["sqrt", "language-server"], stdin);
  expect(stdout).toContain('"method":"textDocument/publishDiagnostics"');
  expect(stdout).toContain("unknown-let");
  expect(code).toBe(0);
});
