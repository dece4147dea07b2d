import type { JsonObject, JsonValue, ToolCallItem, TurnOutcome } from "@sequrity/engine";
import {
  assistantMessage,
  type ChatFinishReason,
  type CompletionIdentity,
  chatToolCall,
  chatUsage,
  deltaChunk,
  finishChunk,
  usageChunk,
} from "@sequrity/wire";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { parseJsonText } from "../json-text.ts";
import { type ChatAnswerForm, customInput } from "./chat.ts";
import { jsonObjectOf } from "./json-of.ts";

/** Chat completions: an outcome as a whole answer, or as the chunks of a stream. */

/** The body of a chat completion. */
export function chatCompletionBody(
  identity: CompletionIdentity,
  outcome: TurnOutcome,
  form: ChatAnswerForm,
): JsonObject {
  const finishReason = finishReasonOf(outcome, form);
  const raw = rawOf(outcome);
  const reasoning = outcome.modelAnswer?.reasoning;
  const message: Record<string, JsonValue> = {
    ...jsonObjectOf(
      assistantMessage({
        text: outcome.text,
        ...(outcome.kind === "final" && outcome.refusal !== undefined ? { refusal: outcome.refusal } : {}),
        ...(reasoning === undefined ? {} : { reasoning }),
        toolCalls: [],
      }),
    ),
    ...callsOf(outcome, form),
    ...(raw?.message ?? {}),
  };
  // Null beside calls, as the public API has it.
  if (outcome.kind === "tool_calls" && outcome.text === "") message.content = null;
  return {
    id: identity.id,
    object: "chat.completion",
    created: identity.created,
    model: identity.model,
    choices: [
      { index: 0, message, finish_reason: finishReason, logprobs: raw?.logprobs ?? null },
      ...(raw?.otherChoices ?? []),
    ],
    usage: jsonObjectOf(chatUsage(outcome.usage)),
    ...(outcome.recorded ? { system_fingerprint: "recorded" } : (raw?.answer ?? {})),
    session_id: identity.sessionId,
  };
}

/** What a stream still has to send when the outcome is known; the first chunk of a stream is `roleChunk`. */
export function* closingChunks(
  identity: CompletionIdentity,
  outcome: TurnOutcome,
  form: ChatAnswerForm,
  /** The text that was sent while the turn ran: the beginning of the outcome's. */
  sent: string,
): Generator<JsonObject> {
  const rest = outcome.text.slice(sent.length);
  if (rest !== "") yield chunk(deltaChunk(identity, { content: rest }), outcome.recorded, form);
  if (outcome.kind === "final" && outcome.refusal !== undefined) {
    yield chunk(deltaChunk(identity, { refusal: outcome.refusal }), outcome.recorded, form);
  }
  if (outcome.kind === "tool_calls") {
    const calls = callsOf(outcome, form);
    const indexed = arrayAt(calls, "tool_calls")?.map((call, index) =>
      isObject(call) ? { index, ...call } : call,
    );
    const delta: JsonObject = indexed === undefined ? calls : { tool_calls: indexed };
    yield withDelta(chunk(deltaChunk(identity, {}), outcome.recorded, form), delta);
  }
  yield chunk(finishChunk(identity, finishReasonOf(outcome, form)), outcome.recorded, form);
  if (form.includeUsage) {
    yield {
      ...jsonObjectOf(usageChunk(identity, chatUsage(outcome.usage))),
      ...fingerprint(outcome.recorded),
    };
  }
}

/** The chunk that a stream begins with. */
export function roleChunk(identity: CompletionIdentity, form: ChatAnswerForm): JsonObject {
  return chunk(deltaChunk(identity, { role: "assistant", content: "" }), false, form);
}

/** A chunk with a piece of text or of reasoning. */
export function pieceChunk(
  identity: CompletionIdentity,
  piece: { readonly kind: "text" | "reasoning"; readonly delta: string },
  form: ChatAnswerForm,
): JsonObject {
  const delta = piece.kind === "text" ? { content: piece.delta } : { reasoning_content: piece.delta };
  return chunk(deltaChunk(identity, delta), false, form);
}

function chunk(body: ReturnType<typeof deltaChunk>, recorded: boolean, form: ChatAnswerForm): JsonObject {
  return { ...jsonObjectOf(body), ...fingerprint(recorded), ...(form.includeUsage ? { usage: null } : {}) };
}

function withDelta(body: JsonObject, delta: JsonObject): JsonObject {
  const choices = arrayAt(body, "choices") ?? [];
  return { ...body, choices: choices.map((choice) => (isObject(choice) ? { ...choice, delta } : choice)) };
}

function fingerprint(recorded: boolean): JsonObject {
  return recorded ? { system_fingerprint: "recorded" } : {};
}

function finishReasonOf(outcome: TurnOutcome, form: ChatAnswerForm): ChatFinishReason {
  if (outcome.kind === "final") return outcome.finishReason;
  return form.legacyFunctions ? "function_call" : "tool_calls";
}

function callsOf(outcome: TurnOutcome, form: ChatAnswerForm): JsonObject {
  if (outcome.kind !== "tool_calls") return {};
  const [first] = outcome.calls;
  if (form.legacyFunctions && first !== undefined) {
    return { function_call: { name: first.name, arguments: first.arguments } };
  }
  return { tool_calls: outcome.calls.map((call) => toolCallOf(call, form)) };
}

function toolCallOf(call: ToolCallItem, form: ChatAnswerForm): JsonObject {
  if (form.customTools.has(call.name)) {
    return {
      id: call.id,
      type: "custom",
      custom: { name: call.name, input: stringAt(parseJsonText(call.arguments), customInput) ?? "" },
    };
  }
  const { id, type, function: called } = chatToolCall(call);
  return { id, type, function: { ...called } };
}

interface RawParts {
  readonly message: JsonObject;
  readonly logprobs: JsonObject | null;
  readonly otherChoices: readonly JsonObject[];
  readonly answer: JsonObject;
}

/**
 * What a single-LLM answer has beyond the internal form.
 * INVARIANT: no tool call is taken from here; those of the outcome alone were checked.
 */
function rawOf(outcome: TurnOutcome): RawParts | undefined {
  const raw = outcome.modelAnswer?.raw;
  if (raw?.api !== "chat") return undefined;
  const [first, ...others] = arrayAt(raw.body, "choices") ?? [];
  const message = objectAt(first, "message");
  // Log probabilities are of the model's own text.
  const untouched = outcome.text === outcome.modelAnswer?.text;
  return {
    message: only(message, ["annotations", "audio"]),
    logprobs: untouched ? (objectAt(first, "logprobs") ?? null) : null,
    otherChoices: others.flatMap((choice) => otherChoice(choice)),
    answer: only(raw.body, ["system_fingerprint", "service_tier"]),
  };
}

/** A further choice (`n` > 1), when it is plain text. */
function otherChoice(choice: JsonValue): readonly JsonObject[] {
  const message = objectAt(choice, "message");
  const text = stringAt(message, "content");
  if (message === undefined || text === undefined) return [];
  if (own(message, "tool_calls") || own(message, "function_call")) return [];
  return [
    {
      index: numberAt(choice, "index") ?? 0,
      message: { role: "assistant", content: text, refusal: stringAt(message, "refusal") ?? null },
      finish_reason: stringAt(choice, "finish_reason") ?? "stop",
      logprobs: objectAt(choice, "logprobs") ?? null,
    },
  ];
}

function only(value: JsonObject | undefined, names: readonly string[]): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const name of names) {
    const part = own(value, name);
    if (part !== undefined && part !== null) found[name] = part;
  }
  return found;
}
