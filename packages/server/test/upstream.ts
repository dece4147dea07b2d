import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A programmable OpenAI-compatible provider on loopback: what it answers, how slowly, and where it breaks off. */

export interface UpstreamCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatBody;
  /** Resolves when the client of this call has gone before the answer's end. */
  readonly gone: Promise<void>;
}
export interface ChatBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages?: readonly {
    readonly role: string;
    readonly content?: unknown;
    readonly tool_call_id?: string;
  }[];
  readonly [field: string]: unknown;
}

export type Reply =
  | {
      readonly kind: "json";
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly body: unknown;
    }
  | { readonly kind: "text"; readonly status?: number; readonly type: string; readonly text: string }
  /** Server-sent events, written in pieces of so many bytes (0: all at once), each after a pause. */
  | {
      readonly kind: "events";
      readonly events: readonly string[];
      readonly pieceBytes?: number;
      readonly pauseMs?: number;
      /** Breaks the connection after the last event instead of ending the answer. */
      readonly cut?: boolean;
    }
  /** Closes the connection without an answer. */
  | { readonly kind: "hangUp" }
  /** Announces a body and breaks off in it. */
  | { readonly kind: "cutBody" }
  /** Never answers; `headers`: after the headers. */
  | { readonly kind: "silence"; readonly headers?: boolean };

export type Program = (call: UpstreamCall, number: number) => Reply | Promise<Reply>;

export class Upstream {
  readonly calls: UpstreamCall[] = [];
  readonly #server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => {
      text += piece;
    });
    request.on("end", () => {
      const gone = new Promise<void>((resolve) => {
        response.once("close", () => {
          if (!response.writableFinished) resolve();
        });
      });
      const body: ChatBody = JSON.parse(text);
      const call = { path: request.url ?? "", headers: request.headers, body, gone };
      this.calls.push(call);
      void this.#answer(call, response);
    });
  });
  readonly #sockets = new Set<Socket>();
  #program: Program = () => completion("Hello.");

  static async start(): Promise<Upstream> {
    const upstream = new Upstream();
    upstream.#server.on("connection", (socket) => {
      upstream.#sockets.add(socket);
      socket.once("close", () => upstream.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => upstream.#server.listen(0, "127.0.0.1", resolve));
    return upstream;
  }

  get baseUrl(): string {
    const address: AddressInfo | string | null = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/v1`;
  }

  /** From now on answers so; forgets the calls so far. */
  program(program: Program | readonly Reply[]): void {
    this.calls.length = 0;
    if (typeof program === "function") this.#program = program;
    else
      this.#program = (_call, number) =>
        program[number] ?? { kind: "json", status: 500, body: { error: "no reply left" } };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(call: UpstreamCall, response: ServerResponse): Promise<void> {
    const reply = await this.#program(call, this.calls.length - 1);
    switch (reply.kind) {
      case "json":
        response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
        response.end(JSON.stringify(reply.body));
        return;
      case "text":
        response.writeHead(reply.status ?? 200, { "content-type": reply.type });
        response.end(reply.text);
        return;
      case "hangUp":
        response.destroy();
        return;
      case "cutBody":
        response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
        response.write('{"id": "x", "choices": [');
        await sleep(20);
        response.destroy();
        return;
      case "silence":
        if (reply.headers === true) {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.flushHeaders();
        }
        return;
      case "events": {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const bytes = Buffer.from(reply.events.map((data) => `data: ${data}\n\n`).join(""));
        const step = reply.pieceBytes || bytes.length;
        for (let start = 0; start < bytes.length; start += step) {
          response.write(bytes.subarray(start, start + step));
          if (reply.pauseMs !== undefined || step < bytes.length) await sleep(reply.pauseMs ?? 0);
        }
        if (reply.cut !== true) {
          response.end();
          return;
        }
        await sleep(20);
        response.destroy();
      }
    }
  }
}

export const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** A whole completion with a text, or with calls. */
export function completion(
  text: string | null,
  calls: readonly { readonly name: string; readonly arguments: string }[] = [],
  extra: Readonly<Record<string, unknown>> = {},
): Reply {
  return {
    kind: "json",
    body: {
      id: "chatcmpl-upstream",
      object: "chat.completion",
      created: 1,
      model: "upstream-model",
      choices: [
        {
          index: 0,
          finish_reason: calls.length > 0 ? "tool_calls" : "stop",
          message: {
            role: "assistant",
            content: text,
            ...(calls.length > 0 ? { tool_calls: calls.map(toolCall) } : {}),
          },
        },
      ],
      usage,
      ...extra,
    },
  };
}

/** The events of a streamed completion. */
export function chunks(
  texts: readonly string[],
  calls: readonly { readonly name: string; readonly arguments: string }[] = [],
): readonly string[] {
  const deltas: object[] = [{ role: "assistant", content: "" }, ...texts.map((content) => ({ content }))];
  for (const [index, call] of calls.entries()) {
    const { id, type } = toolCall(call, index);
    const half = Math.floor(call.arguments.length / 2);
    deltas.push({ tool_calls: [{ index, id, type, function: { name: call.name, arguments: "" } }] });
    deltas.push({ tool_calls: [{ index, function: { arguments: call.arguments.slice(0, half) } }] });
    deltas.push({ tool_calls: [{ index, function: { arguments: call.arguments.slice(half) } }] });
  }
  const base = {
    id: "chatcmpl-upstream",
    object: "chat.completion.chunk",
    created: 1,
    model: "upstream-model",
  };
  const finish_reason = calls.length > 0 ? "tool_calls" : "stop";
  return [
    ...deltas.map((delta) => ({ ...base, choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...base, choices: [{ index: 0, delta: {}, finish_reason }] },
    { ...base, choices: [], usage },
  ]
    .map((chunk) => JSON.stringify(chunk))
    .concat("[DONE]");
}

function toolCall(call: { readonly name: string; readonly arguments: string }, index: number) {
  return { id: `call_${index}`, type: "function", function: call };
}
