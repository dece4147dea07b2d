import type { Writable } from "node:stream";
import type { JsonValue } from "./json.ts";

/** A message of JSON-RPC 2.0: a request has `id` and `method`, a notification `method`, a response `id` and `result` or `error`. */
export interface JsonRpcMessage {
  readonly jsonrpc: "2.0";
  readonly id?: JsonValue;
  readonly method?: string;
  readonly params?: JsonValue;
  readonly result?: JsonValue;
  readonly error?: JsonValue;
}

export type ReadMessage =
  | { readonly kind: "message"; readonly message: JsonRpcMessage }
  | { readonly kind: "unreadable"; readonly reason: string };

const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
const SEPARATOR = "\r\n\r\n";

/** Takes messages with `Content-Length` headers out of a stream of bytes. */
export class JsonRpcReader {
  #bytes = Buffer.alloc(0);
  /** How many bytes of a message that is too long are still to be thrown away. */
  #skip = 0;

  /** Adds bytes, and gives the messages that are now complete. */
  push(chunk: Buffer): readonly ReadMessage[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const messages: ReadMessage[] = [];
    for (let read = this.#next(); read !== undefined; read = this.#next()) messages.push(read);
    return messages;
  }

  #next(): ReadMessage | undefined {
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, this.#bytes.length);
      this.#bytes = this.#bytes.subarray(skipped);
      this.#skip -= skipped;
      if (this.#skip > 0) return undefined;
    }
    const end = this.#bytes.indexOf(SEPARATOR);
    if (end < 0) return undefined;
    const header = this.#bytes.subarray(0, end).toString("latin1");
    const length = /^content-length: *(\d+)$/im.exec(header)?.[1];
    const start = end + SEPARATOR.length;
    if (length === undefined) {
      this.#bytes = this.#bytes.subarray(start);
      return { kind: "unreadable", reason: "A message has no Content-Length." };
    }
    if (Number(length) > MESSAGE_BYTES_MAX) {
      this.#bytes = this.#bytes.subarray(start);
      this.#skip = Number(length);
      return { kind: "unreadable", reason: `A message is longer than ${MESSAGE_BYTES_MAX} bytes.` };
    }
    if (this.#bytes.length < start + Number(length)) return undefined;
    const body = this.#bytes.subarray(start, start + Number(length)).toString("utf8");
    this.#bytes = this.#bytes.subarray(start + Number(length));
    return readBody(body);
  }
}

function readBody(body: string): ReadMessage {
  try {
    const json: unknown = JSON.parse(body);
    if (isMessage(json)) return { kind: "message", message: json };
    return { kind: "unreadable", reason: "A message is no JSON-RPC 2.0." };
  } catch {
    return { kind: "unreadable", reason: "A message is no JSON." };
  }
}

function isMessage(json: unknown): json is JsonRpcMessage {
  return json !== null && typeof json === "object" && "jsonrpc" in json && json.jsonrpc === "2.0";
}

/** Writes a message with its header. */
export function writeMessage(output: Writable, message: JsonRpcMessage): void {
  const body = JSON.stringify(message);
  output.write(`Content-Length: ${Buffer.byteLength(body)}${SEPARATOR}${body}`);
}
