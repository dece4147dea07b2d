import type { JsonObject, JsonValue, ToolCallItem, TurnChoice, TurnOutcome } from "@sequrity/engine";
import { assistantMessage, type CompletionIdentity, chatToolCall, chatUsage } from "@sequrity/wire";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import type { ChatAnswerForm } from "./chat.ts";
import { customInputOf } from "./chat-tools.ts";
import { jsonObjectOf } from "./json-of.ts";

/** Chat completions: an outcome as a whole answer. Its chunks are made in chat-chunks.ts. */

/** The body of a chat completion. */
export function chatCompletionBody(
  identity: CompletionIdentity,
  outcome: TurnOutcome,
  form: ChatAnswerForm,
): JsonObject {
  const raw = rawBody(outcome);
  const reasoning = new Map<number, string | undefined>([[0, outcome.modelAnswer?.reasoning]]);
  const told = new Map<number, string | undefined>([[0, outcome.modelAnswer?.text]]);
  for (const choice of outcome.modelAnswer?.otherChoices ?? []) {
    reasoning.set(choice.index, choice.reasoning);
    told.set(choice.index, choice.text);
  }
  return {
    id: identity.id,
    object: "chat.completion",
    created: identity.created,
    model: identity.model,
    choices: choicesOf(outcome).map((choice) =>
      choiceBody(choice, form, rawChoice(raw, choice.index), {
        reasoning: reasoning.get(choice.index),
        // Log probabilities are of the model's own text.
        untouched: choice.text === told.get(choice.index),
      }),
    ),
    usage: usageOf(outcome, raw),
    ...(outcome.recorded
      ? { system_fingerprint: "recorded" }
      : only(raw, ["system_fingerprint", "service_tier"])),
    session_id: identity.sessionId,
  };
}

/** All choices of an outcome, the first among them. */
function choicesOf(outcome: TurnOutcome): readonly TurnChoice[] {
  const first: TurnChoice =
    outcome.kind === "tool_calls"
      ? { index: 0, text: outcome.text, finishReason: "tool_calls", calls: outcome.calls }
      : {
          index: 0,
          text: outcome.text,
          ...(outcome.refusal === undefined ? {} : { refusal: outcome.refusal }),
          finishReason: outcome.finishReason,
          calls: [],
        };
  return [first, ...(outcome.otherChoices ?? [])];
}

function choiceBody(
  choice: TurnChoice,
  form: ChatAnswerForm,
  raw: JsonValue | undefined,
  model: { readonly reasoning: string | undefined; readonly untouched: boolean },
): JsonObject {
  const { index, text, refusal, calls } = choice;
  const message: Record<string, JsonValue> = {
    ...jsonObjectOf(
      assistantMessage({
        text,
        ...(refusal === undefined ? {} : { refusal }),
        ...(model.reasoning === undefined ? {} : { reasoning: model.reasoning }),
        toolCalls: [],
      }),
    ),
    ...callsOf(calls, form),
    // INVARIANT: no tool call is taken from the provider's own answer; the outcome's alone were checked.
    ...only(objectAt(raw, "message"), ["annotations", "audio"]),
  };
  // Null beside calls and speech, as the public API has it.
  if (text === "" && (calls.length > 0 || "audio" in message)) message.content = null;
  return {
    index,
    message,
    finish_reason: calls.length > 0 && form.legacyFunctions ? "function_call" : choice.finishReason,
    logprobs: (model.untouched ? objectAt(raw, "logprobs") : undefined) ?? null,
  };
}

function callsOf(calls: readonly ToolCallItem[], form: ChatAnswerForm): JsonObject {
  const [first] = calls;
  if (first === undefined) return {};
  if (form.legacyFunctions) return { function_call: { name: first.name, arguments: first.arguments } };
  return { tool_calls: calls.map((call) => toolCallOf(call, form)) };
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

/** What a single-LLM answer has beyond the internal form. */
function rawBody(outcome: TurnOutcome): JsonObject | undefined {
  const raw = outcome.modelAnswer?.raw;
  return raw?.api === "chat" ? raw.body : undefined;
}

function rawChoice(raw: JsonObject | undefined, index: number): JsonValue | undefined {
  return (arrayAt(raw, "choices") ?? []).find(
    (choice, position) => (numberAt(choice, "index") ?? position) === index,
  );
}

/** The tokens, with the counts of speech and of predictions that the provider gives besides. */
function usageOf(outcome: TurnOutcome, raw: JsonObject | undefined): JsonObject {
  const counted = jsonObjectOf(chatUsage(outcome.usage));
  const theirs = objectAt(raw, "usage");
  const merged: Record<string, JsonValue> = { ...counted };
  for (const details of ["prompt_tokens_details", "completion_tokens_details"]) {
    const further = Object.entries(objectAt(theirs, details) ?? {}).filter(
      ([, count]) => typeof count === "number" && count > 0,
    );
    merged[details] = { ...Object.fromEntries(further), ...objectAt(counted, details) };
  }
  return merged;
}

/** Those of the named fields that are there. */
export function only(value: JsonValue | undefined, names: readonly string[]): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const name of names) {
    const part = isObject(value) ? own(value, name) : undefined;
    if (part !== undefined && part !== null) found[name] = part;
  }
  return found;
}

/** The text of a choice's message, empty where it has none. */
export function textOfChoice(choice: JsonValue): string {
  return stringAt(objectAt(choice, "message"), "content") ?? "";
}
