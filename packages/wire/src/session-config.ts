import { type ConfigHeader, reviewGrammar } from "./headers/config.ts";
import { type FeaturesHeader, thresholdOf } from "./headers/features.ts";
import { meaningfulNulls } from "./headers/normalize.ts";
import { codesOf, type PolicyHeader } from "./headers/policy.ts";
import { presetOf } from "./presets.ts";
import type {
  Architecture,
  EndpointType,
  FsmConfig,
  InternalTool,
  LlmConfig,
  OperatorTrust,
  PromptConfig,
  ReasoningSettings,
  RoleSettings,
  SessionConfig,
  SessionFeatures,
  SessionPolicy,
} from "./session-config-types.ts";

/**
 * Builds a session config: the preset of the endpoint → the base config of the key → `X-Features` (which may switch the
 * architecture, and with it the rest of the preset) → `X-Policy` → `X-Config`.
 */

/** What is stored with an API key: the three headers as values, and what only the operator may grant. */
export interface BaseConfig {
  readonly features?: FeaturesHeader;
  readonly policy?: PolicyHeader;
  readonly config?: ConfigHeader;
  readonly trust?: Partial<OperatorTrust>;
}

export interface SessionConfigInput {
  readonly endpointType: EndpointType;
  readonly base?: BaseConfig;
  /** The request's own headers, read by `parseFeaturesHeader` and its siblings. */
  readonly features?: FeaturesHeader;
  readonly policy?: PolicyHeader;
  readonly config?: ConfigHeader;
}

type Overlay<T> = { readonly [Key in keyof T]?: T[Key] | null };

/** `base` with the fields that `over` gives. Absent keeps, null too, but where null is a value of its own. */
function overlay<T extends object>(base: T, over: Overlay<T> | null | undefined): T {
  const merged: T = { ...base };
  for (const key in over) {
    const value = over[key];
    if (value === undefined) continue;
    if (value !== null) merged[key] = value;
    else if (meaningfulNulls.has(key)) Object.assign(merged, { [key]: null });
  }
  return merged;
}

function mergeFeatures(base: SessionFeatures, header: FeaturesHeader): SessionFeatures {
  return overlay(base, {
    contentClassifiers:
      header.content_classifiers?.map((entry) => ({
        name: entry.name,
        threshold: thresholdOf(entry),
        mode: entry.mode ?? null,
      })) ?? null,
    contentBlockers: header.content_blockers ?? null,
  });
}

function mergePolicy(base: SessionPolicy, header: PolicyHeader): SessionPolicy {
  const { branching_meta_policy: branching, ...presets } = header.presets ?? {};
  return overlay(base, {
    mode: header.mode ?? null,
    codes: overlay(base.codes, codesOf(header)),
    autoGen: header.auto_gen ?? null,
    failFast: header.fail_fast ?? null,
    presets: {
      ...overlay(base.presets, presets),
      branching_meta_policy: overlay(base.presets.branching_meta_policy, branching),
    },
  });
}

function mergeFsm(base: FsmConfig, header: ConfigHeader["fsm"]): FsmConfig {
  const grammar = header?.reduced_grammar_for_rllm_review ?? null;
  const { reduced_grammar_for_rllm_review: _, ...others } = header ?? {};
  return overlay(overlay(base, others), {
    reduced_grammar_for_rllm_review: grammar === null ? null : reviewGrammar(grammar),
  });
}

function mergePrompt(base: PromptConfig, header: ConfigHeader["prompt"]): PromptConfig {
  return {
    pllm: overlay(base.pllm, header?.pllm),
    rllm: overlay(base.rllm, header?.rllm),
    tllm: overlay(base.tllm, header?.tllm),
    grllm: overlay(base.grllm, header?.grllm),
    qllm: overlay(base.qllm, header?.qllm),
    tagllm: overlay(base.tagllm, header?.tagllm),
    policy_llm: overlay(base.policy_llm, header?.policy_llm),
    error_detector_llm: overlay(base.error_detector_llm, header?.error_detector_llm),
  };
}

const reasoningDefaults: ReasoningSettings = { enabled: true, effort: null, budget: null, adaptive: false };

function mergeSettings(base: RoleSettings, header: NonNullable<ConfigHeader["llm"]>["pllm"]): RoleSettings {
  const { reasoning, ...others } = header ?? {};
  return {
    ...overlay(base, others),
    reasoning: reasoning ? overlay(base.reasoning ?? reasoningDefaults, reasoning) : base.reasoning,
  };
}

function mergeLlm(base: LlmConfig, header: ConfigHeader["llm"]): LlmConfig {
  return {
    pllm: mergeSettings(base.pllm, header?.pllm),
    rllm: mergeSettings(base.rllm, header?.rllm),
    grllm: mergeSettings(base.grllm, header?.grllm),
    qllm: mergeSettings(base.qllm, header?.qllm),
    tllm: mergeSettings(base.tllm, header?.tllm),
    tagllm: mergeSettings(base.tagllm, header?.tagllm),
    policy_llm: mergeSettings(base.policy_llm, header?.policy_llm),
    tool_result_error_detector_llm: mergeSettings(
      base.tool_result_error_detector_llm,
      header?.tool_result_error_detector_llm,
    ),
  };
}

function mergeHeaders(base: SessionConfig, headers: Omit<BaseConfig, "trust">): SessionConfig {
  const { features = {}, policy = {}, config = {} } = headers;
  return {
    ...base,
    features: mergeFeatures(base.features, features),
    policy: mergePolicy(base.policy, policy),
    fsm: mergeFsm(base.fsm, config.fsm),
    prompt: mergePrompt(base.prompt, config.prompt),
    responseFormat: overlay(base.responseFormat, config.response_format),
    llm: mergeLlm(base.llm, config.llm),
  };
}

/** The tools that a plan has: those asked for, `complete_turn` where a turn cannot end without it. */
function internalTools(endpointType: EndpointType, fsm: FsmConfig): readonly InternalTool[] {
  // A lang-graph's programs are the user's own: no model of ours takes part but the quarantined one.
  const asked = fsm.enabled_internal_tools.filter(
    (tool) => endpointType !== "lang-graph" || tool === "parse_with_ai",
  );
  return [...new Set<InternalTool>(fsm.enable_multistep_planning ? [...asked, "complete_turn"] : asked)];
}

function architectureOf({ endpointType, base, features }: SessionConfigInput): Architecture {
  if (endpointType === "lang-graph") return "dual-llm";
  return features?.agent_arch ?? base?.features?.agent_arch ?? "dual-llm";
}

/** The session config of a request, every field present. It takes values that were checked and refuses nothing. */
export function resolveSessionConfig(input: SessionConfigInput): SessionConfig {
  const { endpointType, base = {} } = input;
  const preset = presetOf(endpointType, architectureOf(input));
  const config = mergeHeaders(mergeHeaders(preset, base), {
    ...(input.features && { features: input.features }),
    ...(input.policy && { policy: input.policy }),
    ...(input.config && { config: input.config }),
  });
  return {
    ...config,
    fsm: { ...config.fsm, enabled_internal_tools: internalTools(endpointType, config.fsm) },
    // INVARIANT: trust comes from the base config alone; no header has a field that reaches it.
    trust: { ...preset.trust, ...base.trust },
  };
}
