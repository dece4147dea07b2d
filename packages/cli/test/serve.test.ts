import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { filesIn, runCli } from "./run-cli.ts";

const bin = fileURLToPath(new URL("../bin/sequrity.js", import.meta.url));
const path = filesIn({
  "answers.yaml": "- { last_user: hello, answer: 'a recorded hello' }\n",
  "sequrity.yaml":
    "providers: { local: { kind: recorded, file: answers.yaml } }\ndefault_provider: local\nlog_level: silent\n",
  "wrong.yaml": "prot: 1\nproviders: { local: { kind: recorder } }\n",
  "arch.json": '{"agent_arch": "single-llm"}',
  "policy.json": '{"codes": "tool {"}',
});

async function started(db: string) {
  const child = spawn(process.execPath, [
    bin,
    "serve",
    "--port",
    "0",
    "--db",
    db,
    "--config",
    path("sequrity.yaml"),
  ]);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^sequrity listens on (http:\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error("it ended before it listened");
}

test("a key is created, serves, is listed and revoked; SIGTERM ends the server with 0", async () => {
  const db = path("a.db");
  const created = await runCli([
    "keys",
    "create",
    "--name",
    "laptop",
    "--features",
    path("arch.json"),
    "--db",
    db,
  ]);
  expect(created.code).toBe(0);
  const secret = created.stdout.trim();
  expect(secret).toMatch(/^sk-seq-\w{43}$/);

  const { child, url } = await started(db);
  const ask = () =>
    fetch(`${url}/control/chat/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ model: "any", messages: [{ role: "user", content: "hello" }] }),
    });
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-sequrity-recorded")).toBe("true");
  expect(await answer.json()).toMatchObject({ choices: [{ message: { content: "a recorded hello" } }] });

  const listed = await runCli(["keys", "list", "--json", "--db", db]);
  expect(JSON.parse(listed.stdout)).toMatchObject([{ name: "laptop", revoked_at: null }]);
  expect(listed.stdout).not.toContain(secret);
  const id = /key_\w+/.exec(listed.stdout)?.[0] ?? "";
  expect((await runCli(["keys", "revoke", id, "--db", db])).code).toBe(0);
  expect((await runCli(["keys", "revoke", id, "--db", db])).code).toBe(1);
  expect((await ask()).status).toBe(401);

  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
});

test("a taken port is said in one line", async () => {
  const { child, url } = await started(":memory:");
  const { code, stderr } = await runCli(["serve", "--port", new URL(url).port, "--db", ":memory:"]);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(code).toBe(1);
  expect(stderr).toContain("is taken; choose another with --port");
});

test.each([
  [["serve", "--port", "http"], "It must be a number from 0 to 65535."],
  [["serve", "--config", path("wrong.yaml")], "prot: unknown key; did you mean 'port'?"],
  [["config", "check", path("wrong.yaml")], "providers.local.kind"],
  [["keys", "create"], "required option '--name <name>' not specified"],
  [["keys", "create", "--name", "x", "--policy", path("policy.json"), "--db", ":memory:"], "codes"],
])("wrong usage ends with 2 and says what is wrong: %j", async (args, message) => {
  const { code, stderr } = await runCli(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test("config show hides secrets", async () => {
  const { code, stdout } = await runCli(["config", "show", "--config", path("sequrity.yaml")], "", {
    OPENAI_API_KEY: "sk-very-secret",
    SEQURITY_BOOTSTRAP_KEY: "sk-seq-also-secret",
  });
  expect(code).toBe(0);
  expect(stdout).not.toContain("secret");
  expect(JSON.parse(stdout)).toMatchObject({ default_provider: "local", bootstrap_key: "[hidden]" });
});
