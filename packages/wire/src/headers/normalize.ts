import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { type ConfigHeader, reviewGrammar } from "./config.ts";
import { type FeaturesHeader, thresholdOf } from "./features.ts";
import { codesOf, type PolicyHeader } from "./policy.ts";

/**
 * A header in its one normal form, which `validate-headers` shows: nulls that say nothing are gone, short forms are
 * written out.
 */

/** The fields where null is a value of its own: no filtering, no limit. Everywhere else it keeps what was there. */
export const meaningfulNulls: ReadonlySet<string> = new Set([
  "min_num_tools_for_filtering",
  "max_n_turns",
  "max_tool_calls_per_step",
]);

function keepValues(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(keepValues);
  return isJsonObject(value) ? keepFields(value) : value;
}

function keepFields(header: JsonObject): JsonObject {
  const kept: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(header)) {
    if (item !== null || meaningfulNulls.has(key)) kept.push([key, keepValues(item)]);
  }
  return Object.fromEntries(kept);
}

/** `X-Features` in normal form: each classifier has the threshold that holds. */
export function normalizeFeatures(header: FeaturesHeader): JsonObject {
  const classifiers = header.content_classifiers?.map((entry) => ({
    ...entry,
    threshold: thresholdOf(entry),
  }));
  return keepFields({ ...header, ...(classifiers && { content_classifiers: classifiers }) });
}

/** `X-Policy` in normal form: `codes` is an object. */
export function normalizePolicy(header: PolicyHeader): JsonObject {
  return keepFields(header.codes == null ? header : { ...header, codes: codesOf(header) });
}

/** `X-Config` in normal form: the review's grammar is a word. */
export function normalizeConfig(header: ConfigHeader): JsonObject {
  const grammar = header.fsm?.reduced_grammar_for_rllm_review;
  if (grammar == null) return keepFields(header);
  return keepFields({
    ...header,
    fsm: { ...header.fsm, reduced_grammar_for_rllm_review: reviewGrammar(grammar) },
  });
}
