import type {
  JsonObject,
  JsonValue,
  ModelChoice,
  ModelEvent,
  StreamedPiece,
  ToolCallItem,
} from "@sequrity/engine";
import { customArguments } from "../apis/chat-tools.ts";
import { arrayAt, numberAt, objectAt, stringAt } from "../json-fields.ts";
import { readFinishReason, reasoningIn, withLastUnfinished } from "./chat-answer.ts";
import { garbage } from "./upstream.ts";

/** One choice of a streamed chat completion, put together from its chunks. */
export class ChoiceInPieces {
  readonly #provider: string;
  readonly #index: number;
  readonly #calls: CallInPieces[] = [];
  readonly #annotations: JsonValue[] = [];
  readonly #logprobs: Record<"content" | "refusal", JsonValue[]> = { content: [], refusal: [] };
  #audio: Record<string, JsonValue> | undefined;
  #text = "";
  #reasoning = "";
  #refusal: string | undefined;
  #finishReason: string | undefined;

  constructor(provider: string, index: number) {
    this.#provider = provider;
    this.#index = index;
  }

  get finished(): boolean {
    return this.#finishReason !== undefined;
  }

  /** Takes in what a chunk says of this choice. */
  *take(choice: JsonValue): Generator<ModelEvent> {
    this.#finishReason = stringAt(choice, "finish_reason") ?? this.#finishReason;
    const logprobs = objectAt(choice, "logprobs");
    if (logprobs !== undefined) this.#takeLogprobs(logprobs);
    const delta = objectAt(choice, "delta");
    if (delta === undefined) return;
    const of = this.#index === 0 ? {} : { choice: this.#index };
    const reasoning = reasoningIn(delta);
    if (reasoning !== undefined && reasoning !== "") {
      this.#reasoning += reasoning;
      yield { kind: "reasoning", delta: reasoning, ...of };
    }
    const text = stringAt(delta, "content");
    if (text !== undefined && text !== "") {
      this.#text += text;
      yield { kind: "text", delta: text, ...of, ...(logprobs === undefined ? {} : { logprobs }) };
    }
    const refusal = stringAt(delta, "refusal");
    if (refusal !== undefined) this.#refusal = (this.#refusal ?? "") + refusal;
    const fields = this.#takeFields(delta);
    if (fields !== undefined) yield { kind: "fields", fields, ...of };
    for (const call of arrayAt(delta, "tool_calls") ?? []) yield { ...this.#takeCall(call), ...of };
  }

  #takeLogprobs(logprobs: JsonObject): void {
    this.#logprobs.content.push(...(arrayAt(logprobs, "content") ?? []));
    this.#logprobs.refusal.push(...(arrayAt(logprobs, "refusal") ?? []));
  }

  /** Speech and annotations, which have no internal form. */
  #takeFields(delta: JsonObject): Extract<StreamedPiece, { kind: "fields" }>["fields"] | undefined {
    const audio = objectAt(delta, "audio");
    const annotations = arrayAt(delta, "annotations");
    if (audio !== undefined) {
      const before = this.#audio ?? {};
      this.#audio = { ...before, ...audio };
      for (const name of ["data", "transcript"]) {
        const [early, late] = [stringAt(before, name), stringAt(audio, name)];
        if (early !== undefined && late !== undefined) this.#audio[name] = early + late;
      }
    }
    if (annotations !== undefined) this.#annotations.push(...annotations);
    if (audio === undefined && annotations === undefined) return undefined;
    return {
      ...(audio === undefined ? {} : { audio }),
      ...(annotations === undefined ? {} : { annotations }),
    };
  }

  #takeCall(fragment: JsonValue): Extract<ModelEvent, { kind: "tool_call" }> {
    const id = stringAt(fragment, "id");
    const custom = objectAt(fragment, "custom");
    const called = custom ?? objectAt(fragment, "function");
    const name = stringAt(called, "name");
    const text = stringAt(called, custom === undefined ? "arguments" : "input") ?? "";
    const index = numberAt(fragment, "index") ?? this.#indexOf(id);
    // Indexes count up one by one; anything else would leave calls without a name.
    if (!Number.isSafeInteger(index) || index < 0 || index > this.#calls.length) {
      throw garbage(this.#provider, "the tool calls of its stream are out of order");
    }
    const known = this.#calls[index];
    if (known === undefined) {
      this.#calls.push({ id, name: name ?? "", text, custom: custom !== undefined });
    } else {
      known.id ??= id;
      if (known.name === "") known.name = name ?? "";
      known.text += text;
      known.custom ||= custom !== undefined;
    }
    return {
      kind: "tool_call",
      index,
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      argumentsDelta: text,
    };
  }

  #indexOf(id: string | undefined): number {
    if (id === undefined) return Math.max(0, this.#calls.length - 1);
    const known = this.#calls.findIndex((call) => call.id === id);
    return known < 0 ? this.#calls.length : known;
  }

  /** The choice, now that all of it is there. */
  whole(): ModelChoice {
    const toolCalls = this.#calls.map((call, index): ToolCallItem => {
      if (call.name === "") throw garbage(this.#provider, "a tool call of its stream has no name");
      return { id: call.id ?? `call_${index}`, name: call.name, arguments: argumentsOf(call) };
    });
    const finishReason = readFinishReason(this.#provider, this.#finishReason, toolCalls.length > 0);
    return {
      index: this.#index,
      text: this.#text,
      ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }),
      ...(this.#reasoning === "" ? {} : { reasoning: this.#reasoning }),
      toolCalls: finishReason === "length" ? withLastUnfinished(toolCalls) : toolCalls,
      finishReason,
    };
  }

  /** The fields that have no internal form, as a whole answer carries them; undefined when there are none. */
  rawChoice(): JsonObject | undefined {
    const message: JsonObject = {
      ...(this.#audio === undefined ? {} : { audio: this.#audio }),
      ...(this.#annotations.length === 0 ? {} : { annotations: this.#annotations }),
    };
    const { content, refusal } = this.#logprobs;
    const logprobs = content.length + refusal.length > 0;
    if (!logprobs && Object.keys(message).length === 0) return undefined;
    return {
      index: this.#index,
      message,
      ...(logprobs
        ? {
            logprobs: {
              content: content.length === 0 ? null : content,
              refusal: refusal.length === 0 ? null : refusal,
            },
          }
        : {}),
    };
  }
}

interface CallInPieces {
  id: string | undefined;
  name: string;
  /** Its arguments, or a custom tool's input, as far as it came. */
  text: string;
  custom: boolean;
}

function argumentsOf({ text, custom }: CallInPieces): string {
  if (custom) return customArguments(text);
  return text === "" ? "{}" : text;
}
