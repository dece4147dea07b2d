import type { OpenAI } from "openai";
import { type AnswerFacts, type Exchange, settled } from "../exchange.ts";
import { ResponsesReading, saidByResponse, saidInResponses } from "../history/responses.ts";
import type { RequestOptions, StoredOptions } from "../options.ts";
import { firstPage, type Page } from "../page.ts";
import { ResponseEventStream } from "../stream.ts";
import type { AnswerFields, ControlFields } from "./control-fields.ts";

/** The body of a response that is streamed: the public API's, and our own fields. */
export type ResponseCreateParamsStreaming = OpenAI.Responses.ResponseCreateParamsStreaming & ControlFields;
/** The body of a response that comes whole. */
export type ResponseCreateParamsNonStreaming = OpenAI.Responses.ResponseCreateParamsNonStreaming &
  ControlFields;
/** The body of a response. */
export type ResponseCreateParams = ResponseCreateParamsStreaming | ResponseCreateParamsNonStreaming;

/** An answer, with what our server adds to the public form. */
export type ResponseAnswer = OpenAI.Responses.Response & AnswerFields & AnswerFacts;

/** Responses through the orchestrator: `client.control.responses`. */
export class ResponsesResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Sends a request of the Responses API. The body is the public API's; with `stream: true` the answer is an async
   * iterable of its events. A request with `previous_response_id` or `conversation` goes on in that one's session.
   * @throws SequrityValidationError before anything is sent, SequrityAPIError for the server's error answers,
   *   SequrityConnectionError when there is no answer.
   */
  create(body: ResponseCreateParamsStreaming, options?: RequestOptions): Promise<ResponseEventStream>;
  create(body: ResponseCreateParamsNonStreaming, options?: RequestOptions): Promise<ResponseAnswer>;
  create(body: ResponseCreateParams, options?: RequestOptions): Promise<ResponseAnswer | ResponseEventStream>;
  async create(
    body: ResponseCreateParams,
    options: RequestOptions = {},
  ): Promise<ResponseAnswer | ResponseEventStream> {
    const turn = this.#exchange.turn("responses", saidInResponses(body), options);
    const { responses } = turn.client;
    if (body.stream !== true) {
      return this.#exchange.whole(turn, responses.create(body, turn.request), saidByResponse);
    }
    const arriving = responses.create(body, turn.request);
    return new ResponseEventStream(await this.#exchange.streamed(turn, arriving, new ResponsesReading()));
  }

  /**
   * A stored response; with `stream: true` its events, from after `starting_after` on: so a stream that broke off goes
   * on, and one that runs in the background is watched.
   */
  retrieve(
    id: string,
    query: OpenAI.Responses.ResponseRetrieveParamsStreaming,
    options?: StoredOptions,
  ): Promise<ResponseEventStream>;
  retrieve(
    id: string,
    query?: OpenAI.Responses.ResponseRetrieveParamsNonStreaming,
    options?: StoredOptions,
  ): Promise<ResponseAnswer>;
  async retrieve(
    id: string,
    query: OpenAI.Responses.ResponseRetrieveParams = {},
    options: StoredOptions = {},
  ): Promise<ResponseAnswer | ResponseEventStream> {
    // No turn of this client's: what the answer answers is not known here.
    const turn = {
      ...this.#exchange.stored(options),
      api: "responses" as const,
      history: undefined,
      signal: options.signal ?? undefined,
    };
    const { responses } = turn.client;
    if (query.stream !== true) {
      return this.#exchange.whole(turn, responses.retrieve(id, query, turn.request), () => []);
    }
    const arriving = responses.retrieve(id, query, turn.request);
    return new ResponseEventStream(await this.#exchange.streamed(turn, arriving, new ResponsesReading()));
  }

  /** Ends a response that runs in the background. */
  cancel(id: string, options: StoredOptions = {}): Promise<OpenAI.Responses.Response> {
    const { client, request } = this.#exchange.stored(options);
    return settled(client.responses.cancel(id, request));
  }

  /** Deletes a stored response. */
  async delete(id: string, options: StoredOptions = {}): Promise<void> {
    const { client, request } = this.#exchange.stored(options);
    await settled(client.responses.delete(id, request));
  }

  /** What a stored response was asked with, page by page. */
  inputItems(
    id: string,
    query: OpenAI.Responses.InputItemListParams = {},
    options: StoredOptions = {},
  ): Promise<Page<OpenAI.Responses.ResponseItem>> {
    const { client, request } = this.#exchange.stored(options);
    return firstPage(client.responses.inputItems.list(id, query, request));
  }
}
