import type { OpenAI } from "openai";
import { sequrityError } from "./errors.ts";
import type { RequestOptions } from "./options.ts";
import type { Session } from "./session.ts";
import { ChatCompletionStream } from "./stream.ts";
import type { Transport } from "./transport.ts";

/** Metadata of a value, as a caller gives it. */
export interface GivenMeta {
  readonly producers?: readonly string[];
  readonly consumers?: readonly string[];
  readonly tags?: readonly string[];
}

/** Fields of a chat completion's body that our server adds to the public API. */
export interface ControlFields {
  /** The plan to run: no planning model is called. */
  user_provided_program?: string | null;
  /** Variables that the plan sees. Without `meta` a value counts as untrusted. */
  context_vars?: Record<string, { value: unknown; meta?: GivenMeta }> | null;
}

export type ChatCreateParamsStreaming = OpenAI.ChatCompletionCreateParamsStreaming & ControlFields;
export type ChatCreateParamsNonStreaming = OpenAI.ChatCompletionCreateParamsNonStreaming & ControlFields;
export type ChatCreateParams = ChatCreateParamsStreaming | ChatCreateParamsNonStreaming;

/** An answer, with what our server adds to the public form. */
export type ChatCompletion = OpenAI.ChatCompletion & {
  /** As in the body. */
  session_id?: string | null;
  /** The session that answered. */
  sessionId: string | undefined;
  /** The answer's `x-request-id`. */
  requestId: string | undefined;
};

const sessionHeader = "x-session-id";

/** Chat completions through the orchestrator: `client.control.chat`. */
export class ChatResource {
  readonly #transport: Transport;
  readonly #session: Session;

  constructor(transport: Transport, session: Session) {
    this.#transport = transport;
    this.#session = session;
  }

  /**
   * Sends a chat completion request. The body is the public API's; with `stream: true` the answer is an async iterable
   * of chunks.
   * @throws SequrityValidationError before anything is sent, SequrityAPIError for the server's error answers,
   *   SequrityConnectionError when there is no answer.
   */
  create(body: ChatCreateParamsStreaming, options?: RequestOptions): Promise<ChatCompletionStream>;
  create(body: ChatCreateParamsNonStreaming, options?: RequestOptions): Promise<ChatCompletion>;
  create(body: ChatCreateParams, options?: RequestOptions): Promise<ChatCompletion | ChatCompletionStream>;
  async create(
    body: ChatCreateParams,
    options: RequestOptions = {},
  ): Promise<ChatCompletion | ChatCompletionStream> {
    const { path, headers } = this.#session.request(body.messages, options);
    const { completions } = this.#transport.at(path).chat;
    const request = {
      headers,
      ...(options.timeout !== undefined && { timeout: options.timeout }),
      ...(options.signal && { signal: options.signal }),
    };
    if (body.stream !== true) {
      const { data, response } = await answered(completions.create(body, request).withResponse());
      const completion: ChatCompletion = Object.assign(data, answerFacts(response));
      completion.sessionId ??= completion.session_id ?? undefined;
      for (const { message } of completion.choices) {
        this.#session.answered(body.messages, message, completion.sessionId);
      }
      return completion;
    }
    const { data, response } = await answered(completions.create(body, request).withResponse());
    const facts = answerFacts(response);
    this.#session.seen(facts.sessionId);
    return new ChatCompletionStream({
      chunks: data,
      controller: data.controller,
      ...facts,
      signal: options.signal ?? undefined,
      onEnd: ({ message, sessionId }) => this.#session.answered(body.messages, message, sessionId),
    });
  }
}

/** What the transport brings; its errors become the SDK's own. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw sequrityError(error);
  }
}

function answerFacts(response: Response): { sessionId: string | undefined; requestId: string | undefined } {
  return {
    sessionId: response.headers.get(sessionHeader) ?? undefined,
    requestId: response.headers.get("x-request-id") ?? undefined,
  };
}
