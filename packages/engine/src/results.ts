import type { CallResult } from "@sequrity/plan";
import type { CheckedCall } from "@sequrity/sqrt";
import { joinMetadata, type Metadata, metadataOf, metadataToJson } from "@sequrity/sqrt";
import { RE2JS } from "re2js";
import type { BoundCall } from "./authorize.ts";
import { labelCallResult, metadataOfCall } from "./authorize.ts";
import { codexResult } from "./codex-result.ts";
import { blockJson, blockValue } from "./content-blockers.ts";
import type { JsonValue } from "./conversation.ts";
import { detectError } from "./error-detection.ts";
import { readJson } from "./json.ts";
import type { TurnContext } from "./turn-context.ts";
import { applyWrapper, readWrappedResult } from "./wrapped-result.ts";

/** What comes back for a call, on its way into the plan: wrapper, labels, errors. */

export interface RawResult {
  readonly text: string;
  readonly isError: boolean;
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

/** What a result comes to in the plan, or the limit that ended the turn over it. */
export type Received =
  | { readonly kind: "result"; readonly result: CallResult<Metadata> }
  | { readonly kind: "limit"; readonly limit: string };

/**
 * Takes the result of an external call into the turn. Error results get the presets' tags and the blocks too (S4).
 * `stored` is the label of a cached result, which joins.
 */
export async function receiveResult(
  turn: TurnContext,
  call: BoundCall,
  checked: CheckedCall,
  raw: RawResult,
  stored?: Metadata,
): Promise<Received> {
  const { config } = turn.input;
  const blockers = config.features.contentBlockers;
  const wrapped = readWrappedResult(raw.text);
  const kept = config.fsm.tool_result_transform === "codex" ? codexResult(raw.text) : raw.text;
  const text = blockJson(blockers, kept);
  let start = metadataOfCall(checked);
  if (wrapped !== undefined) start = applyWrapper(start, wrapped, isLabelling(turn, call.tool.wireName));
  if (stored !== undefined) start = joinMetadata(start, stored);
  const read = wrapped === undefined ? readJson(text) : undefined;
  const value: JsonValue = wrapped === undefined ? (read ?? text) : blockValue(blockers, wrapped.value);
  const { metadata, session } = labelCallResult(
    turn.run.journal,
    turn.policies,
    config.policy.presets,
    checked,
    { value, start },
    turn.session,
  );
  turn.session = session;
  let failed = raw.isError;
  if (!failed && stored === undefined) {
    const detected = await detectError(turn, text, metadata);
    if ("limit" in detected) return { kind: "limit", limit: detected.limit };
    failed = detected.isError;
  }
  if (failed) {
    turn.raised.set(text, "tool_error");
    return { kind: "result", result: { kind: "error", message: text, label: metadata } };
  }
  if (stored === undefined && isCached(turn, call.tool.wireName)) {
    turn.cache = [...turn.cache, { key: cacheKey(call), text: raw.text, label: metadataToJson(metadata) }];
  }
  // INVARIANT: what is no JSON to the policies is none to the plan, which would read `NaN` and deeper lists.
  const result: CallResult<Metadata> =
    read !== undefined ? { kind: "text", text, label: metadata } : { kind: "value", value, label: metadata };
  return { kind: "result", result };
}

/** The label under which a cached result was stored. */
export function storedLabel(cached: TurnContext["cache"][number]): Metadata {
  return metadataOf(cached.label);
}
