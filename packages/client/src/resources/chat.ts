import type { OpenAI } from "openai";
import { type AnswerFacts, type Exchange, settled } from "../exchange.ts";
import { ChatReading, saidByChatCompletion, saidInChat } from "../history/chat.ts";
import type { RequestOptions, StoredOptions } from "../options.ts";
import { firstPage, type Page } from "../page.ts";
import { ChatCompletionStream } from "../stream.ts";
import type { AnswerFields, ControlFields } from "./control-fields.ts";

/** The body of a chat completion that is streamed: the public API's, and our own fields. */
export type ChatCreateParamsStreaming = OpenAI.ChatCompletionCreateParamsStreaming & ControlFields;
/** The body of a chat completion that comes whole. */
export type ChatCreateParamsNonStreaming = OpenAI.ChatCompletionCreateParamsNonStreaming & ControlFields;
/** The body of a chat completion. */
export type ChatCreateParams = ChatCreateParamsStreaming | ChatCreateParamsNonStreaming;

/** An answer, with what our server adds to the public form. */
export type ChatCompletion = OpenAI.ChatCompletion & AnswerFields & AnswerFacts;

/** Chat completions through the orchestrator: `client.control.chat`. */
export class ChatResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
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
    const turn = this.#exchange.turn("chat", saidInChat(body), options);
    const { completions } = turn.client.chat;
    if (body.stream !== true) {
      return this.#exchange.whole(turn, completions.create(body, turn.request), saidByChatCompletion);
    }
    const arriving = completions.create(body, turn.request);
    return new ChatCompletionStream(await this.#exchange.streamed(turn, arriving, new ChatReading()));
  }

  /** The stored completions (`store: true`), page by page. */
  list(
    query: OpenAI.ChatCompletionListParams = {},
    options: StoredOptions = {},
  ): Promise<Page<OpenAI.ChatCompletion>> {
    const { client, request } = this.#exchange.stored(options);
    return firstPage(client.chat.completions.list(query, request));
  }

  /** A stored completion. */
  retrieve(id: string, options: StoredOptions = {}): Promise<OpenAI.ChatCompletion> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.chat.completions.retrieve(id, request));
  }

  /** Sets the `metadata` of a stored completion. */
  update(
    id: string,
    body: OpenAI.ChatCompletionUpdateParams,
    options: StoredOptions = {},
  ): Promise<OpenAI.ChatCompletion> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.chat.completions.update(id, body, request));
  }

  /** Deletes a stored completion. */
  delete(id: string, options: StoredOptions = {}): Promise<OpenAI.ChatCompletionDeleted> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.chat.completions.delete(id, request));
  }

  /** The messages that a stored completion answers, page by page. */
  messages(
    id: string,
    query: OpenAI.Chat.Completions.MessageListParams = {},
    options: StoredOptions = {},
  ): Promise<Page<OpenAI.ChatCompletionStoreMessage>> {
    const { client, request } = this.#exchange.stored(options);
    return firstPage(client.chat.completions.messages.list(id, query, request));
  }
}
