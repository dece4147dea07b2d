/**
 * The session config: what the base config of a key, the endpoint's preset and the three headers come to, with
 * every field present. Below `presets`, `fsm`, `prompt`, `responseFormat` and `llm` the names are the wire's, so
 * that one name serves everywhere.
 */

export type Architecture = "single-llm" | "dual-llm";
export type EndpointType = "chat" | "code" | "agent" | "lang-graph";

export type ClassifierName =
  | "toxicity_filter"
  | "pii_redaction"
  | "healthcare_topic_guardrail"
  | "finance_topic_guardrail";
export type ClassifierMode = "strict" | "high sensitivity" | "normal" | "low sensitivity";
export type BlockerName = "url_blocker" | "file_blocker";

export interface ContentClassifier {
  readonly name: ClassifierName;
  /** The score at which a text counts as a hit; a `mode`, where given, has already been turned into it. */
  readonly threshold: number;
  readonly mode: ClassifierMode | null;
}
export interface ContentBlocker {
  readonly name: BlockerName;
}
export interface SessionFeatures {
  readonly contentClassifiers: readonly ContentClassifier[];
  readonly contentBlockers: readonly ContentBlocker[];
}

export type PolicyMode = "standard" | "strict" | "custom";
export type PolicyLanguage = "sqrt" | "cedar";
export type Enforcement = "hard" | "soft";
export interface BranchingMetaPolicy {
  readonly mode: "deny" | "allow";
  readonly producers: readonly string[];
  readonly tags: readonly string[];
  readonly consumers: readonly string[];
}
export interface PolicyPresets {
  readonly default_allow: boolean;
  readonly default_allow_enforcement_level: Enforcement;
  readonly enable_non_executable_memory: boolean;
  readonly enable_llm_blocked_tag: boolean;
  readonly llm_blocked_tag_enforcement_level: Enforcement;
  readonly branching_meta_policy: BranchingMetaPolicy;
}
export interface SessionPolicy {
  readonly mode: PolicyMode;
  readonly codes: { readonly code: string; readonly language: PolicyLanguage };
  readonly autoGen: boolean;
  readonly failFast: boolean;
  readonly presets: PolicyPresets;
}

export type InternalTool = "parse_with_ai" | "verify_hypothesis" | "set_policy" | "complete_turn";

export interface FsmConfig {
  /** null: tools are never filtered. */
  readonly min_num_tools_for_filtering: number | null;
  readonly clear_session_meta: "never" | "every_attempt" | "every_turn";
  /** null: no limit. */
  readonly max_n_turns: number | null;
  readonly history_mismatch_policy: "reject" | "restart_turn" | "continue";
  readonly clear_history_every_n_attempts: number | null;
  readonly disable_rllm: boolean;
  readonly enable_multistep_planning: boolean;
  readonly enabled_internal_tools: readonly InternalTool[];
  readonly prune_failed_steps: boolean;
  /** Regexes on tool names. */
  readonly force_to_cache: readonly string[];
  readonly max_pllm_steps: number;
  readonly max_pllm_failed_steps: number;
  /** null: no limit. */
  readonly max_tool_calls_per_step: number | null;
  readonly reduced_grammar_for_rllm_review: "none" | "bool" | "text";
  readonly retry_on_policy_violation: boolean;
  readonly wrap_tool_result: boolean;
  readonly detect_tool_errors: "none" | "regex" | "llm";
  readonly detect_tool_error_regex_pattern: string | null;
  readonly detect_tool_error_max_result_length: number | null;
  readonly strict_tool_result_parsing: boolean;
  readonly tool_result_transform: "none" | "codex";
  readonly n_pllm_plans: number;
  readonly pllm_candidate_models: readonly string[] | null;
  readonly pllm_context_pruning: boolean;
}

export type DebugInfoLevel = "minimal" | "normal" | "extra";
export type ContextVarVisibility = "none" | "basic-notext" | "basic-executable" | "all-executable" | "all";
export type InlineRole = "assistant" | "tool" | "developer" | "system";

/** Which template of a role's prompt; `version` null is the newest. */
export interface RolePrompt {
  readonly flavor: string;
  readonly version: string | null;
}
export interface PlannerPrompt {
  readonly flavor: "universal" | "code";
  readonly version: string | null;
  readonly debug_info_level: DebugInfoLevel;
  readonly clarify_ambiguous_queries: boolean;
  readonly context_var_visibility: ContextVarVisibility;
  readonly query_inline_roles: readonly InlineRole[];
  /** What a role is called in the query; a role left out keeps its name. */
  readonly query_role_name_overrides: Readonly<Record<string, string>>;
  readonly query_include_tool_calls: boolean;
  readonly query_include_tool_args: boolean;
  readonly query_include_tool_results: boolean;
}
export interface PromptConfig {
  readonly pllm: PlannerPrompt;
  readonly rllm: RolePrompt & { readonly debug_info_level: DebugInfoLevel };
  readonly tllm: RolePrompt & {
    readonly add_tool_description: boolean;
    readonly add_tool_input_schema: boolean;
  };
  readonly grllm: RolePrompt;
  readonly qllm: RolePrompt;
  readonly tagllm: RolePrompt;
  readonly policy_llm: RolePrompt;
  readonly error_detector_llm: RolePrompt;
}

export interface ResponseFormatConfig {
  readonly strip_response_content: boolean;
  readonly stream_thoughts: boolean;
  readonly include_program: boolean;
  readonly include_policy_check_history: boolean;
  readonly include_namespace_snapshot: boolean;
}

export interface ReasoningSettings {
  readonly enabled: boolean;
  readonly effort: string | null;
  readonly budget: number | null;
  readonly adaptive: boolean;
}
/** Generation settings of one role; null: not set here, so the body's setting or the provider's default holds. */
export interface RoleSettings {
  readonly frequency_penalty: number | null;
  readonly logit_bias: Readonly<Record<string, number>> | null;
  readonly logprobs: boolean | null;
  readonly max_completion_tokens: number | null;
  readonly presence_penalty: number | null;
  readonly seed: number | null;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly reasoning: ReasoningSettings | null;
}
export type LlmRole =
  | "pllm"
  | "rllm"
  | "grllm"
  | "qllm"
  | "tllm"
  | "tagllm"
  | "policy_llm"
  | "tool_result_error_detector_llm";
export type LlmConfig = Readonly<Record<LlmRole, RoleSettings>>;

/**
 * What only the operator may grant: it comes with the server's or the key's config.
 * INVARIANT: no header reaches it (security.md, M1, C9, P4).
 */
export interface OperatorTrust {
  /** Tools whose wrapped results may set producers, `replace` and `ignore`. */
  readonly labellingTools: readonly string[];
  /** Every tool counts as labelling, as in the hosted product. */
  readonly trustWrappedResults: boolean;
  /** Tools whose calls may go out together with others. */
  readonly readOnlyTools: readonly string[];
  /** MCP servers whose tool names, descriptions and schemas the planner may see. */
  readonly mcpServers: readonly string[];
}

export interface SessionConfig {
  readonly architecture: Architecture;
  readonly endpointType: EndpointType;
  readonly features: SessionFeatures;
  readonly policy: SessionPolicy;
  readonly fsm: FsmConfig;
  readonly prompt: PromptConfig;
  readonly responseFormat: ResponseFormatConfig;
  readonly llm: LlmConfig;
  readonly trust: OperatorTrust;
}
