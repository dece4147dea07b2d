import type {
  Architecture,
  EndpointType,
  LlmConfig,
  PromptConfig,
  RoleSettings,
  SessionConfig,
} from "./session-config-types.ts";

/** What a session config is before any header: a preset for each endpoint type and architecture. */

const unset: RoleSettings = {
  frequency_penalty: null,
  logit_bias: null,
  logprobs: null,
  max_completion_tokens: null,
  presence_penalty: null,
  seed: null,
  temperature: null,
  top_p: null,
  reasoning: null,
};

const llm: LlmConfig = {
  pllm: unset,
  rllm: unset,
  grllm: unset,
  qllm: unset,
  tllm: unset,
  tagllm: unset,
  policy_llm: unset,
  tool_result_error_detector_llm: unset,
};

const role = { flavor: "universal", version: null };

const prompt: PromptConfig = {
  pllm: {
    flavor: "universal",
    version: null,
    debug_info_level: "normal",
    clarify_ambiguous_queries: true,
    context_var_visibility: "basic-notext",
    query_inline_roles: [],
    query_role_name_overrides: {},
    query_include_tool_calls: false,
    query_include_tool_args: false,
    query_include_tool_results: false,
  },
  rllm: { ...role, debug_info_level: "normal" },
  tllm: { ...role, add_tool_description: true, add_tool_input_schema: false },
  grllm: role,
  qllm: role,
  tagllm: role,
  policy_llm: role,
  error_detector_llm: role,
};

/** Turns of one chat session; the other endpoints have no limit. */
const chatTurns: Readonly<Record<Architecture, number>> = { "dual-llm": 5, "single-llm": 50 };

/** The preset of an endpoint type under an architecture. */
export function presetOf(endpointType: EndpointType, architecture: Architecture): SessionConfig {
  const agentic = endpointType === "code" || endpointType === "agent";
  return {
    architecture,
    endpointType,
    features: { contentClassifiers: [], contentBlockers: [] },
    policy: {
      mode: "standard",
      codes: { code: "", language: "sqrt" },
      autoGen: false,
      failFast: true,
      presets: {
        default_allow: true,
        default_allow_enforcement_level: "soft",
        enable_non_executable_memory: true,
        enable_llm_blocked_tag: true,
        llm_blocked_tag_enforcement_level: "hard",
        branching_meta_policy: { mode: "deny", producers: [], tags: [], consumers: [] },
      },
    },
    fsm: {
      min_num_tools_for_filtering: 10,
      clear_session_meta: "never",
      max_n_turns: endpointType === "chat" ? chatTurns[architecture] : null,
      history_mismatch_policy: "reject",
      clear_history_every_n_attempts: null,
      disable_rllm: true,
      enable_multistep_planning: agentic,
      enabled_internal_tools: ["parse_with_ai"],
      prune_failed_steps: true,
      force_to_cache: [],
      max_pllm_steps: agentic ? 50 : 5,
      max_pllm_failed_steps: 3,
      max_tool_calls_per_step: null,
      reduced_grammar_for_rllm_review: "text",
      retry_on_policy_violation: false,
      wrap_tool_result: false,
      detect_tool_errors: "none",
      detect_tool_error_regex_pattern: null,
      detect_tool_error_max_result_length: null,
      strict_tool_result_parsing: false,
      tool_result_transform: "none",
      n_pllm_plans: 1,
      pllm_candidate_models: null,
      pllm_context_pruning: true,
    },
    prompt,
    responseFormat: {
      strip_response_content: false,
      stream_thoughts: false,
      include_program: false,
      include_policy_check_history: false,
      include_namespace_snapshot: false,
    },
    llm,
    trust: { labellingTools: [], trustWrappedResults: false, readOnlyTools: [], mcpServers: [] },
  };
}
