import type { JsonObject, JsonValue, ToolCallItem, TurnOutcome } from "@sequrity/engine";
import {
  assistantMessage,
  type ChatFinishReason,
  type CompletionIdentity,
  chatToolCall,
  chatUsage,
  deltaChunk,
} from "@sequrity/wire";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import type { ChatAnswerForm } from "./chat.ts";
import { customInputOf } from "./chat-tools.ts";
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

/** The chunk that a stream begins with. */
export function roleChunk(identity: CompletionIdentity, form: ChatAnswerForm): JsonObject {
  return withUsageField(jsonObjectOf(deltaChunk(identity, { role: "assistant", content: "" })), form);
}

/** A chunk with a piece of text or of reasoning, while the turn runs. */
export function pieceChunk(
  identity: CompletionIdentity,
  piece: { readonly kind: "text" | "reasoning"; readonly delta: string },
  form: ChatAnswerForm,
): JsonObject {
  const delta = piece.kind === "text" ? { content: piece.delta } : { reasoning_content: piece.delta };
  return withUsageField(jsonObjectOf(deltaChunk(identity, delta)), form);
}

/**
 * What a stream still has to send when the whole answer is known, after its `roleChunk`.
 *
 * @param body as `chatCompletionBody` gave it
 * @param sentText the text that was sent while the turn ran: the beginning of the answer's
 */
export function* closingChunks(
  body: JsonObject,
  form: ChatAnswerForm,
  sentText: string,
): Generator<JsonObject> {
  const shared: JsonObject = {
    ...only(body, ["id", "created", "model"]),
    object: "chat.completion.chunk",
    ...only(body, ["system_fingerprint", "service_tier"]),
    session_id: stringAt(body, "session_id") ?? "",
  };
  const chunk = (delta: JsonObject, finishReason: string | null): JsonObject =>
    withUsageField(
      { ...shared, choices: [{ index: 0, delta, finish_reason: finishReason, logprobs: null }] },
      form,
    );
  const choice = arrayAt(body, "choices")?.[0];
  const message = objectAt(choice, "message");
  const rest = (stringAt(message, "content") ?? "").slice(sentText.length);
  if (rest !== "") yield chunk({ content: rest }, null);
  const refusal = stringAt(message, "refusal");
  if (refusal !== undefined) yield chunk({ refusal }, null);
  const calls = arrayAt(message, "tool_calls");
  if (calls !== undefined) {
    const indexed = calls.map((call, index) => (isObject(call) ? { index, ...call } : call));
    yield chunk({ tool_calls: indexed }, null);
  }
  const called = objectAt(message, "function_call");
  if (called !== undefined) yield chunk({ function_call: called }, null);
  yield chunk({}, stringAt(choice, "finish_reason") ?? "stop");
  if (form.includeUsage) yield { ...shared, choices: [], usage: own(body, "usage") ?? null };
}

/** Where the usage is asked for, every chunk has the field: null until the last. */
function withUsageField(chunk: JsonObject, form: ChatAnswerForm): JsonObject {
  return form.includeUsage ? { ...chunk, usage: null } : chunk;
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
      custom: { name: call.name, input: customInputOf(call.arguments) },
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
