import { randomBytes } from "node:crypto";
import type { JsonObject } from "@sequrity/engine";
import type { CompletionIdentity } from "@sequrity/wire";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { writeJsonText } from "../json-text.ts";
import type { ShownEvent } from "../routes/turn-exchange.ts";
import type { ChatAnswerForm } from "./chat.ts";
import { only, textOfChoice } from "./chat-answer.ts";

/** Chat completions: an answer as the chunks of a stream, choice by choice. */

/** What of each choice was sent already. */
export class SentChoices {
  readonly #texts = new Map<number, string>();
  readonly #fields = new Set<number>();
  readonly #begun = new Set<number>();

  /** Notes an event that is sent. */
  note(event: ShownEvent): void {
    const index = event.choice ?? 0;
    if (event.kind === "text") this.#texts.set(index, this.text(index) + event.delta);
    if (event.kind === "fields") this.#fields.add(index);
  }

  text(index: number): string {
    return this.#texts.get(index) ?? "";
  }

  hasFields(index: number): boolean {
    return this.#fields.has(index);
  }

  /** Whether a choice still has to be begun; from now on it has not. */
  begin(index: number): boolean {
    if (this.#begun.has(index)) return false;
    this.#begun.add(index);
    return true;
  }
}

/** The chunk that a choice begins with. */
export function roleChunk(identity: CompletionIdentity, form: ChatAnswerForm, index: number): JsonObject {
  return chunkOf(sharedBy(identity), index, { role: "assistant", content: "" }, form);
}

/** A chunk with a piece of a choice, while the turn runs. */
export function pieceChunk(
  identity: CompletionIdentity,
  event: ShownEvent,
  form: ChatAnswerForm,
): JsonObject {
  const index = event.choice ?? 0;
  switch (event.kind) {
    case "text":
      return chunkOf(sharedBy(identity), index, { content: event.delta }, form, {
        logprobs: event.logprobs ?? null,
      });
    case "reasoning":
      return chunkOf(sharedBy(identity), index, { reasoning_content: event.delta }, form);
    case "fields":
      return chunkOf(sharedBy(identity), index, event.fields, form);
  }
}

/**
 * What a stream still has to send when the whole answer is known, each choice being begun.
 *
 * @param body as `chatCompletionBody` gave it
 * @param sent what was sent while the turn ran
 */
export function* closingChunks(
  body: JsonObject,
  form: ChatAnswerForm,
  sent: SentChoices,
): Generator<JsonObject> {
  const shared: JsonObject = {
    ...only(body, ["id", "created", "model"]),
    object: "chat.completion.chunk",
    ...only(body, ["system_fingerprint", "service_tier"]),
    session_id: stringAt(body, "session_id") ?? "",
  };
  for (const choice of arrayAt(body, "choices") ?? []) {
    const index = numberAt(choice, "index") ?? 0;
    const chunk = (delta: JsonObject): JsonObject => chunkOf(shared, index, delta, form);
    const message = objectAt(choice, "message");
    const rest = textOfChoice(choice).slice(sent.text(index).length);
    const allAtOnce = sent.text(index) === "";
    if (rest !== "") {
      // Log probabilities went with the pieces that they are of.
      const logprobs = (allAtOnce ? objectAt(choice, "logprobs") : undefined) ?? null;
      yield chunkOf(shared, index, { content: rest }, form, { logprobs });
    }
    const refusal = stringAt(message, "refusal");
    if (refusal !== undefined) yield chunk({ refusal });
    const fields = sent.hasFields(index) ? {} : only(message, ["annotations", "audio"]);
    if (Object.keys(fields).length > 0) yield chunk(fields);
    const calls = arrayAt(message, "tool_calls");
    if (calls !== undefined) {
      yield chunk({
        tool_calls: calls.map((call, position) => (isObject(call) ? { index: position, ...call } : call)),
      });
    }
    const called = objectAt(message, "function_call");
    if (called !== undefined) yield chunk({ function_call: called });
    yield chunkOf(shared, index, {}, form, { finish_reason: stringAt(choice, "finish_reason") ?? "stop" });
  }
  if (form.includeUsage) yield { ...shared, choices: [], usage: own(body, "usage") ?? null };
}

function sharedBy({ id, created, model, sessionId }: CompletionIdentity): JsonObject {
  return { id, object: "chat.completion.chunk", created, model, session_id: sessionId };
}

function chunkOf(
  shared: JsonObject,
  index: number,
  delta: JsonObject,
  form: ChatAnswerForm,
  more: JsonObject = {},
): JsonObject {
  const chunk: JsonObject = {
    ...shared,
    choices: [{ index, delta, finish_reason: null, logprobs: null, ...more }],
    // Where the usage is asked for, every chunk has the field: null until the last.
    ...(form.includeUsage ? { usage: null } : {}),
  };
  return form.obfuscated ? { ...chunk, obfuscation: padding(writeJsonText(delta).length) } : chunk;
}

/** Deltas are filled up to multiples of so many characters. */
const obfuscationStep = 32;

/** Random characters, so that a chunk's size tells less of the size of its delta. */
function padding(length: number): string {
  const missing = obfuscationStep - (length % obfuscationStep);
  return randomBytes(obfuscationStep).toString("base64url").slice(0, missing);
}
