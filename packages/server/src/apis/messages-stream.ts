import type { JsonObject, TurnOutcome } from "@sequrity/engine";
import {
  anthropicErrorBody,
  type BlockDelta,
  blockDeltaEvent,
  blockEvents,
  blockStartEvent,
  blockStopEvent,
  citationDeltas,
  type ErrorFacts,
  type MessagesEvent,
  messageEndEvents,
  messageStartEvent,
  messagesPingEvent,
  newMessageId,
  writeAnswer,
} from "@sequrity/wire";
import type { ServerSentEvent } from "../event-stream.ts";
import type { ShownEvent, TurnAnswer } from "../routes/turn-exchange.ts";
import { jsonObjectOf } from "./json-of.ts";
import { blockOf, blocksOf, keptMessage, messageText, readKeptMessage, usageOf } from "./messages-answer.ts";
import { type SegmentChange, ShownSegments } from "./segments.ts";

const pingEvent = named(messagesPingEvent());

/** The answer to one Messages request, whole or as events. */
export class MessagesTurnAnswer implements TurnAnswer {
  readonly streamed: boolean;
  readonly keepAlive = pingEvent;
  readonly #model: string;
  readonly #id = newMessageId();
  readonly #shown = new ShownSegments();
  #begun = false;

  constructor(request: { readonly model: string; readonly stream?: boolean | null | undefined }) {
    this.#model = request.model;
    this.streamed = request.stream === true;
  }

  keep(outcome: TurnOutcome): JsonObject {
    return jsonObjectOf(keptMessage(this.#id, this.#shown.all, outcome));
  }

  write(kept: JsonObject): string {
    return messageText(readKeptMessage(kept), this.#model);
  }

  *show(event: ShownEvent, sessionId: string): Generator<ServerSentEvent> {
    for (const change of this.#shown.take(event)) {
      yield* this.#begin(this.#id, sessionId);
      for (const made of this.#eventsOf(change)) yield named(made);
    }
  }

  *finish(kept: JsonObject): Generator<ServerSentEvent> {
    const message = readKeptMessage(kept);
    yield* this.#begin(message.id, message.sessionId);
    const shown = this.#shown.all;
    for (const [index, block] of blocksOf(message).entries()) {
      const sent = shown[index];
      const events: MessagesEvent[] = [];
      if (sent === undefined) events.push(...blockEvents(index, block));
      else if (index === shown.length - 1 && this.#shown.open) {
        const rest = block.type === "text" && sent.kind === "text" ? block.text.slice(sent.text.length) : "";
        if (rest !== "") events.push(blockDeltaEvent(index, { type: "text_delta", text: rest }));
        events.push(blockStopEvent(index));
      }
      for (const event of events) yield named(event);
    }
    for (const event of messageEndEvents(message.end, usageOf(message))) yield named(event);
  }

  fail(facts: ErrorFacts): Iterable<ServerSentEvent> {
    return [{ name: "error", data: writeAnswer(anthropicErrorBody(facts)) }];
  }

  *#begin(id: string, sessionId: string): Generator<ServerSentEvent> {
    if (this.#begun) return;
    this.#begun = true;
    yield named(messageStartEvent({ id, model: this.#model, sessionId }));
  }

  #eventsOf(change: SegmentChange): readonly MessagesEvent[] {
    const { index } = change;
    switch (change.kind) {
      case "begun": {
        const segment = this.#shown.all[index];
        if (segment === undefined) return [];
        return [
          blockStartEvent(index, blockOf(segment)),
          blockDeltaEvent(index, deltaOf(segment.kind, change.delta)),
        ];
      }
      case "more":
        return [blockDeltaEvent(index, deltaOf(this.#shown.all[index]?.kind ?? "text", change.delta))];
      case "ended": {
        const { segment } = change;
        const signed = segment.kind === "thoughts" && segment.signature !== "";
        const cited = segment.kind === "text" ? (segment.citations ?? []) : [];
        return [
          ...citationDeltas(cited).map((delta) => blockDeltaEvent(index, delta)),
          ...(signed
            ? [blockDeltaEvent(index, { type: "signature_delta", signature: segment.signature })]
            : []),
          blockStopEvent(index),
        ];
      }
      case "whole":
        return blockEvents(index, blockOf(change.segment));
    }
  }
}

function deltaOf(kind: "text" | "thoughts" | "passed_on", delta: string): BlockDelta {
  return kind === "text" ? { type: "text_delta", text: delta } : { type: "thinking_delta", thinking: delta };
}

function named(event: MessagesEvent): ServerSentEvent {
  return { name: event.type, data: writeAnswer(event) };
}
