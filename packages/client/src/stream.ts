import type { OpenAI } from "openai";
import { SequrityConnectionError, sequrityError } from "./errors.ts";

/** A chunk of a streamed answer, with what our server adds to the public form. */
export type ChatCompletionChunk = OpenAI.ChatCompletionChunk & { session_id?: string | null };

/** What a stream has said so far, for whoever must know its end. */
interface StreamEnd {
  readonly message: { role: "assistant"; content: string; tool_calls: { id: string }[] };
  readonly sessionId: string | undefined;
}

/**
 * A streamed answer: iterate over it once. Unlike the official client's stream it never ends in silence: an abort by
 * signal, and an answer that breaks off before its finish reason, throw.
 */
export class ChatCompletionStream implements AsyncIterable<ChatCompletionChunk> {
  readonly #chunks: AsyncIterable<ChatCompletionChunk>;
  readonly #abort: () => void;
  readonly #onEnd: (end: StreamEnd) => void;
  readonly #aborted: () => boolean;
  #sessionId: string | undefined;
  /** The answer's `x-request-id`. */
  readonly requestId: string | undefined;

  constructor(source: {
    readonly chunks: AsyncIterable<ChatCompletionChunk>;
    readonly controller: AbortController;
    readonly sessionId: string | undefined;
    readonly requestId: string | undefined;
    readonly signal: AbortSignal | undefined;
    readonly onEnd: (end: StreamEnd) => void;
  }) {
    this.#chunks = source.chunks;
    this.#abort = () => source.controller.abort();
    this.#aborted = () => source.controller.signal.aborted || source.signal?.aborted === true;
    this.#onEnd = source.onEnd;
    this.#sessionId = source.sessionId;
    this.requestId = source.requestId;
  }

  /** The session that answers: known at once, or, where headers are hidden (browsers), with the first chunk. */
  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  /** Ends the request; the server stops the models that work for it. */
  abort(): void {
    this.#abort();
  }

  /** @throws SequrityAPIError for an error in the stream, SequrityConnectionError when the stream breaks off. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ChatCompletionChunk> {
    let text = "";
    let finished = false;
    const calls = new Map<number, { id: string }>();
    try {
      for await (const chunk of this.#chunks) {
        this.#sessionId ??= chunk.session_id ?? undefined;
        for (const { index, delta, finish_reason } of chunk.choices) {
          if (finish_reason !== null) finished = true;
          if (index !== 0) continue;
          text += delta.content ?? "";
          for (const call of delta.tool_calls ?? []) if (call.id) calls.set(call.index, { id: call.id });
        }
        yield chunk;
      }
    } catch (error) {
      throw sequrityError(error);
    }
    if (this.#aborted()) throw new SequrityConnectionError("aborted", "The request was aborted.");
    if (!finished) throw new SequrityConnectionError("incomplete", "The stream ended before the answer did.");
    this.#onEnd({
      message: { role: "assistant", content: text, tool_calls: [...calls.values()] },
      sessionId: this.#sessionId,
    });
  }
}
