import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration, startServer } from "@sequrity/server";
import { SequrityClient, type SequrityClientOptions } from "../../src/index.ts";

/** A server of its own for a test file, whose model answers are the given recordings. */

export const key = "sk-seq-0000000000test";

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  client(control?: SequrityClientOptions["control"]): SequrityClient;
}

/** An entry of a recordings file: which prompt it answers, and how. */
export interface Recording {
  readonly model?: string;
  readonly when?: string | readonly string[];
  readonly unless?: string;
  readonly last_user?: string | readonly string[];
  readonly answer:
    | string
    | {
        readonly text?: string;
        readonly tool_calls?: readonly { readonly name: string; readonly arguments: object }[];
      };
}

export async function startServerWith(recordings: readonly Recording[]): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "sequrity-integrations-"));
  const file = join(folder, "answers.yaml");
  // JSON is YAML.
  await writeFile(file, JSON.stringify(recordings));
  const server = await startServer({
    configuration: readConfiguration({
      flags: { port: 0, database: ":memory:" },
      environment: { SEQURITY_LOG_LEVEL: "silent", SEQURITY_BOOTSTRAP_KEY: key },
      file: JSON.stringify({
        providers: { recorded: { kind: "recorded", file } },
        default_provider: "recorded",
      }),
      folder,
    }),
  });
  return {
    url: server.url,
    client: (control) => new SequrityClient({ apiKey: key, baseURL: server.url, control }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
