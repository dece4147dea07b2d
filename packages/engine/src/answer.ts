import { type Metadata, metadataToJson } from "@sequrity/sqrt";
import {
  JsonText,
  type ResponseContent,
  type TurnErrorCode,
  type WrittenValue,
  writeResponseContent,
} from "@sequrity/wire";
import type { JsonObject } from "./conversation.ts";
import { readJson } from "./json.ts";
import type { TurnContext } from "./turn-context.ts";

/** The answer of a dual-LLM turn as the client reads it. */

/** How a turn ends. `json` is the text that the run itself wrote. */
export type TurnResult =
  | { readonly kind: "success"; readonly json: string; readonly label: Metadata }
  | {
      readonly kind: "failure";
      readonly code: TurnErrorCode;
      readonly message: string;
      readonly denied: boolean;
    };

/** What a turn leaves to look at. */
export interface TurnTrail {
  readonly program: string | undefined;
  readonly namespace: readonly { readonly name: string; readonly json: string; readonly label: Metadata }[];
}

function written(json: string, label: Metadata): WrittenValue {
  return { value: new JsonText(json), meta: metadataToJson(label) };
}

/** A value as plain text: a string as it is, anything else as JSON. */
function plainText(json: string): string {
  const value = readJson(json);
  return typeof value === "string" ? value : json;
}

/** The text of the answer (wire.md, Dual-LLM answers). */
export function answerText(turn: TurnContext, result: TurnResult, trail: TurnTrail): string {
  const { config, responseFormat } = turn.input;
  const wanted = config.responseFormat;
  if (responseFormat?.kind === "json_schema" && result.kind === "success") return result.json;
  if (wanted.strip_response_content) {
    return result.kind === "success" ? plainText(result.json) : result.message;
  }
  // A denial always says which rule denied what.
  const withChecks = wanted.include_policy_check_history || (result.kind === "failure" && result.denied);
  const checks: readonly JsonObject[] = turn.checks;
  const details = {
    ...(wanted.include_program && trail.program !== undefined && { program: trail.program }),
    ...(wanted.include_namespace_snapshot && {
      namespace_snapshot: Object.fromEntries(
        trail.namespace.map(({ name, json, label }) => [name, written(json, label)]),
      ),
    }),
    ...(withChecks && {
      policy_check_history: checks,
      session_meta: { value: null, meta: metadataToJson(turn.session) },
    }),
    ...(turn.mismatch && { message_history_mismatch_detected: true }),
  };
  const content: ResponseContent =
    result.kind === "success"
      ? { status: "success", final_return_value: written(result.json, result.label), ...details }
      : { status: "failure", error: { code: result.code, message: result.message }, ...details };
  return writeResponseContent(content);
}
