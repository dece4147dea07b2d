import { Fault, type JsonObject, type TurnOutcome } from "@sequrity/engine";
import { type CompletionIdentity, type ErrorFacts, newCompletionId, streamEnd } from "@sequrity/wire";
import { openAiErrorText } from "../errors.ts";
import type { ServerSentEvent } from "../event-stream.ts";
import { arrayAt, numberAt, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import type { ShownEvent, TurnAnswer } from "../routes/turn-exchange.ts";
import type { ChatAnswerForm } from "./chat.ts";
import { chatCompletionBody, textOfChoice } from "./chat-answer.ts";
import { closingChunks, pieceChunk, roleChunk, SentChoices } from "./chat-chunks.ts";

/** What is written down of an answer besides the answer itself. */
export interface ChatKeeping {
  /** Keeps the id of a `function_call`, which has none on the wire. */
  noteLegacyCall(sessionId: string, callId: string): Promise<void>;
  /** Keeps the completion, where the request wants it. */
  store(sessionId: string, completion: JsonObject): Promise<void>;
}

/** The answer to one request for a chat completion, whole or as chunks. */
export class ChatTurnAnswer implements TurnAnswer {
  readonly streamed: boolean;
  readonly #form: ChatAnswerForm;
  readonly #model: string;
  readonly #keeping: ChatKeeping;
  readonly #id = newCompletionId();
  readonly #created = Math.floor(Date.now() / 1000);
  readonly #sent = new SentChoices();

  constructor(form: ChatAnswerForm, model: string, keeping: ChatKeeping) {
    this.streamed = form.stream;
    this.#form = form;
    this.#model = model;
    this.#keeping = keeping;
  }

  async keep(outcome: TurnOutcome): Promise<JsonObject> {
    if (this.#form.legacyFunctions && outcome.kind === "tool_calls" && outcome.calls[0] !== undefined) {
      await this.#keeping.noteLegacyCall(outcome.sessionId, outcome.calls[0].id);
    }
    const completion = chatCompletionBody(this.#identity(outcome.sessionId), outcome, this.#form);
    await this.#keeping.store(outcome.sessionId, completion);
    return completion;
  }

  write(kept: JsonObject): string {
    return writeJsonText(kept);
  }

  *show(event: ShownEvent, sessionId: string): Generator<ServerSentEvent> {
    // Where thoughts end is nothing that this API tells.
    if (event.kind === "reasoning" && event.delta === "") return;
    yield* this.#begin(sessionId, event.choice ?? 0);
    this.#sent.note(event);
    yield chunkEvent(pieceChunk(this.#identity(sessionId), event, this.#form));
  }

  *finish(kept: JsonObject): Generator<ServerSentEvent> {
    for (const choice of arrayAt(kept, "choices") ?? []) {
      const index = numberAt(choice, "index") ?? 0;
      if (!textOfChoice(choice).startsWith(this.#sent.text(index))) {
        throw new Fault("internal", "The streamed text is not the beginning of the answer.");
      }
      yield* this.#begin(stringAt(kept, "session_id") ?? "", index);
    }
    for (const chunk of closingChunks(kept, this.#form, this.#sent)) yield chunkEvent(chunk);
    yield { data: streamEnd };
  }

  fail(facts: ErrorFacts): Iterable<ServerSentEvent> {
    return [{ data: openAiErrorText(facts) }];
  }

  *#begin(sessionId: string, index: number): Generator<ServerSentEvent> {
    if (this.#sent.begin(index)) yield chunkEvent(roleChunk(this.#identity(sessionId), this.#form, index));
  }

  #identity(sessionId: string): CompletionIdentity {
    return { id: this.#id, created: this.#created, model: this.#model, sessionId };
  }
}

function chunkEvent(chunk: JsonObject): ServerSentEvent {
  return { data: writeJsonText(chunk) };
}
