import type { JsonObject, JsonValue, TurnRequest } from "@sequrity/engine";
import { jsonOf } from "./json-of.ts";
import type { UpstreamForm } from "./opaque-parts.ts";

/** What the bodies of chat completions and messages become alike. */
export type BodyTurn = Pick<
  TurnRequest,
  | "model"
  | "messages"
  | "tools"
  | "toolChoice"
  | "responseFormat"
  | "settings"
  | "userProvidedProgram"
  | "contextVariables"
  | "passThrough"
  | "providerTools"
>;

/** What the translation depends on besides the body. */
export interface BodyReading {
  /** What the provider reads; undefined where no provider sees the conversation as it came (dual-LLM). */
  readonly upstream: UpstreamForm | undefined;
}

export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** Those of the named fields that say something, as they came. */
export function givenFields<Name extends string>(
  body: Readonly<Partial<Record<Name, unknown>>>,
  names: readonly Name[],
): JsonObject {
  const fields: Record<string, JsonValue> = {};
  for (const name of names) {
    const value = body[name];
    if (isGiven(value)) fields[name] = jsonOf(value);
  }
  return fields;
}
