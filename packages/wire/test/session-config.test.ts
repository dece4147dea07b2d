import { expect, test } from "vitest";
import {
  type EndpointType,
  resolveSessionConfig,
  type SessionConfig,
  type SessionConfigInput,
} from "../src/index.ts";

/** The value at a dotted path. */
function at(config: SessionConfig, path: string): unknown {
  let value: unknown = config;
  for (const name of path.split(".")) value = new Map(Object.entries(Object(value))).get(name);
  return value;
}

type Expectations = Readonly<Record<string, unknown>>;
const cases: [string, SessionConfigInput, Expectations][] = [
  [
    "chat is dual-LLM when nothing says otherwise",
    { endpointType: "chat" },
    {
      architecture: "dual-llm",
      endpointType: "chat",
      "fsm.max_n_turns": 5,
      "fsm.max_pllm_steps": 5,
      "fsm.enable_multistep_planning": false,
      "fsm.enabled_internal_tools": ["parse_with_ai"],
      "policy.mode": "standard",
      "policy.failFast": true,
      "policy.codes": { code: "", language: "sqrt" },
      "policy.presets.default_allow": true,
      "policy.presets.branching_meta_policy": { mode: "deny", producers: [], tags: [], consumers: [] },
      "responseFormat.include_program": false,
      "llm.pllm.reasoning": null,
    },
  ],
  [
    "chat, single-LLM",
    { endpointType: "chat", features: { agent_arch: "single-llm" } },
    { architecture: "single-llm", "fsm.max_n_turns": 50 },
  ],
  [
    "the architecture of the key",
    { endpointType: "chat", base: { features: { agent_arch: "single-llm" } } },
    { architecture: "single-llm", "fsm.max_n_turns": 50 },
  ],
  [
    "the header's architecture over the key's, and the rest of the preset with it",
    {
      endpointType: "chat",
      base: { features: { agent_arch: "single-llm" } },
      features: { agent_arch: "dual-llm" },
    },
    { architecture: "dual-llm", "fsm.max_n_turns": 5 },
  ],
  [
    "an explicit null keeps the key's architecture",
    {
      endpointType: "chat",
      base: { features: { agent_arch: "single-llm" } },
      features: { agent_arch: null },
    },
    { architecture: "single-llm" },
  ],
  [
    "code",
    { endpointType: "code" },
    {
      architecture: "dual-llm",
      "fsm.max_n_turns": null,
      "fsm.max_pllm_steps": 50,
      "fsm.enable_multistep_planning": true,
      "fsm.enabled_internal_tools": ["parse_with_ai", "complete_turn"],
    },
  ],
  [
    "agent, one program per attempt",
    { endpointType: "agent", config: { fsm: { enable_multistep_planning: false } } },
    { "fsm.enabled_internal_tools": ["parse_with_ai"], "fsm.max_pllm_steps": 50, "fsm.max_n_turns": null },
  ],
  [
    "chat, in steps",
    { endpointType: "chat", config: { fsm: { enable_multistep_planning: true } } },
    { "fsm.enabled_internal_tools": ["parse_with_ai", "complete_turn"] },
  ],
  [
    "in steps, with tools of one's own: a turn must be able to end",
    {
      endpointType: "chat",
      config: { fsm: { enable_multistep_planning: true, enabled_internal_tools: ["set_policy"] } },
    },
    { "fsm.enabled_internal_tools": ["set_policy", "complete_turn"] },
  ],
  [
    "lang-graph is dual-LLM whatever is said",
    {
      endpointType: "lang-graph",
      base: { features: { agent_arch: "single-llm" } },
      features: { agent_arch: "single-llm" },
      config: { fsm: { enabled_internal_tools: ["parse_with_ai", "set_policy"] } },
    },
    { architecture: "dual-llm", "fsm.max_n_turns": null, "fsm.enabled_internal_tools": ["parse_with_ai"] },
  ],
  [
    "null: off, no limit",
    {
      endpointType: "chat",
      base: { config: { fsm: { max_tool_calls_per_step: 4 } } },
      config: {
        fsm: { min_num_tools_for_filtering: null, max_n_turns: null, max_tool_calls_per_step: null },
      },
    },
    {
      "fsm.min_num_tools_for_filtering": null,
      "fsm.max_n_turns": null,
      "fsm.max_tool_calls_per_step": null,
    },
  ],
  [
    "null everywhere else: the preset, or the key's",
    {
      endpointType: "chat",
      base: { config: { fsm: { max_pllm_steps: 7 }, prompt: { pllm: { version: "2" } } } },
      policy: {
        mode: null,
        codes: null,
        fail_fast: null,
        presets: { default_allow: null, branching_meta_policy: null },
      },
      config: {
        fsm: { max_pllm_steps: null, clear_session_meta: null, reduced_grammar_for_rllm_review: null },
        prompt: { pllm: { version: null }, rllm: null },
        response_format: { include_program: null },
        llm: { pllm: null, qllm: { reasoning: null } },
      },
    },
    {
      "fsm.max_pllm_steps": 7,
      "fsm.clear_session_meta": "never",
      "fsm.reduced_grammar_for_rllm_review": "text",
      "prompt.pllm.version": "2",
      "prompt.rllm.debug_info_level": "normal",
      "policy.mode": "standard",
      "policy.failFast": true,
      "policy.presets.default_allow": true,
      "responseFormat.include_program": false,
      "llm.qllm.reasoning": null,
    },
  ],
  [
    "field by field over the key's",
    {
      endpointType: "chat",
      base: {
        policy: {
          mode: "strict",
          codes: { code: "old", language: "cedar" },
          presets: { default_allow: false, branching_meta_policy: { tags: ["a"], mode: "allow" } },
        },
        config: { llm: { qllm: { temperature: 0, reasoning: { effort: "high" } } } },
      },
      policy: { codes: "new", presets: { branching_meta_policy: { producers: ["p"] } }, auto_gen: true },
      config: { llm: { qllm: { seed: 1, reasoning: { budget: 100 } } } },
    },
    {
      "policy.mode": "strict",
      "policy.codes": { code: "new", language: "cedar" },
      "policy.autoGen": true,
      "policy.presets.default_allow": false,
      "policy.presets.branching_meta_policy": { mode: "allow", producers: ["p"], tags: ["a"], consumers: [] },
      "llm.qllm.temperature": 0,
      "llm.qllm.seed": 1,
      "llm.qllm.top_p": null,
      "llm.qllm.reasoning": { enabled: true, effort: "high", budget: 100, adaptive: false },
    },
  ],
  [
    "a false is a value",
    {
      endpointType: "chat",
      policy: { fail_fast: false, presets: { default_allow: false, enable_non_executable_memory: false } },
      config: { fsm: { disable_rllm: false, reduced_grammar_for_rllm_review: false } },
    },
    {
      "policy.failFast": false,
      "policy.presets.default_allow": false,
      "policy.presets.enable_non_executable_memory": false,
      "fsm.disable_rllm": false,
      "fsm.reduced_grammar_for_rllm_review": "none",
    },
  ],
  [
    "filters: a list replaces the key's",
    {
      endpointType: "chat",
      base: {
        features: {
          content_blockers: [{ name: "url_blocker" }],
          content_classifiers: [{ name: "pii_redaction" }],
        },
      },
      features: { content_classifiers: [{ name: "toxicity_filter", threshold: 0.1, mode: "strict" }] },
    },
    {
      "features.contentBlockers": [{ name: "url_blocker" }],
      "features.contentClassifiers": [{ name: "toxicity_filter", threshold: 0.25, mode: "strict" }],
    },
  ],
  [
    "trust comes with the key",
    { endpointType: "chat", base: { trust: { readOnlyTools: ["read"] } } },
    {
      trust: { labellingTools: [], trustWrappedResults: false, readOnlyTools: ["read"], mcpServers: [] },
    },
  ],
];
test.each(cases)("%s", (_name, input, expectations) => {
  const config = resolveSessionConfig(input);
  const actual = Object.fromEntries(Object.keys(expectations).map((path) => [path, at(config, path)]));
  expect(actual).toEqual(expectations);
});

/** All paths of a value, objects only. */
function paths(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([key, item]) =>
    paths(item, prefix === "" ? key : `${prefix}.${key}`),
  );
}

const endpoints: EndpointType[] = ["chat", "code", "agent", "lang-graph"];
test.each(endpoints)("%s: every field is present, whatever the headers leave out", (endpointType) => {
  const preset = resolveSessionConfig({ endpointType });
  expect(paths(preset)).toHaveLength(paths(resolveSessionConfig({ endpointType: "chat" })).length);
  for (const path of paths(preset)) expect([path, at(preset, path)]).not.toEqual([path, undefined]);
  const empty = resolveSessionConfig({ endpointType, base: {}, features: {}, policy: {}, config: {} });
  expect(empty).toEqual(preset);
});
