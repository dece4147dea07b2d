import { expect, test } from "vitest";
import { filesIn, runCli } from "./run-cli.ts";

const path = filesIn({
  "mail.py": [
    "mail = get_mail(folder='inbox')",
    "print(len(mail['body']))",
    "sent = send(mail['sender'], mail['body'].upper())",
    "final_return_value = {'to': mail.sender, 'ok': sent}",
  ].join("\n"),
  "branch.py": "x = get_secret()\nif x > 1:\n    y = 2\nfinal_return_value = 1\n",
  "broken.py": "x = (1,\ny = 2\n",
  "raises.py": "a = {'k': 1}\nb = a['missing']\n",
  "forever.py": "while True:\n    pass\n",
  "vars.py": "final_return_value = name + '!'\n",
  "vars.json": '{"name": {"value": "Ann", "meta": {"tags": ["pii"]}}}',
  "eval.py": "final_return_value = eval('1')\n",
});

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

test("plan run --stdio prints calls with metadata, takes results, and ends with the value", async () => {
  const results = [
    {
      id: "0",
      result: { sender: "ann@example.org", body: "hello" },
      meta: { producers: ["ann"], tags: ["mail"] },
    },
    { id: "1", result: true },
  ];
  const stdin = results.map((result) => `${JSON.stringify(result)}\n`).join("");
  const { code, stdout } = await runCli(["plan", "run", path("mail.py"), "--stdio"], stdin);
  const meta = { producers: ["ann"], consumers: ["*"], tags: ["mail"] };
  expect(lines(stdout)).toMatchObject([
    { type: "call", id: "0", tool: "get_mail", args: { folder: { value: "inbox", meta: { tags: [] } } } },
    { type: "print", text: expect.stringContaining("5") },
    {
      type: "call",
      id: "1",
      tool: "send",
      positional: [
        { value: "ann@example.org", meta },
        { value: "HELLO", meta },
      ],
    },
    { type: "completed", value: { to: "ann@example.org", ok: true }, meta },
  ]);
  expect(code).toBe(0);
});

test("an error as a result is an exception in the plan", async () => {
  const { code, stdout } = await runCli(
    ["plan", "run", path("mail.py"), "--stdio"],
    '{"id": "0", "error": "no such folder"}\n',
  );
  expect(lines(stdout).at(-1)).toMatchObject({
    type: "failed",
    error: { code: "program_error", message: expect.stringContaining("no such folder"), line: 1 },
  });
  expect(code).toBe(1);
});

test.each([
  ["standard", { type: "completed", value: 1 }],
  ["strict", { type: "failed", error: { code: "control_flow_violation", line: 2 } }],
])("mode %s decides whether a plan may branch on what it must not execute", async (mode, last) => {
  const stdin = '{"id": "0", "result": 5, "meta": {"tags": ["__non_executable"]}}\n';
  const { stdout } = await runCli(["plan", "run", path("branch.py"), "--stdio", "--mode", mode], stdin);
  expect(lines(stdout).at(-1)).toMatchObject(last);
  expect(stdout).not.toContain("5,");
});

test("mode custom takes its branching policy from --branching", async () => {
  const args = ["plan", "run", path("branch.py"), "--stdio", "--mode", "custom", "--branching"];
  const stdin = '{"id": "0", "result": 5, "meta": {"tags": ["RACE"]}}\n';
  const denied = await runCli([...args, '{"mode": "deny", "tags": ["RACE"]}'], stdin);
  expect(lines(denied.stdout).at(-1)).toMatchObject({
    type: "failed",
    error: { code: "control_flow_violation" },
  });
  const allowed = await runCli([...args, '{"mode": "deny", "tags": ["AGE"]}'], stdin);
  expect(lines(allowed.stdout).at(-1)).toMatchObject({ type: "completed" });
});

test("variables come with their metadata", async () => {
  const { stdout } = await runCli(["plan", "run", path("vars.py"), "--vars", path("vars.json"), "--stdio"]);
  expect(lines(stdout)).toMatchObject([{ type: "completed", value: "Ann!", meta: { tags: ["pii"] } }]);
});

test.each([
  ["broken.py", "'(' was never closed"],
  ["eval.py", "eval"],
])("plan check %s says what is wrong with line and caret", async (file, message) => {
  const { code, stderr } = await runCli(["plan", "check", path(file)]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/\.py:\d+:\d+: error\[/);
  expect(stderr).toContain(message);
  expect(stderr).toContain("^");
});

test("an exception ends the run with its line and Python's name for it", async () => {
  const { code, stderr } = await runCli(["plan", "run", path("raises.py")]);
  expect(code).toBe(1);
  expect(stderr).toContain("line 2");
  expect(stderr).toContain("KeyError: 'missing'");
});

test("a loop without end is stopped by its budget", async () => {
  const { code, stderr } = await runCli(["plan", "run", path("forever.py"), "--limits", '{"steps": 10000}']);
  expect(code).toBe(1);
  expect(stderr).toContain("budget_exceeded");
});

test.each([
  [["plan", "run", "x.py", "--mode", "loose"], "standard, strict, custom"],
  [["plan", "run", path("vars.py"), "--limits", "{steps}"], "--limits is not JSON"],
  [["plan", "run", path("vars.py"), "--branching", '{"labels": []}'], 'unknown field "labels"'],
])("wrong usage ends with 2: %j", async (args, message) => {
  const { code, stderr } = await runCli(args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("--trace shows on stderr the lines that ran and, event by event, what came from what", async () => {
  const stdin = [
    { id: "0", result: { sender: "ann@example.org", body: "hello" }, meta: { tags: ["mail"] } },
    { id: "1", result: true },
  ]
    .map((result) => `${JSON.stringify(result)}\n`)
    .join("");
  const asJson = await runCli(["plan", "run", path("mail.py"), "--stdio", "--trace", "json"], stdin);
  expect(asJson.code).toBe(0);
  const traced = lines(asJson.stderr);
  expect(traced).toContainEqual({ type: "line", line: 3, count: 1 });
  expect(traced).toContainEqual(
    expect.objectContaining({
      kind: "assignment",
      name: "mail",
      line: 1,
      meta: expect.objectContaining({ tags: ["mail"] }),
    }),
  );
  expect(asJson.stdout).not.toContain('"event"');
  const asTable = await runCli(["plan", "run", path("mail.py"), "--stdio", "--trace"], stdin);
  expect(asTable.stderr).toMatch(/^ {6}1 {5}1 {2}mail = get_mail\(folder='inbox'\)$/m);
  expect(asTable.stderr).toMatch(/^\d+ +1 +assignment +mail +\d+ +tags mail/m);
  expect(asTable.stderr).not.toContain("hello");
});

test("--trace is shown for a run that fails too", async () => {
  const { code, stderr } = await runCli(["plan", "run", path("raises.py"), "--trace"], "");
  expect(code).toBe(1);
  expect(stderr).toMatch(/assignment +a/);
});
