import type { FinishReason, JsonValue } from "@sequrity/engine";
import { parseDocument } from "yaml";
import { isArray, isObject, own } from "../json-fields.ts";

/** Recorded completions, as a file holds them. */

export interface Recording {
  /** The model that is asked; absent: any. */
  readonly model?: string;
  /** Texts that the prompt must hold, all of them. */
  readonly when: readonly string[];
  /** Texts that the last user message must hold, all of them. */
  readonly lastUser: readonly string[];
  /** Texts that the prompt must not hold. */
  readonly unless: readonly string[];
  readonly answer: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly text: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly toolCalls: readonly { readonly name: string; readonly arguments: string }[];
  readonly finishReason: FinishReason;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A file of recordings that is not one. The message says where in it. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/**
 * Reads recordings from YAML or JSON: a list, or an object with the list as `completions`. An entry is
 * `{model?, when?, last_user?, unless?, answer}`; `answer` is a text, or
 * `{text?, reasoning?, refusal?, tool_calls?: [{name, arguments}], finish_reason?, usage?: {input, output}}`.
 *
 * @throws {RecordingError}
 */
export function readRecordings(text: string): readonly Recording[] {
  const document = parseDocument(text, { intAsBigInt: false });
  const problem = document.errors[0];
  if (problem !== undefined) throw new RecordingError(problem.message);
  const value: JsonValue = document.toJS();
  const list = isObject(value) ? own(value, "completions") : value;
  if (!isArray(list)) throw new RecordingError("a list of completions is expected");
  return list.map((entry, index) => readRecording(entry, `completions[${index}]`));
}

function readRecording(entry: JsonValue, at: string): Recording {
  const fields = ["model", "when", "last_user", "unless", "answer"];
  onlyFields(entry, fields, at);
  const model = text(own(entry, "model"), `${at}.model`);
  return {
    ...(model === undefined ? {} : { model }),
    when: texts(own(entry, "when"), `${at}.when`),
    lastUser: texts(own(entry, "last_user"), `${at}.last_user`),
    unless: texts(own(entry, "unless"), `${at}.unless`),
    answer: readAnswer(own(entry, "answer"), `${at}.answer`),
  };
}

function readAnswer(value: JsonValue | undefined, at: string): RecordedAnswer {
  if (typeof value === "string") {
    return { text: value, toolCalls: [], finishReason: "stop", inputTokens: 0, outputTokens: 0 };
  }
  onlyFields(value, ["text", "reasoning", "refusal", "tool_calls", "finish_reason", "usage"], at);
  const reasoning = text(own(value, "reasoning"), `${at}.reasoning`);
  const refusal = text(own(value, "refusal"), `${at}.refusal`);
  const calls = own(value, "tool_calls") ?? [];
  if (!isArray(calls)) throw new RecordingError(`${at}.tool_calls: a list is expected`);
  const toolCalls = calls.map((call, index) => readCall(call, `${at}.tool_calls[${index}]`));
  const usage = own(value, "usage");
  if (usage !== undefined) onlyFields(usage, ["input", "output"], `${at}.usage`);
  return {
    text: text(own(value, "text"), `${at}.text`) ?? "",
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(refusal === undefined ? {} : { refusal }),
    toolCalls,
    finishReason: finishReason(own(value, "finish_reason"), toolCalls.length > 0, at),
    inputTokens: count(own(usage, "input"), `${at}.usage.input`),
    outputTokens: count(own(usage, "output"), `${at}.usage.output`),
  };
}

function readCall(value: JsonValue, at: string): { readonly name: string; readonly arguments: string } {
  onlyFields(value, ["name", "arguments"], at);
  const name = text(own(value, "name"), `${at}.name`);
  if (name === undefined) throw new RecordingError(`${at}.name: a text is expected`);
  const given = own(value, "arguments") ?? {};
  return { name, arguments: typeof given === "string" ? given : JSON.stringify(given) };
}

function finishReason(value: JsonValue | undefined, calls: boolean, at: string): FinishReason {
  switch (value) {
    case undefined:
      return calls ? "tool_calls" : "stop";
    case "stop":
    case "length":
    case "tool_calls":
    case "content_filter":
      return value;
    default:
      throw new RecordingError(
        `${at}.finish_reason: one of stop, length, tool_calls, content_filter is expected`,
      );
  }
}

function onlyFields(value: JsonValue | undefined, fields: readonly string[], at: string): void {
  if (!isObject(value)) throw new RecordingError(`${at}: an object is expected`);
  const unknown = Object.keys(value).find((name) => !fields.includes(name));
  if (unknown !== undefined) {
    throw new RecordingError(`${at}.${unknown}: no such field; there are ${fields.join(", ")}`);
  }
}

function text(value: JsonValue | undefined, at: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new RecordingError(`${at}: a text is expected`);
}

function texts(value: JsonValue | undefined, at: string): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  if (isArray(value)) {
    return value.map((one, index) => {
      if (typeof one === "string") return one;
      throw new RecordingError(`${at}[${index}]: a text is expected`);
    });
  }
  throw new RecordingError(`${at}: a text or a list of texts is expected`);
}

function count(value: JsonValue | undefined, at: string): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RecordingError(`${at}: a count is expected`);
}
