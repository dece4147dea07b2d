import { type Static, Type } from "typebox";
import { oneOf, optional } from "../schema/shapes.ts";

/** The header `X-Features`: the architecture and the content filters. */

const ContentClassifierSchema = Type.Object(
  {
    name: oneOf("toxicity_filter", "pii_redaction", "healthcare_topic_guardrail", "finance_topic_guardrail"),
    threshold: optional(Type.Number({ minimum: 0, maximum: 1 })),
    mode: optional(oneOf("strict", "high sensitivity", "normal", "low sensitivity")),
  },
  { additionalProperties: false },
);

const ContentBlockerSchema = Type.Object(
  { name: oneOf("url_blocker", "file_blocker") },
  { additionalProperties: false },
);

export const FeaturesHeaderSchema = Type.Object(
  {
    agent_arch: optional(oneOf("single-llm", "dual-llm")),
    content_classifiers: optional(Type.Array(ContentClassifierSchema)),
    content_blockers: optional(Type.Array(ContentBlockerSchema)),
  },
  { additionalProperties: false },
);

export type FeaturesHeader = Static<typeof FeaturesHeaderSchema>;
export type ClassifierEntry = Static<typeof ContentClassifierSchema>;

/** The threshold that each mode stands for: the more sensitive, the lower. */
const modeThresholds = { strict: 0.25, "high sensitivity": 0.25, normal: 0.5, "low sensitivity": 0.75 };
const defaultThreshold = 0.5;

/** The score from which a classifier's text counts as a hit: that of its mode, else its own, else 0.5. */
export function thresholdOf(entry: ClassifierEntry): number {
  return entry.mode ? modeThresholds[entry.mode] : (entry.threshold ?? defaultThreshold);
}
