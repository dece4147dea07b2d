import type { JsonObject, TurnOutcome } from "@sequrity/engine";
import {
  type ErrorFacts,
  newResponsesId,
  outputItemEvents,
  outputMessageDeltaEvent,
  outputMessageEndEvents,
  outputMessageItem,
  outputMessageStartEvents,
  type ResponsesEvent,
  type ResponsesEventWriter,
  type ResponsesRequest,
  type ResponsesResponse,
  reasoningEndEvent,
  reasoningItem,
  reasoningStartEvent,
  summaryDeltaEvent,
  summaryEndEvents,
  summaryStartEvent,
  type TokenLogprob,
  writeAnswer,
} from "@sequrity/wire";
import type { ServerSentEvent } from "../event-stream.ts";
import { isObject } from "../json-fields.ts";
import { parseJsonText } from "../json-text.ts";
import { ThoughtsEnd } from "../providers/thoughts-end.ts";
import type { ShownEvent, TurnAnswer } from "../routes/turn-exchange.ts";
import { jsonObjectOf } from "./json-of.ts";
import { named, ResponseFrame } from "./response-frame.ts";
import {
  type KeptItem,
  type KeptResponse,
  keptResponse,
  outputItemOf,
  progressOf,
  readKeptResponse,
  tokenLogprobs,
} from "./responses-answer.ts";
import { customToolNames } from "./responses-tools.ts";
import { type SegmentChange, ShownSegments } from "./segments.ts";

/** Keeps a response before its client learns of it. */
export type KeepResponse = (sessionId: string, id: string, response: JsonObject) => Promise<void>;

/** The answer to one Responses request, whole or as events. */
export class ResponsesTurnAnswer implements TurnAnswer {
  readonly streamed: boolean;
  readonly #frame: ResponseFrame;
  readonly #customTools: ReadonlySet<string>;
  readonly #store: KeepResponse;
  readonly #shown = new ShownSegments();
  /** Of the items that were begun. */
  readonly #ids: string[] = [];

  constructor(body: ResponsesRequest, store: KeepResponse, frame: ResponseFrame = new ResponseFrame(body)) {
    this.#frame = frame;
    this.streamed = frame.streamed;
    this.#customTools = customToolNames(body);
    this.#store = store;
  }

  async keep(outcome: TurnOutcome): Promise<JsonObject> {
    const { id, created } = this.#frame;
    const identity = { id, created, customTools: this.#customTools };
    const kept = keptResponse(identity, this.#shown.all, this.#ids, outcome);
    const response = parseJsonText(writeAnswer(this.#responseOf(kept)));
    if (isObject(response)) await this.#store(kept.sessionId, kept.id, response);
    return jsonObjectOf(kept);
  }

  write(kept: JsonObject): string {
    return writeAnswer(this.#responseOf(readKeptResponse(kept)));
  }

  *show(event: ShownEvent, sessionId: string): Generator<ServerSentEvent> {
    // What the provider encrypted is of another API.
    if (event instanceof ThoughtsEnd && event.sealed !== undefined) return;
    for (const change of this.#shown.take(event)) {
      yield* this.#frame.begin(sessionId);
      const logprobs = event.kind === "text" ? tokenLogprobs(event.logprobs) : [];
      for (const made of this.#eventsOf(change, logprobs)) yield named(made);
    }
  }

  *finish(stored: JsonObject): Generator<ServerSentEvent> {
    const kept = readKeptResponse(stored);
    yield* this.#frame.begin(kept.sessionId, kept);
    const shown = this.#shown.all;
    for (const [index, item] of kept.items.entries()) {
      const sent = shown[index];
      const events: ResponsesEvent[] = [];
      if (sent === undefined) events.push(...outputItemEvents(this.#writer, index, outputItemOf(item)));
      else if (index === shown.length - 1 && this.#shown.open) {
        const rest = sent.kind === "passed_on" ? "" : item.text.slice(sent.text.length);
        const place = { itemId: item.id, outputIndex: index };
        if (rest !== "" && item.kind === "message") {
          events.push(outputMessageDeltaEvent(this.#writer, place, rest));
        }
        events.push(...this.#endEvents(index, item));
      }
      for (const event of events) yield named(event);
    }
    yield this.#frame.end(this.#responseOf(kept));
  }

  fail(facts: ErrorFacts, sessionId: string): Iterable<ServerSentEvent> {
    return this.#frame.fail(sessionId, facts);
  }

  get #writer(): ResponsesEventWriter {
    return this.#frame.writer;
  }

  #eventsOf(change: SegmentChange, logprobs: readonly TokenLogprob[]): readonly ResponsesEvent[] {
    if (change.kind === "whole") return [];
    const { index } = change;
    const segment = this.#shown.all[index];
    if (segment === undefined || segment.kind === "passed_on") return [];
    const kind = segment.kind === "text" ? "message" : "reasoning";
    const itemId = this.#ids[index] ?? newResponsesId(kind);
    this.#ids[index] = itemId;
    const place = { itemId, outputIndex: index };
    if (change.kind === "ended") return this.#endEvents(index, { kind, id: itemId, text: segment.text });
    const begins =
      change.kind === "more"
        ? []
        : kind === "message"
          ? outputMessageStartEvents(this.#writer, place)
          : [reasoningStartEvent(this.#writer, place), summaryStartEvent(this.#writer, place, 0)];
    const delta =
      kind === "message"
        ? outputMessageDeltaEvent(this.#writer, place, change.delta, logprobs)
        : summaryDeltaEvent(this.#writer, place, 0, change.delta);
    return [...begins, delta];
  }

  #endEvents(index: number, item: KeptItem): readonly ResponsesEvent[] {
    const { id, text } = item;
    if (item.kind === "message") {
      const { logprobs } = item;
      const message = outputMessageItem({ id, text, ...(logprobs === undefined ? {} : { logprobs }) });
      return outputMessageEndEvents(this.#writer, index, message);
    }
    return [
      ...summaryEndEvents(this.#writer, { itemId: id, outputIndex: index }, 0, text),
      reasoningEndEvent(this.#writer, index, reasoningItem({ id, summary: [text] })),
    ];
  }

  #responseOf(kept: KeptResponse): ResponsesResponse {
    return this.#frame.response(kept.sessionId, progressOf(kept), kept);
  }
}
