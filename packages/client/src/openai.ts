import { type APIPromise, type ClientOptions, OpenAI } from "openai";
import { DropIn, readBaseURL } from "./drop-in.ts";
import type { ControlSettings } from "./options.ts";
import { Session } from "./session.ts";

export { type OfficialOptions, withControl } from "./drop-in.ts";

/** What `SequrityOpenAI` takes: the official client's options, and ours. */
export interface SequrityOpenAIOptions
  extends Omit<ClientOptions, "organization" | "project" | "adminAPIKey" | "baseURL"> {
  /** The server, or an endpoint of it such as `…/control/chat/openai/v1`; `http://127.0.0.1:8787` when left out. */
  readonly baseURL?: string | null | undefined;
  /** Settings for all calls; `withControl` sets them anew for one. */
  readonly control?: ControlSettings | undefined;
}

type Sent = Parameters<OpenAI["request"]>[0];

/**
 * The official `OpenAI` client through the orchestrator: chat completions and responses with all of their helpers
 * (`runTools`, `stream`, `parse`), types and errors. Sessions are followed as `SequrityClient` does.
 */
export class SequrityOpenAI extends OpenAI {
  #dropIn: DropIn;
  protected override idempotencyHeader = "Idempotency-Key";

  constructor(options: SequrityOpenAIOptions) {
    const { baseURL, control = {}, ...official } = options;
    const found = readBaseURL(baseURL ?? "http://127.0.0.1:8787");
    const session = new Session({ ...found.control, ...control });
    const dropIn = new DropIn(session, found.server, "/v1");
    // What the environment says about OpenAI's own service is not for our server.
    const others = { organization: null, project: null, adminAPIKey: null };
    super({ ...official, ...others, baseURL: dropIn.baseURL });
    this.#dropIn = dropIn;
  }

  /** A client with other settings, which goes on with this one's conversations. `control` is laid over this one's. */
  override withOptions(options: Partial<SequrityOpenAIOptions>): this {
    const control = { ...this.#dropIn.session.defaults, ...options.control };
    const changed: Partial<SequrityOpenAIOptions> = { ...options, control };
    const client = super.withOptions(changed);
    client.#dropIn = client.#dropIn.after(this.#dropIn);
    return client;
  }

  override request<Rsp>(options: Sent, remainingRetries: number | null = null): APIPromise<Rsp> {
    const call = this.#dropIn.call();
    const sent = Promise.resolve(options).then((given) => call.address(given));
    return super
      .request<Rsp>(sent, remainingRetries)
      ._thenUnwrap((answer, { response }) => call.answered(answer, response));
  }

  /** Lists do not come through `request`. */
  protected override async prepareOptions(options: Awaited<Sent>): Promise<void> {
    await super.prepareOptions(options);
    this.#dropIn.addressOthers(options);
  }

  protected override async prepareRequest(
    request: RequestInit,
    context: { url: string; options: Awaited<Sent> },
  ): Promise<void> {
    await super.prepareRequest(request, context);
    this.#dropIn.complete(request.headers, context.options);
  }

  /** The session set by `setSessionId`, else that of the latest answer. */
  get sessionId(): string | undefined {
    return this.#dropIn.session.id;
  }

  /** Continues this session in every call that names no other; null goes back to following each conversation. */
  setSessionId(sessionId: string | null): void {
    this.#dropIn.session.pin(sessionId);
  }

  /** Forgets all sessions: the next call of each conversation begins a new one, unless its tool results name it. */
  resetSession(): void {
    this.#dropIn.session.reset();
  }

  /** The session that gave an answer or gives a stream. */
  sessionIdOf(answer: object): string | undefined {
    return this.#dropIn.sessionIdOf(answer);
  }
}
