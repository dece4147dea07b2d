import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigurationError } from "../src/configuration/configuration.ts";
import { effectiveConfiguration } from "../src/configuration/effective.ts";
import { loadConfiguration } from "../src/configuration/load.ts";
import { type ConfigurationSources, readConfiguration } from "../src/configuration/read.ts";

const folder = mkdtempSync(join(tmpdir(), "sequrity-configuration-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(sources: Partial<ConfigurationSources>) {
  return readConfiguration({ flags: {}, environment: {}, folder, ...sources });
}
function findingsOf(sources: Partial<ConfigurationSources>): readonly string[] {
  try {
    read(sources);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.findings.map((finding) => `${finding.at}: ${finding.message}`);
    throw error;
  }
  return [];
}

test("without anything the defaults hold", () => {
  expect(read({})).toMatchObject({
    host: "127.0.0.1",
    port: 8787,
    database: "sequrity.db",
    models: undefined,
    providers: [{ name: "openai", apiKey: undefined }, { name: "openrouter" }, { name: "anthropic" }],
  });
});

test("flags come before the environment, the environment before the file", () => {
  const file =
    "port: 1\nhost: file\ndatabase: file.db\nmodels: [file]\nproviders: {openai: {api_key: file, base_url: 'http://file/v1'}}";
  const environment = {
    DATABASE_URL: "sqlite:environment.db",
    OPENAI_API_KEY: "environment",
    SEQURITY_MODELS: "a, b",
  };
  const configuration = read({ flags: { database: "flag.db" }, environment, file });
  expect(configuration).toMatchObject({ port: 1, host: "file", database: "flag.db", models: ["a", "b"] });
  expect(configuration.providers[0]).toMatchObject({ apiKey: "environment", baseUrl: "http://file/v1" });
  expect(read({ environment, file }).database).toBe("environment.db");
});

test("call ids are written in the form that the file says, and in full where it says nothing", () => {
  expect(read({}).toolCallIds).toBe("full");
  const configuration = read({ file: "tool_call_ids: compact" });
  expect(configuration.toolCallIds).toBe("compact");
  expect(effectiveConfiguration(configuration)).toMatchObject({ tool_call_ids: "compact" });
  expect(findingsOf({ file: "tool_call_ids: short" })).toEqual([
    "tool_call_ids: one of full, compact is expected",
  ]);
});

test("the file refers to the environment, and declares providers", () => {
  const file = `
port: \${PORT}
default_provider: demo
trust: { labelling_tools: [scan], trust_wrapped_results: "\${TRUST:-true}" }
providers:
  demo: { kind: recorded, file: answers.yaml }
  local: { kind: openai-compatible, base_url: "http://\${HOST_NAME}:1234/v1", models: [m], apis: [responses, chat] }
  llama: { base_url: "http://127.0.0.1:8080/v1" }
`;
  const configuration = read({ environment: { PORT: "99", HOST_NAME: "box" }, file });
  expect(configuration).toMatchObject({
    port: 99,
    defaultProvider: "demo",
    trust: { labellingTools: ["scan"], trustWrappedResults: true },
  });
  expect(configuration.providers.slice(3)).toEqual([
    {
      kind: "openai-compatible",
      name: "llama",
      baseUrl: "http://127.0.0.1:8080/v1",
      apiKey: undefined,
      models: undefined,
      apis: ["chat"],
    },
    { kind: "recorded", name: "demo", file: join(folder, "answers.yaml") },
    {
      kind: "openai-compatible",
      name: "local",
      baseUrl: "http://box:1234/v1",
      apiKey: undefined,
      models: ["m"],
      apis: ["chat", "responses"],
    },
  ]);
});

const wrong: readonly (readonly [Partial<ConfigurationSources>, string])[] = [
  [{ file: "prot: 1" }, "prot: unknown key; did you mean 'port'?"],
  [{ file: "limits: {inflight_max: 1}" }, "limits.inflight_max: unknown key; did you mean 'in_flight_max'?"],
  [
    { file: "providers: {x: {kind: openai-compatible, base_url: 'http://x', apikey: k}}" },
    "providers.x.apikey: unknown key; did you mean 'api_key'?",
  ],
  [
    { file: "providers: {x: {kind: opnai}}" },
    "providers.x.kind: one of openai-compatible, azure, anthropic, recorded is expected",
  ],
  [
    { file: "providers: {x: {base_url: 'http://x', apis: [chat, messages]}}" },
    "providers.x.apis: a list of chat, responses is expected",
  ],
  [
    { file: "providers: {x: {base_url: 'http://x', apis: []}}" },
    "providers.x.apis: a list of chat, responses is expected",
  ],
  [
    { file: "providers: {v1: {base_url: 'http://x'}}" },
    "providers.v1: a provider's name is of a-z, 0-9, _ and -, and not 'v1'",
  ],
  [
    { file: "providers: {x: {base_url: 'ftp://x'}}" },
    "providers.x.base_url: an http or https URL is expected",
  ],
  [
    { file: "providers: {x: {kind: recorded}}" },
    "providers.x.file: a recorded provider needs a file of recordings",
  ],
  [{ file: `port: \${NOPE}` }, "port: the environment has no NOPE"],
  [{ file: "port: [1]" }, "port: an integer of at least 0 is expected"],
  [{ file: "port: 70000" }, "port: an integer from 0 to 65535 is expected"],
  [{ file: "- a" }, "the file: an object is expected"],
  [
    { file: "default_provider: opnai" },
    "default_provider: no provider is called 'opnai'; did you mean 'openai'?",
  ],
  [
    { environment: { SEQURITY_ENCRYPTION_KEY: "abc" } },
    "SEQURITY_ENCRYPTION_KEY: 32 bytes in hex (64 digits) are expected",
  ],
  [
    { environment: { SEQURITY_LOG_LEVEL: "loud" } },
    "SEQURITY_LOG_LEVEL: one of silent, fatal, error, warn, info, debug, trace is expected",
  ],
  [
    { environment: { SEQURITY_BOOTSTRAP_KEY: "a b" } },
    "SEQURITY_BOOTSTRAP_KEY: at least 8 characters without spaces are expected, best beginning with 'sk-seq-'",
  ],
  [
    { environment: { DATABASE_URL: "postgres://x" } },
    "database: this build stores in SQLite: a file or ':memory:' is expected",
  ],
];
test.each(wrong)("%j is an error that says where", (sources, finding) => {
  expect(findingsOf(sources)).toContain(finding);
});

test("all that is wrong is said at once, and a broken file quotes none of itself", () => {
  expect(findingsOf({ file: "a: 1\nb: 2" })).toHaveLength(2);
  expect(findingsOf({ file: "key: [sk-secret" }).join()).not.toContain("sk-secret");
});

test("what is shown has no secrets", () => {
  const configuration = read({
    environment: {
      OPENAI_API_KEY: "secret-1",
      SEQURITY_BOOTSTRAP_KEY: "sk-seq-secret-2",
      SEQURITY_ENCRYPTION_KEY: "ab".repeat(32),
      LLAMA_BASE_URL: "http://user:secret-3@box/v1",
    },
  });
  const shown = JSON.stringify(effectiveConfiguration(configuration));
  expect(shown).not.toMatch(/secret-|abab/);
  expect(shown).toContain('"api_key":"[hidden]"');
});

test("a .env in the folder counts less than the environment; a file that is not there is an error", () => {
  writeFileSync(join(folder, ".env"), "SEQURITY_MODELS=from-file\nDATABASE_URL=from-file.db\n");
  writeFileSync(join(folder, "sequrity.yaml"), "log_level: warn\n");
  const environment = { DATABASE_URL: "from-environment.db" };
  expect(
    loadConfiguration({ folder, environment, configFile: "sequrity.yaml", flags: { port: 0 } }),
  ).toMatchObject({
    models: ["from-file"],
    database: "from-environment.db",
    logLevel: "warn",
    port: 0,
  });
  expect(() => loadConfiguration({ folder, environment, configFile: "no.yaml" })).toThrow(ConfigurationError);
});
