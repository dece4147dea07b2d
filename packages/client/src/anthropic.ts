import { Anthropic, type APIPromise, type ClientOptions } from "@anthropic-ai/sdk";
import { DropIn, readBaseURL } from "./drop-in.ts";
import type { ControlSettings } from "./options.ts";
import { Session } from "./session.ts";

export { type OfficialOptions, withControl } from "./drop-in.ts";

/** What `SequrityAnthropic` takes: the official client's options, and ours. */
export interface SequrityAnthropicOptions
  extends Omit<ClientOptions, "apiKey" | "credentials" | "config" | "profile" | "baseURL"> {
  /** Your key for the orchestrator, `sk-seq-…`. */
  readonly apiKey?: string | null | undefined;
  /** The server, or an endpoint of it such as `…/control/chat/anthropic`; `http://127.0.0.1:8787` when left out. */
  readonly baseURL?: string | null | undefined;
  /** Settings for all calls; `withControl` sets them anew for one. */
  readonly control?: ControlSettings | undefined;
}

type Sent = Parameters<Anthropic["request"]>[0];

/**
 * The official `Anthropic` client through the orchestrator: messages with all of their helpers (`stream`,
 * `toolRunner`), types and errors. Sessions are followed as `SequrityClient` does.
 */
export class SequrityAnthropic extends Anthropic {
  #dropIn: DropIn;

  constructor(options: SequrityAnthropicOptions) {
    const { baseURL, control = {}, apiKey, authToken, ...official } = options;
    const found = readBaseURL(baseURL ?? "http://127.0.0.1:8787");
    const session = new Session({ ...found.control, ...control });
    const dropIn = new DropIn(session, found.server, "");
    // As a bearer token: `X-Api-Key` is the provider's key.
    super({ ...official, apiKey: null, authToken: apiKey ?? authToken ?? null, baseURL: dropIn.baseURL });
    this.#dropIn = dropIn;
  }

  /** A client with other settings, which goes on with this one's conversations. `control` is laid over this one's. */
  override withOptions(options: Partial<SequrityAnthropicOptions>): this {
    const control = { ...this.#dropIn.session.defaults, ...options.control };
    const changed: Partial<SequrityAnthropicOptions> = { ...options, control };
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
