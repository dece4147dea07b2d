import type { ServerResponse } from "node:http";

/** What a client that does not read may leave unread before it counts as gone. */
const unreadBytesMax = 16 * 1024 * 1024;

/** One event: its data as text, and its name in APIs that name their events. */
export interface ServerSentEvent {
  readonly name?: string;
  readonly data: string;
}

export interface EventStreamOptions {
  /** Called once, before the first byte: gives the raw response to write to, with the headers to send. */
  open(): { readonly response: ServerResponse; readonly headers: Readonly<Record<string, string>> };
  /** After so long without a write a comment line goes out, or `keepAlive`. */
  readonly keepAliveMs: number;
  /** An event that keeps the stream alive, where the API has one. */
  readonly keepAlive?: ServerSentEvent;
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

  /** Sends the status, though there may be no event. */
  open(): void {
    this.#open();
  }

  send(event: ServerSentEvent): void {
    this.#write(eventText(event));
  }

  end(): void {
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
    const response = this.#open();
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > unreadBytesMax) {
      this.stop();
      this.#options.onStuck();
      return;
    }
    this.#wait();
  }

  #open(): ServerResponse {
    if (this.#response !== undefined) return this.#response;
    const { response, headers } = this.#options.open();
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      ...headers,
    });
    this.#response = response;
    return response;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { keepAlive, keepAliveMs } = this.#options;
    const text = keepAlive === undefined ? ": keep-alive\n\n" : eventText(keepAlive);
    this.#timer = setTimeout(() => this.#write(text), keepAliveMs);
    this.#timer.unref();
  }
}

function eventText({ name, data }: ServerSentEvent): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${data}\n\n`;
}
