import { execFile, execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPackage } from "../build.ts";
import { answerOf, type RecordingServer, startRecordingServer } from "./recording-server.ts";

/** The package as users have it: built, packed, installed beside its peers, imported without a TypeScript loader. */

const run = promisify(execFile);
const workspace = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const session = "aaaaaaaa-8d5e-4f6a-9a44-7b3f1a2c4d5e";
let folder: string;
let server: RecordingServer;

beforeAll(async () => {
  server = await startRecordingServer();
  server.answers = [answerOf("hi", session)];
  folder = mkdtempSync(join(tmpdir(), "sequrity-package-"));
  const built = join(folder, "built");
  buildPackage(built);
  execFileSync("npm", ["pack", built, "--pack-destination", folder], { cwd: folder, stdio: "ignore" });
  const [archive = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const installed = join(folder, "node_modules/@sequrity/client");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, archive), "-C", installed, "--strip-components=1"]);
  // Its dependencies and peers as they are installed here: the registry is not asked.
  for (const name of ["openai", "typebox", "@anthropic-ai/sdk"]) {
    mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(workspace, name), join(folder, "node_modules", name));
  }
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
}, 120_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const program = `
import { parseDualLlmContent, SequrityClient } from "@sequrity/client";
import { SequrityAnthropic } from "@sequrity/client/anthropic";
import { SequrityOpenAI } from "@sequrity/client/openai";
import { runChatTools, tool } from "@sequrity/client/tools";

const baseURL = process.env.SERVER;
const client = new SequrityClient({ apiKey: "k", baseURL });
const body = { model: "m", messages: [{ role: "user", content: "u" }] };
const own = await client.control.chat.create(body, { fineGrainedConfig: { fsm: { max_n_turns: 3 } } });
const official = await new SequrityOpenAI({ apiKey: "k", baseURL }).chat.completions.create(body);
const add = tool({ name: "add", parameters: { type: "object" }, run: () => 1 });
const loop = await runChatTools(client.control.chat, body, { tools: [add] });
new SequrityAnthropic({ apiKey: "k", baseURL });
console.log(JSON.stringify({
  session: own.sessionId,
  texts: [own.choices[0].message.content, official.choices[0].message.content, loop.text],
  status: parseDualLlmContent("x").status,
}));
`;

/** The runtimes that are here: Node always, others where they are installed. */
function runtimes(): (readonly [string, string, readonly string[]])[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const has = (name: string) =>
    folders.some((path) => {
      try {
        return readdirSync(path).includes(name);
      } catch {
        return false;
      }
    });
  return [
    ["node", process.execPath, ["--no-experimental-strip-types"]],
    ...(has("node22") ? [["node22", "node22", []] as const] : []),
    ...(has("bun") ? [["bun", "bun", ["run"]] as const] : []),
    ...(has("deno") ? [["deno", "deno", ["run", "--allow-all", "--node-modules-dir=manual"]] as const] : []),
  ];
}

test.each(runtimes())(
  "it runs under %s as it is",
  async (_name, command, flags) => {
    const file = join(folder, "program.js");
    writeFileSync(file, program);
    const { stdout } = await run(command, [...flags, file], {
      cwd: folder,
      env: { ...process.env, SERVER: server.url, NODE_OPTIONS: "" },
    });
    expect(JSON.parse(stdout)).toEqual({ session, texts: ["hi", "hi", "hi"], status: "unknown" });
  },
  60_000,
);

test("its types are found and say what is wrong", () => {
  const consumer = `
import { SequrityClient } from "@sequrity/client";
import { SequrityAnthropic } from "@sequrity/client/anthropic";
import { SequrityOpenAI, withControl } from "@sequrity/client/openai";
import { tool } from "@sequrity/client/tools";

const client = new SequrityClient({ apiKey: "k", control: { features: { agent_arch: "dual-llm" } } });
const answer = await client.control.chat.create({ model: "m", messages: [] });
export const session: string | undefined = answer.sessionId;
for await (const chunk of await client.control.chat.create({ model: "m", messages: [], stream: true })) {
  const id: string = chunk.id;
  void id;
}
tool({ name: "t", parameters: { type: "object", properties: { n: { type: "number" } }, required: ["n"] },
  run: ({ n }) => n.toFixed() });
await new SequrityOpenAI({ apiKey: "k" }).models.list(withControl({ provider: "openai" }));
export const anthropic: string | undefined = new SequrityAnthropic({ apiKey: "k" }).sessionId;
// @ts-expect-error: no such architecture
new SequrityClient({ apiKey: "k", control: { features: { agent_arch: "triple-llm" } } });
// @ts-expect-error: a number has no such method
tool({ name: "t", parameters: { type: "object", properties: { n: { type: "number" } } }, run: ({ n }) => n.trim() });
`;
  writeFileSync(join(folder, "consumer.ts"), consumer);
  const options = {
    compilerOptions: {
      module: "NodeNext",
      target: "ES2022",
      lib: ["ES2023", "DOM", "DOM.AsyncIterable"],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    },
    files: ["consumer.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
  const compiler = join(workspace, "typescript/bin/tsc");
  const check = () => execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  expect(check()).toBe("");
}, 60_000);

test("what is published: the official clients as peers, one of them optional; no source, no test", () => {
  const installed = join(folder, "node_modules/@sequrity/client");
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    name: "@sequrity/client",
    type: "module",
    sideEffects: false,
    peerDependencies: { openai: expect.any(String), "@anthropic-ai/sdk": expect.any(String) },
    peerDependenciesMeta: { "@anthropic-ai/sdk": { optional: true } },
  });
  expect(manifest).not.toHaveProperty("private");
  expect(Object.keys(manifest.dependencies)).toEqual(["typebox"]);
  const files = readdirSync(installed, { recursive: true }).map(String);
  expect(files.filter((name) => /(?<!\.d)\.ts$|test|tsconfig/.test(name))).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE"]));
});
