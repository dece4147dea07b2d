import type { ServerResponse } from "node:http";
import type { JsonValue } from "@sequrity/engine";
import { writeJsonText } from "./json-text.ts";

/** What a client that does not read may leave unread before it counts as gone. */
const unreadBytesMax = 16 * 1024 * 1024;

export interface EventStreamOptions {
  /** Called once, before the first byte: gives the raw response to write to, with the headers to send. */
  open(): { readonly response: ServerResponse; readonly headers: Readonly<Record<string, string>> };
  /** After so long without a write a comment line goes out, or `keepAlive`. */
  readonly keepAliveMs: number;
  /** An event that keeps the stream alive, where the API has one. */
  readonly keepAlive?: { readonly name: string; readonly data: string };
  /** The client reads too slowly, or not at all. */
  onStuck(): void;
}

/**
 * Server-sent events. Nothing is sent, not even the status, until the first event or until the stream has been idle for
 * `keepAliveMs`: an error before that is a plain answer with a status of its own.
 */
export class EventStream {
  readonly #options: EventStreamOptions;
  #response: ServerResponse | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#wait();
  }

  get opened(): boolean {
    return this.#response !== undefined;
  }

  send(event: JsonValue): void {
    this.#write(`data: ${writeJsonText(event)}\n\n`);
  }

  /** An event under a name; its data is text already. */
  sendNamed(name: string, data: string): void {
    this.#write(namedEvent({ name, data }));
  }

  /** Ends the stream; `last` is the data of a last event. */
  end(last?: string): void {
    if (last !== undefined) this.#write(`data: ${last}\n\n`);
    this.stop();
    this.#response?.end();
  }

  /** Sends nothing any more; for a stream that was never opened. */
  stop(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #write(text: string): void {
    if (this.#ended) return;
    if (this.#response === undefined) {
      const { response, headers } = this.#options.open();
      response.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
        ...headers,
      });
      this.#response = response;
    }
    if (this.#response.destroyed || this.#response.writableEnded) return;
    this.#response.write(text);
    if (this.#response.writableLength > unreadBytesMax) {
      this.stop();
      this.#options.onStuck();
      return;
    }
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { keepAlive, keepAliveMs } = this.#options;
    const text = keepAlive === undefined ? ": keep-alive\n\n" : namedEvent(keepAlive);
    this.#timer = setTimeout(() => this.#write(text), keepAliveMs);
    this.#timer.unref();
  }
}

function namedEvent({ name, data }: { readonly name: string; readonly data: string }): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}
