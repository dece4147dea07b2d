import { request as httpRequest } from "node:http";
import { readConfiguration } from "../src/configuration/read.ts";
import { type RunningServer, type ServerOptions, startServer } from "../src/server.ts";

/** A server on a free port, for tests, and requests to it as no client library would send them. */

export const bootstrapKey = "sk-seq-0000000000test";

export interface TestServer extends RunningServer {
  /** Lines of the log so far. */
  readonly log: readonly string[];
}

export async function startTestServer(options: {
  /** YAML. */
  readonly file?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly database?: string;
  readonly createEngine?: ServerOptions["createEngine"];
}): Promise<TestServer> {
  const log: string[] = [];
  const configuration = readConfiguration({
    flags: { port: 0, database: options.database ?? ":memory:" },
    environment: { SEQURITY_BOOTSTRAP_KEY: bootstrapKey, ...options.environment },
    folder: import.meta.dirname,
    ...(options.file === undefined ? {} : { file: options.file }),
  });
  const server = await startServer({
    configuration,
    logDestination: { write: (line) => void log.push(line) },
    ...(options.createEngine === undefined ? {} : { createEngine: options.createEngine }),
  });
  return { ...server, log };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: RawError;
}
/** The parts of an answer that tests look at. */
export interface RawError {
  readonly error?: {
    readonly message: string;
    readonly type: string;
    readonly code: string;
    readonly param: string | null;
  };
  readonly detail?: unknown;
  readonly [field: string]: unknown;
}

/** One request, byte by byte as given. */
export function send(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array;
  } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method: options.method ?? "GET", headers: options.headers ?? {}, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          text += piece;
        });
        response.on("error", reject);
        response.on("end", () => {
          let json: RawError = {};
          try {
            json = JSON.parse(text);
          } catch {
            // Not every answer is JSON.
          }
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    request.on("error", reject);
    // As bytes: with a text Node would write the headers in the text's encoding.
    request.end(options.body === undefined ? undefined : Buffer.from(options.body));
  });
}

/** A POST of a chat completion request with the bootstrap key. */
export function postChat(
  server: RunningServer,
  body: unknown,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly path?: string } = {},
): Promise<RawAnswer> {
  return send(`${server.url}${options.path ?? "/control/chat/v1/chat/completions"}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${bootstrapKey}`,
      ...options.headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
