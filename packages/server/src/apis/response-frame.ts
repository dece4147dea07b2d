import {
  type ErrorFacts,
  newResponsesId,
  type ResponsesEvent,
  ResponsesEventWriter,
  type ResponsesIdentity,
  type ResponsesProgress,
  type ResponsesRequest,
  type ResponsesResponse,
  type ResponsesSettings,
  responseEndEvent,
  responseErrorEvent,
  responseInProgressEvent,
  responseStartEvents,
  responsesErrorCode,
  responsesResponse,
  responsesSettings,
  writeAnswer,
} from "@sequrity/wire";
import type { ServerSentEvent } from "../event-stream.ts";

/** A response that was begun before, and is gone on with. */
export interface ResumedFrame {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** The number of its next event. */
  readonly next: number;
  /** Its stream has told already that it runs. */
  readonly begun: boolean;
}

/** What a response has whatever its items are: its id, what it repeats of the request, how its stream begins and ends. */
export class ResponseFrame {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly streamed: boolean;
  /** Numbers the events. */
  readonly writer: ResponsesEventWriter;
  readonly #settings: ResponsesSettings;
  #told: "nothing" | "queued" | "begun";

  constructor(body: ResponsesRequest, resumed?: ResumedFrame) {
    this.id = resumed?.id ?? newResponsesId("response");
    this.created = resumed?.created ?? Math.floor(Date.now() / 1000);
    this.streamed = body.stream === true;
    this.#settings = responsesSettings(body);
    this.#told = resumed === undefined ? "nothing" : resumed.begun ? "begun" : "queued";
    this.writer = new ResponsesEventWriter({
      obfuscation: body.stream_options?.include_obfuscation === true,
      next: resumed?.next ?? 0,
    });
  }

  /** The response as it is at some point. */
  response(
    sessionId: string,
    progress: ResponsesProgress,
    identity: Omit<ResponsesIdentity, "sessionId"> = this,
  ): ResponsesResponse {
    const { id, created } = identity;
    return responsesResponse({ id, created, sessionId }, this.#settings, progress);
  }

  /** The events of a response that waits for its turn. */
  *queue(sessionId: string): Generator<ServerSentEvent> {
    this.#told = "queued";
    const response = this.response(sessionId, { kind: "queued" });
    for (const event of responseStartEvents(this.writer, response)) yield named(event);
  }

  /** The events with which a stream begins, once. */
  *begin(
    sessionId: string,
    identity: Omit<ResponsesIdentity, "sessionId"> = this,
  ): Generator<ServerSentEvent> {
    const before = this.#told;
    this.#told = "begun";
    if (before === "begun") return;
    const response = this.response(sessionId, { kind: "in_progress" }, identity);
    if (before === "queued") yield named(responseInProgressEvent(this.writer, response));
    else for (const event of responseStartEvents(this.writer, response)) yield named(event);
  }

  /** The event with which a stream ends. */
  end(response: ResponsesResponse): ServerSentEvent {
    return named(responseEndEvent(this.writer, response));
  }

  /** The response of a request that failed. */
  failed(sessionId: string, { status, message }: ErrorFacts): ResponsesResponse {
    return this.response(sessionId, { kind: "failed", error: { code: responsesErrorCode(status), message } });
  }

  /** The events of an error: the response that failed, and the error in the form that official clients raise. */
  *fail(sessionId: string, facts: ErrorFacts): Generator<ServerSentEvent> {
    yield* this.begin(sessionId);
    yield this.end(this.failed(sessionId, facts));
    const { code, message, param } = facts;
    yield named(
      responseErrorEvent(this.writer, { code, message, ...(param === undefined ? {} : { param }) }),
    );
  }
}

/** An event under its type's name. */
export function named(event: ResponsesEvent): ServerSentEvent {
  return { name: event.type, data: writeAnswer(event) };
}
