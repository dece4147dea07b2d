import type { Anthropic } from "@anthropic-ai/sdk";
import { type AnswerFacts, type Exchange, settled } from "../exchange.ts";
import { MessagesReading, saidByMessage, saidInMessages } from "../history/messages.ts";
import type { RequestOptions } from "../options.ts";
import { MessageEventStream, type MessageStreamEvent } from "../stream.ts";
import type { AnswerFields, ControlFields } from "./control-fields.ts";

/** The body of a message that is streamed: Anthropic's, and our own fields. */
export type MessageCreateParamsStreaming = Anthropic.MessageCreateParamsStreaming & ControlFields;
/** The body of a message that comes whole. */
export type MessageCreateParamsNonStreaming = Anthropic.MessageCreateParamsNonStreaming & ControlFields;
/** The body of a message. */
export type MessageCreateParams = MessageCreateParamsStreaming | MessageCreateParamsNonStreaming;

/** An answer, with what our server adds to the public form. */
export type MessageAnswer = Anthropic.Message & AnswerFields & AnswerFacts;

type SentEvents = AsyncIterable<MessageStreamEvent> & { readonly controller: AbortController };

/**
 * Messages through the orchestrator: `client.control.messages`. Bodies and answers are typed by `@anthropic-ai/sdk`, of
 * which nothing is loaded: one transport carries all three APIs.
 */
export class MessagesResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Sends a request of the Messages API. The body is the public API's; with `stream: true` the answer is an async
   * iterable of its events, without the pings.
   * @throws SequrityValidationError before anything is sent, SequrityAPIError for the server's error answers,
   *   SequrityConnectionError when there is no answer.
   */
  create(body: MessageCreateParamsStreaming, options?: RequestOptions): Promise<MessageEventStream>;
  create(body: MessageCreateParamsNonStreaming, options?: RequestOptions): Promise<MessageAnswer>;
  create(body: MessageCreateParams, options?: RequestOptions): Promise<MessageAnswer | MessageEventStream>;
  async create(
    body: MessageCreateParams,
    options: RequestOptions = {},
  ): Promise<MessageAnswer | MessageEventStream> {
    const turn = this.#exchange.turn("messages", saidInMessages(body), options);
    const { client, request } = turn;
    if (body.stream !== true) {
      const arriving = client.post<Anthropic.Message>("/messages", { ...request, body });
      return this.#exchange.whole(turn, arriving, saidByMessage);
    }
    const arriving = client.post<SentEvents>("/messages", { ...request, body, stream: true });
    const source = await this.#exchange.streamed(turn, arriving, new MessagesReading());
    return new MessageEventStream({ ...source, events: withoutPings(source.events) });
  }

  /** How many tokens a request would have, as its provider counts them. */
  countTokens(
    body: Anthropic.MessageCountTokensParams,
    options: RequestOptions = {},
  ): Promise<Anthropic.MessageTokensCount> {
    const { client, request } = this.#exchange.stored(options);
    const arriving = client.post<Anthropic.MessageTokensCount>("/messages/count_tokens", {
      ...request,
      body,
    });
    return settled(arriving);
  }
}

/** Pings keep the connection alive and are no events of the API's types. */
async function* withoutPings(events: AsyncIterable<MessageStreamEvent>): AsyncGenerator<MessageStreamEvent> {
  for await (const event of events) {
    const type: string = event.type;
    if (type !== "ping") yield event;
  }
}
