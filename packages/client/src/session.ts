import type { OpenAI } from "openai";
import { Conversations } from "./conversations.ts";
import { type ControlSettings, controlHeaders, endpointPath, type RequestOptions } from "./options.ts";

/**
 * The client's settings, and the sessions of its conversations. Nothing here belongs to one request, so any number may
 * run at the same time.
 */
export class Session {
  readonly #defaults: ControlSettings;
  readonly #conversations = new Conversations();
  /** Set by the caller: every request continues it. */
  #pinned: string | undefined;
  #latest: string | undefined;

  constructor(defaults: ControlSettings) {
    this.#defaults = defaults;
    this.#pinned = defaults.sessionId ?? undefined;
  }

  /** The session set by the caller, else that of the latest answer. */
  get id(): string | undefined {
    return this.#pinned ?? this.#latest;
  }

  pin(sessionId: string | null): void {
    this.#pinned = sessionId ?? undefined;
  }

  reset(): void {
    this.#pinned = undefined;
    this.#latest = undefined;
    this.#conversations.forget();
  }

  /** Where a request goes, and its headers: own keys, config, session. */
  request(
    messages: readonly OpenAI.ChatCompletionMessageParam[],
    options: RequestOptions,
  ): { path: string; headers: Record<string, string> } {
    const sessionId =
      options.sessionId === undefined
        ? (this.#pinned ?? this.#conversations.find(messages))
        : (options.sessionId ?? undefined);
    return {
      path: endpointPath(options, this.#defaults),
      headers: {
        ...controlHeaders(options, this.#defaults),
        ...(sessionId !== undefined && { "X-Session-ID": sessionId }),
        // The transport repeats what failed in between: the server must not plan twice for one call.
        "Idempotency-Key": globalThis.crypto.randomUUID(),
        ...options.customHeaders,
      },
    };
  }

  /** Notes the session of an answer that has begun. */
  seen(sessionId: string | undefined): void {
    if (sessionId !== undefined) this.#latest = sessionId;
  }

  /** Notes the session of an answer to a history, so that the conversation goes on in it. */
  answered(
    messages: readonly OpenAI.ChatCompletionMessageParam[],
    answer: { readonly role: string; readonly content?: unknown; readonly tool_calls?: unknown },
    sessionId: string | undefined,
  ): void {
    if (sessionId === undefined) return;
    this.seen(sessionId);
    this.#conversations.remember(messages, answer, sessionId);
  }
}
