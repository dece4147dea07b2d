import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SequrityClient } from "@sequrity/client";
import { readConfiguration, startServer } from "@sequrity/server";

/**
 * What every example stands on: a real server, in this process, whose model answers are recorded. With SEQURITY_URL,
 * SEQURITY_API_KEY and SEQURITY_MODEL set, an example talks to your server and its models instead.
 */

/** A recorded answer, and the request that it is for. */
export interface RecordedAnswer {
  readonly model?: "planner" | "quarantine" | "single";
  /** A text of the whole prompt. */
  readonly when?: string;
  /** A text of the user's last message; of a planner's: of the conversation so far. */
  readonly last_user?: string;
  readonly answer: string;
}

export interface Stage extends AsyncDisposable {
  readonly client: SequrityClient;
  /** The planning and the quarantined model. */
  readonly model: string;
}

export async function openStage(answers: readonly RecordedAnswer[]): Promise<Stage> {
  const { SEQURITY_URL: url, SEQURITY_API_KEY: apiKey = "", SEQURITY_MODEL: model } = process.env;
  if (url !== undefined) {
    console.log(`Server ${url}, its own models.\n`);
    return {
      client: new SequrityClient({ apiKey, baseURL: url }),
      model: model ?? "gpt-5-mini",
      async [Symbol.asyncDispose]() {},
    };
  }
  const folder = await mkdtemp(join(tmpdir(), "sequrity-example-"));
  const file = join(folder, "answers.yaml");
  await writeFile(file, JSON.stringify(answers)); // JSON is YAML.
  const server = await startServer({
    configuration: readConfiguration({
      flags: { port: 0, database: ":memory:" },
      environment: { SEQURITY_LOG_LEVEL: "silent" },
      file: JSON.stringify({
        providers: { recorded: { kind: "recorded", file } },
        default_provider: "recorded",
      }),
      folder,
    }),
  });
  const { secret } = await server.keys.create({ name: "example" });
  console.log(`Server ${server.url}. The model answers are recorded: no model is asked, all else is real.\n`);
  return {
    client: new SequrityClient({ apiKey: secret, baseURL: server.url }),
    model: "planner,quarantine",
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A planning model's answer. */
export function plan(...lines: readonly string[]): string {
  return ["```python", ...lines, "```"].join("\n");
}

/** A line of the story, or several; after an empty one where `who` begins with a line break. */
export function tell(who: string, what: unknown): void {
  const text = typeof what === "string" ? what : JSON.stringify(what);
  const label = who.replace("\n", "");
  if (label !== who) console.log();
  console.log(`${`${label}:`.padEnd(12)}${text.trimEnd().replaceAll("\n", `\n${" ".repeat(12)}`)}`);
}

/** What an example shows. When it does not hold, the example ends with an error. */
export function holds(claim: string, truth: boolean): void {
  if (!truth) throw new Error(`This does not hold: ${claim}`);
  console.log(`\n=> ${claim}`);
}
