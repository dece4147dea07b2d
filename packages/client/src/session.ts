import { Conversations } from "./conversations.ts";
import type { Api, Said } from "./history/said.ts";
import { type ControlSettings, controlHeaders, endpointPath, type RequestOptions } from "./options.ts";

/** Where a request goes, and what of us goes with it. */
export interface Addressed {
  /** Between the server's base and the API's own path. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

/**
 * The client's settings, and the sessions of its conversations. Nothing here belongs to one request, so any number may
 * run at the same time.
 */
export class Session {
  readonly #defaults: ControlSettings;
  readonly #conversations: Conversations;
  /** Set by the caller: every request continues it. */
  #pinned: string | undefined;
  #latest: string | undefined;

  constructor(defaults: ControlSettings, conversations: Conversations = new Conversations()) {
    this.#defaults = defaults;
    this.#conversations = conversations;
    this.#pinned = defaults.sessionId ?? undefined;
  }

  get defaults(): ControlSettings {
    return this.#defaults;
  }

  /** Other settings for the same conversations; a session that the caller has set stays set. */
  withDefaults(defaults: ControlSettings): Session {
    const session = new Session(defaults, this.#conversations);
    if (defaults.sessionId === this.#defaults.sessionId) session.#pinned = this.#pinned;
    return session;
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

  /**
   * A request for a turn: own keys, config, session. A history of undefined is one that only the server knows whole.
   * @throws SequrityValidationError naming the field of a header that the server would refuse.
   */
  turn(api: Api, history: readonly Said[] | undefined, options: RequestOptions): Addressed {
    const sessionId =
      options.sessionId === undefined
        ? (this.#pinned ?? (history && this.#conversations.find(api, history)))
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

  /** Notes the session of the answers to a history, so that the conversation goes on in it. */
  answered(
    api: Api,
    history: readonly Said[] | undefined,
    answers: readonly (readonly Said[])[],
    sessionId: string | undefined,
  ): void {
    if (sessionId === undefined) return;
    this.seen(sessionId);
    if (history === undefined) return;
    for (const answer of answers) this.#conversations.remember(api, history, answer, sessionId);
  }
}
