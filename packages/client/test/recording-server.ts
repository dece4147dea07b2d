import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that notes what it is asked and answers as the test says. */

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}
export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface RecordingServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What the next requests are answered with; the last answer goes on for ever. */
  answers: Answer[];
  close(): Promise<void>;
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString("utf8");
    const noted: SeenRequest = {
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
    seen.push(noted);
    const answer = started.answers.length > 1 ? started.answers.shift() : started.answers[0];
    await answer?.(noted, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = isAddress(address) ? address.port : 0;
  const started: RecordingServer = {
    url: `http://127.0.0.1:${port}`,
    seen,
    answers: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Answers with server-sent events, one for each datum. */
export function events(data: readonly unknown[], headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream", ...headers });
    for (const datum of data) {
      response.write(`data: ${typeof datum === "string" ? datum : JSON.stringify(datum)}\n\n`);
    }
    response.end();
  };
}

/** A completion as the server sends it. */
export function completion(text: string, sessionId: string): Record<string, unknown> {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_790_000_000,
    model: "m",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text, refusal: null },
        finish_reason: "stop",
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    session_id: sessionId,
  };
}

/** An answer of a session, with its header. */
export function answerOf(text: string, sessionId: string): Answer {
  return json(200, completion(text, sessionId), { "x-session-id": sessionId, "x-request-id": "req-1" });
}
