import type { UpstreamForm } from "../apis/opaque-parts.ts";

/** Settings that change what a model says, and that not every API has a field for. */
export type ModelSetting =
  | "topK"
  | "seed"
  | "frequencyPenalty"
  | "presencePenalty"
  | "logitBias"
  | "stop"
  | "verbosity";

/**
 * What each API lacks; `openai` are chat completions as OpenAI's own servers take them. Fields about cost, speed,
 * caching and accounting are not among them: an answer without them says the same.
 */
export const lackingSettings: Readonly<Record<UpstreamForm | "openai", ReadonlySet<ModelSetting>>> = {
  chat: new Set(),
  openai: new Set(["topK"]),
  messages: new Set(["seed", "frequencyPenalty", "presencePenalty", "logitBias", "verbosity"]),
  responses: new Set(["topK", "seed", "frequencyPenalty", "presencePenalty", "logitBias", "stop"]),
};
