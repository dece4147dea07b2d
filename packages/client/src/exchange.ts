import type { OpenAI } from "openai";
import { textField } from "./fields.ts";
import type { Api, Said, StreamReading } from "./history/said.ts";
import {
  endpointPath,
  policyGenerationPath,
  type RequestOptions,
  type StoredOptions,
  storedHeaders,
} from "./options.ts";
import type { Session } from "./session.ts";
import type { StreamSource } from "./stream.ts";
import type { Transport } from "./transport.ts";
import { sequrityError } from "./transport-errors.ts";

/** What our server adds to every answer. */
export interface AnswerFacts {
  /** The session that answered. */
  sessionId: string | undefined;
  /** The answer's `x-request-id`. */
  requestId: string | undefined;
}

/** What the transport takes beside the body. */
interface TransportOptions {
  readonly headers: Record<string, string>;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A request on its way: the official client that sends it, and what that takes beside the body. */
export interface Call {
  readonly client: OpenAI;
  readonly request: TransportOptions;
}

/** A call for a turn of a conversation, in one of the three APIs. */
export interface Turn extends Call {
  readonly api: Api;
  /** Undefined when only the server knows it whole. */
  readonly history: readonly Said[] | undefined;
  readonly signal: AbortSignal | undefined;
}

/** An answer on its way, with the response that carries it. */
type Arriving<T> = { withResponse(): Promise<{ data: T; response: Response }> };

/** What all resources send through: it addresses requests, follows sessions, and makes errors the SDK's own. */
export class Exchange {
  readonly #transport: Transport;
  readonly #session: Session;

  constructor(transport: Transport, session: Session) {
    this.#transport = transport;
    this.#session = session;
  }

  /** @throws SequrityValidationError naming the field of a header that the server would refuse. */
  turn(api: Api, history: readonly Said[] | undefined, options: RequestOptions): Turn {
    const { path, headers } = this.#session.turn(api, history, options);
    const client = this.#transport.at(path);
    const request = transportOptions(headers, options);
    return { client, request, api, history, signal: options.signal ?? undefined };
  }

  /** A call for what the server has stored: no turn, so neither config nor session. */
  stored(options: StoredOptions): Call {
    const { defaults } = this.#session;
    return this.#at(endpointPath(options, defaults), options);
  }

  /** A call for policies. */
  policyGeneration(options: StoredOptions): Call {
    return this.#at(policyGenerationPath(options, this.#session.defaults), options);
  }

  #at(path: string, options: StoredOptions): Call {
    const headers = storedHeaders(options, this.#session.defaults);
    return { client: this.#transport.at(path), request: transportOptions(headers, options) };
  }

  /** The answer to a turn, and its session noted. */
  async whole<T extends object>(
    turn: Turn,
    arriving: Arriving<T>,
    saidBy: (answer: T) => readonly (readonly Said[])[],
  ): Promise<T & AnswerFacts> {
    const { data, response } = await settled(arriving.withResponse());
    const answer = withFacts(data, response);
    this.#session.answered(turn.api, turn.history, saidBy(answer), answer.sessionId);
    return answer;
  }

  /** The stream that a turn is answered with; its session is noted now, its answer when it has come. */
  async streamed<Event>(
    turn: Turn,
    arriving: Arriving<AsyncIterable<Event> & { readonly controller: AbortController }>,
    reading: StreamReading,
  ): Promise<StreamSource<Event>> {
    const { data, response } = await settled(arriving.withResponse());
    const facts = factsOf(response);
    this.#session.seen(facts.sessionId);
    return {
      events: data,
      controller: data.controller,
      ...facts,
      signal: turn.signal,
      reading,
      onEnd: (read, sessionId) => this.#session.answered(turn.api, turn.history, read.answers(), sessionId),
    };
  }
}

/**
 * What the transport brings; its errors become the SDK's own.
 * @throws SequrityAPIError, SequrityConnectionError
 */
export async function settled<T>(arriving: PromiseLike<T>): Promise<T> {
  try {
    return await arriving;
  } catch (error) {
    throw sequrityError(error);
  }
}

function factsOf(response: Response): AnswerFacts {
  return {
    sessionId: response.headers.get("x-session-id") ?? undefined,
    requestId: response.headers.get("x-request-id") ?? undefined,
  };
}

/** Headers may be hidden (browsers): then the body says which session answered. */
function withFacts<T extends object>(answer: T, response: Response): T & AnswerFacts {
  const { sessionId = textField(answer, "session_id"), requestId } = factsOf(response);
  return Object.assign(answer, { sessionId, requestId });
}

function transportOptions(headers: Record<string, string>, options: StoredOptions): TransportOptions {
  return {
    headers,
    ...(options.timeout !== undefined && { timeout: options.timeout }),
    ...(options.signal && { signal: options.signal }),
  };
}
