import { type Static, Type } from "typebox";
import { oneOf, optional, recordOf } from "../schema/shapes.ts";

/** The header `X-Config`: the state machine of a turn, the prompts, the answer's form, the models' settings. */

const closed = { additionalProperties: false };
const count = Type.Integer({ minimum: 1 });
const flag = optional(Type.Boolean());

const FsmSchema = Type.Object(
  {
    min_num_tools_for_filtering: optional(Type.Integer({ minimum: 2 })),
    clear_session_meta: optional(oneOf("never", "every_attempt", "every_turn")),
    max_n_turns: optional(count),
    history_mismatch_policy: optional(oneOf("reject", "restart_turn", "continue")),
    clear_history_every_n_attempts: optional(count),
    disable_rllm: flag,
    enable_multistep_planning: flag,
    enabled_internal_tools: optional(
      Type.Array(oneOf("parse_with_ai", "verify_hypothesis", "set_policy", "complete_turn")),
    ),
    prune_failed_steps: flag,
    force_to_cache: optional(Type.Array(Type.String())),
    max_pllm_steps: optional(count),
    max_pllm_failed_steps: optional(count),
    max_tool_calls_per_step: optional(count),
    reduced_grammar_for_rllm_review: Type.Optional(
      Type.Union([oneOf("none", "bool", "text"), Type.Boolean(), Type.Null()]),
    ),
    retry_on_policy_violation: flag,
    wrap_tool_result: flag,
    detect_tool_errors: optional(oneOf("none", "regex", "llm")),
    detect_tool_error_regex_pattern: optional(Type.String()),
    detect_tool_error_max_result_length: optional(count),
    strict_tool_result_parsing: flag,
    tool_result_transform: optional(oneOf("none", "codex")),
    n_pllm_plans: optional(count),
    pllm_candidate_models: optional(Type.Array(Type.String({ minLength: 1 }))),
    pllm_context_pruning: flag,
  },
  closed,
);

const version = optional(Type.String());
const debugInfoLevel = optional(oneOf("minimal", "normal", "extra"));
const roleFields = { flavor: optional(Type.String({ minLength: 1 })), version };
const RolePromptSchema = Type.Object(roleFields, closed);

const PlannerPromptSchema = Type.Object(
  {
    flavor: optional(oneOf("universal", "code")),
    version,
    debug_info_level: debugInfoLevel,
    clarify_ambiguous_queries: flag,
    context_var_visibility: optional(
      oneOf("none", "basic-notext", "basic-executable", "all-executable", "all"),
    ),
    query_inline_roles: optional(Type.Array(oneOf("assistant", "tool", "developer", "system"))),
    query_role_name_overrides: optional(recordOf(Type.String())),
    query_include_tool_calls: flag,
    query_include_tool_args: flag,
    query_include_tool_results: flag,
  },
  closed,
);

const PromptSchema = Type.Object(
  {
    pllm: optional(PlannerPromptSchema),
    rllm: optional(Type.Object({ ...roleFields, debug_info_level: debugInfoLevel }, closed)),
    tllm: optional(
      Type.Object({ ...roleFields, add_tool_description: flag, add_tool_input_schema: flag }, closed),
    ),
    grllm: optional(RolePromptSchema),
    qllm: optional(RolePromptSchema),
    tagllm: optional(RolePromptSchema),
    policy_llm: optional(RolePromptSchema),
    error_detector_llm: optional(RolePromptSchema),
  },
  closed,
);

const ResponseFormatSchema = Type.Object(
  {
    strip_response_content: flag,
    stream_thoughts: flag,
    include_program: flag,
    include_policy_check_history: flag,
    include_namespace_snapshot: flag,
  },
  closed,
);

const ReasoningSchema = Type.Object(
  {
    enabled: flag,
    effort: optional(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
    budget: optional(count),
    adaptive: flag,
  },
  closed,
);

const RoleSettingsSchema = Type.Object(
  {
    frequency_penalty: optional(Type.Number()),
    logit_bias: optional(recordOf(Type.Number())),
    logprobs: flag,
    max_completion_tokens: optional(count),
    presence_penalty: optional(Type.Number()),
    seed: optional(Type.Integer()),
    temperature: optional(Type.Number()),
    top_p: optional(Type.Number()),
    reasoning: optional(ReasoningSchema),
  },
  closed,
);

const LlmSchema = Type.Object(
  {
    pllm: optional(RoleSettingsSchema),
    rllm: optional(RoleSettingsSchema),
    grllm: optional(RoleSettingsSchema),
    qllm: optional(RoleSettingsSchema),
    tllm: optional(RoleSettingsSchema),
    tagllm: optional(RoleSettingsSchema),
    policy_llm: optional(RoleSettingsSchema),
    tool_result_error_detector_llm: optional(RoleSettingsSchema),
  },
  closed,
);

export const ConfigHeaderSchema = Type.Object(
  {
    fsm: optional(FsmSchema),
    prompt: optional(PromptSchema),
    response_format: optional(ResponseFormatSchema),
    llm: optional(LlmSchema),
  },
  closed,
);

export type ConfigHeader = Static<typeof ConfigHeaderSchema>;

/** The review's grammar as a word: true stands for `text`, false for `none`. */
export function reviewGrammar<Word extends string>(value: Word | boolean): Word | "text" | "none" {
  if (typeof value !== "boolean") return value;
  return value ? "text" : "none";
}
