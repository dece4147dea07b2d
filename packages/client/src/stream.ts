import type { Anthropic } from "@anthropic-ai/sdk";
import type { OpenAI } from "openai";
import { SequrityConnectionError } from "./errors.ts";
import type { StreamReading } from "./history/said.ts";
import { sequrityError } from "./transport-errors.ts";

/** A chunk of a streamed answer, with what our server adds to the public form. */
export type ChatCompletionChunk = OpenAI.ChatCompletionChunk & { session_id?: string | null };
/** An event of a streamed response, as the official package types it. */
export type ResponseStreamEvent = OpenAI.Responses.ResponseStreamEvent;
/** An event of a streamed message, as the official package types it. */
export type MessageStreamEvent = Anthropic.RawMessageStreamEvent;

/** What an answer's stream comes from. */
export interface StreamSource<Event> {
  readonly events: AsyncIterable<Event>;
  readonly controller: AbortController;
  readonly sessionId: string | undefined;
  readonly requestId: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly reading: StreamReading;
  readonly onEnd: (reading: StreamReading, sessionId: string | undefined) => void;
}

/**
 * A streamed answer: iterate over it once. Unlike the official clients' streams it never ends in silence: an abort by
 * signal, and an answer that breaks off before its end, throw.
 */
export class AnswerStream<Event> implements AsyncIterable<Event> {
  readonly #source: StreamSource<Event>;
  #sessionId: string | undefined;
  /** The answer's `x-request-id`. */
  readonly requestId: string | undefined;

  constructor(source: StreamSource<Event>) {
    this.#source = source;
    this.#sessionId = source.sessionId;
    this.requestId = source.requestId;
  }

  /** The session that answers: known at once, or, where headers are hidden (browsers), with the first event. */
  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  /** Ends the request; the server stops the models that work for it. */
  abort(): void {
    this.#source.controller.abort();
  }

  /** @throws SequrityAPIError for an error in the stream, SequrityConnectionError when the stream breaks off. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    const { events, controller, signal, reading, onEnd } = this.#source;
    try {
      for await (const event of events) {
        reading.read(event);
        this.#sessionId ??= reading.sessionId;
        yield event;
      }
    } catch (error) {
      throw sequrityError(error);
    }
    if (controller.signal.aborted || signal?.aborted === true) {
      throw new SequrityConnectionError("aborted", "The request was aborted.");
    }
    if (!reading.finished) {
      throw new SequrityConnectionError("incomplete", "The stream ended before the answer did.");
    }
    onEnd(reading, this.#sessionId);
  }
}

/** A streamed chat completion: iterate over it; `sessionId` is its session. */
export class ChatCompletionStream extends AnswerStream<ChatCompletionChunk> {}
/** A streamed response: the typed events of the Responses API, in order. */
export class ResponseEventStream extends AnswerStream<ResponseStreamEvent> {}
/** A streamed message: the events of Anthropic's Messages API. */
export class MessageEventStream extends AnswerStream<MessageStreamEvent> {}
