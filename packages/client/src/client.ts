import { Exchange } from "./exchange.ts";
import { LangGraphResource } from "./integrations/langgraph/resource.ts";
import type { ControlSettings } from "./options.ts";
import { ChatResource } from "./resources/chat.ts";
import { ConversationsResource } from "./resources/conversations.ts";
import { MessagesResource } from "./resources/messages.ts";
import { ModelsResource } from "./resources/models.ts";
import { PolicyResource } from "./resources/policy.ts";
import { ResponsesResource } from "./resources/responses.ts";
import { Session } from "./session.ts";
import { Transport } from "./transport.ts";

/** What a client is made from. */
export interface SequrityClientOptions {
  /** Your key for the orchestrator, `sk-seq-…`. */
  readonly apiKey: string;
  /** The server; `http://127.0.0.1:8787` when left out. */
  readonly baseURL?: string | undefined;
  /** Milliseconds to wait for an answer to begin; ten minutes when left out. */
  readonly timeout?: number | undefined;
  /** How often a request is repeated after a failure in between; 2 when left out. */
  readonly maxRetries?: number | undefined;
  /** Settings for all calls, each of which a call may set anew. */
  readonly control?: ControlSettings | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** In a browser the key can be read by whoever uses the page: say that you mean it. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** The secure orchestrator: `client.control`. */
export class ControlResource {
  readonly chat: ChatResource;
  readonly responses: ResponsesResource;
  readonly messages: MessagesResource;
  readonly conversations: ConversationsResource;
  readonly models: ModelsResource;
  readonly policy: PolicyResource;
  readonly langgraph: LangGraphResource;
  readonly #session: Session;

  constructor(transport: Transport, defaults: ControlSettings) {
    this.#session = new Session(defaults);
    const exchange = new Exchange(transport, this.#session);
    this.chat = new ChatResource(exchange);
    this.responses = new ResponsesResource(exchange);
    this.messages = new MessagesResource(exchange);
    this.conversations = new ConversationsResource(exchange);
    this.models = new ModelsResource(exchange);
    this.policy = new PolicyResource(exchange);
    this.langgraph = new LangGraphResource(this.chat, defaults);
  }

  /**
   * The session set by `setSessionId`, else that of the latest answer. With several conversations at once, take the
   * `sessionId` of an answer or a stream instead.
   */
  get sessionId(): string | undefined {
    return this.#session.id;
  }

  /**
   * Continues this session in every call that names no other. Without it each conversation goes on in its own: by the
   * tool results in its history, or by the answer that it resends. null goes back to that.
   */
  setSessionId(sessionId: string | null): void {
    this.#session.pin(sessionId);
  }

  /** Forgets all sessions: the next call of each conversation begins a new one, unless its tool results name it. */
  resetSession(): void {
    this.#session.reset();
  }
}

/** A client of the orchestrator. It may be shared by concurrent calls. */
export class SequrityClient {
  readonly control: ControlResource;

  constructor(options: SequrityClientOptions) {
    const { apiKey, baseURL = "http://127.0.0.1:8787", control = {}, ...connection } = options;
    this.control = new ControlResource(new Transport({ apiKey, baseURL, ...connection }), control);
  }
}
