import type { CallResult } from "@sequrity/plan";
import type { CheckedCall } from "@sequrity/sqrt";
import { joinMetadata, type Metadata, metadataOf, metadataToJson } from "@sequrity/sqrt";
import { RE2JS } from "re2js";
import type { BoundCall } from "./authorize.ts";
import { labelCallResult, metadataOfCall } from "./authorize.ts";
import type { JsonValue } from "./conversation.ts";
import { readJson } from "./json.ts";
import type { TurnContext } from "./turn-context.ts";
import { applyWrapper, readWrappedResult } from "./wrapped-result.ts";

/** What comes back for a call, on its way into the plan: wrapper, labels, errors. */

export interface RawResult {
  readonly text: string;
  readonly isError: boolean;
}

/** What an error looks like when the config asks for detection and gives no pattern. */
const usualErrorPattern = "(?i)^\\s*(error\\b|exception\\b|traceback \\(most recent call last\\)|fatal:)";

function looksLikeError(turn: TurnContext, text: string): boolean {
  const { fsm } = turn.input.config;
  if (fsm.detect_tool_errors !== "regex") return false;
  const longest = fsm.detect_tool_error_max_result_length;
  if (longest !== null && text.length > longest) return false;
  return RE2JS.compile(fsm.detect_tool_error_regex_pattern ?? usualErrorPattern)
    .matcher(text)
    .find();
}

/** Whether the results of a tool may set producers, replace labels or ignore them (security.md, M1). */
function isLabelling(turn: TurnContext, tool: string): boolean {
  const { trustWrappedResults, labellingTools } = turn.input.config.trust;
  return trustWrappedResults || labellingTools.includes(tool);
}

/** Whether equal calls of a tool share one result (`force_to_cache`). */
export function isCached(turn: TurnContext, tool: string): boolean {
  return turn.input.config.fsm.force_to_cache.some((pattern) => RE2JS.compile(pattern).matches(tool));
}

/** INVARIANT: the key is the JSON that was checked, in which 1, 1.0, true and "1" all differ (security.md, M5). */
function cacheKey(call: BoundCall): string {
  return `${call.tool.wireName} ${call.argumentsJson}`;
}

/** A result that the session has for an equal call. */
export function cachedResult(turn: TurnContext, call: BoundCall): TurnContext["cache"][number] | undefined {
  const key = cacheKey(call);
  return turn.cache.find((cached) => cached.key === key);
}

/**
 * Takes the result of an external call into the turn. Error results get the presets' tags and the blocks too (S4).
 * `stored` is the label of a cached result, which joins.
 */
export function receiveResult(
  turn: TurnContext,
  call: BoundCall,
  checked: CheckedCall,
  raw: RawResult,
  stored?: Metadata,
): CallResult<Metadata> {
  const wrapped = readWrappedResult(raw.text);
  let start = metadataOfCall(checked);
  if (wrapped !== undefined) start = applyWrapper(start, wrapped, isLabelling(turn, call.tool.wireName));
  if (stored !== undefined) start = joinMetadata(start, stored);
  const value: JsonValue = wrapped === undefined ? (readJson(raw.text) ?? raw.text) : wrapped.value;
  const { metadata, session } = labelCallResult(
    turn.run.journal,
    turn.policies,
    turn.input.config.policy.presets,
    checked,
    { value, start },
    turn.session,
  );
  turn.session = session;
  const failed = raw.isError || looksLikeError(turn, raw.text);
  if (!failed && stored === undefined && isCached(turn, call.tool.wireName)) {
    turn.cache = [...turn.cache, { key: cacheKey(call), text: raw.text, label: metadataToJson(metadata) }];
  }
  if (failed) {
    turn.raised.set(raw.text, "tool_error");
    return { kind: "error", message: raw.text, label: metadata };
  }
  if (wrapped !== undefined) return { kind: "value", value: wrapped.value, label: metadata };
  return { kind: "text", text: raw.text, label: metadata };
}

/** The label under which a cached result was stored. */
export function storedLabel(cached: TurnContext["cache"][number]): Metadata {
  return metadataOf(cached.label);
}
