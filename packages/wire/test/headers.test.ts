import fc from "fast-check";
import { expect, test } from "vitest";
import { checkConfig, checkFeatures, checkPolicy } from "../src/headers/check.ts";
import {
  ConfigHeaderSchema,
  decodeHeaderText,
  FeaturesHeaderSchema,
  type HeaderResult,
  PolicyHeaderSchema,
  parseConfigHeader,
  parseFeaturesHeader,
  parseJson,
  parsePolicyHeader,
  resolveSessionConfig,
  type SessionConfig,
  writeJson,
} from "../src/index.ts";
import { instances, type ReferenceSchema } from "./schema-instances.ts";

const parsers = { features: parseFeaturesHeader, policy: parsePolicyHeader, config: parseConfigHeader };
type Kind = keyof typeof parsers;

const normal: [string, Kind, unknown, unknown][] = [
  ["nothing", "features", {}, {}],
  ["nulls that keep the preset", "policy", { mode: null, presets: { default_allow: null } }, { presets: {} }],
  ["codes as bare text", "policy", { codes: "tool" }, { codes: { code: "tool" } }],
  [
    "codes as an object",
    "policy",
    { codes: { code: "x", language: "cedar" } },
    { codes: { code: "x", language: "cedar" } },
  ],
  [
    "thresholds",
    "features",
    {
      agent_arch: "dual-llm",
      content_classifiers: [
        { name: "pii_redaction" },
        { name: "toxicity_filter", threshold: 0.9 },
        { name: "toxicity_filter", threshold: 0.9, mode: "normal" },
        { name: "finance_topic_guardrail", mode: "low sensitivity" },
        { name: "healthcare_topic_guardrail", mode: "strict" },
        { name: "healthcare_topic_guardrail", mode: "high sensitivity", threshold: null },
      ],
    },
    {
      agent_arch: "dual-llm",
      content_classifiers: [
        { name: "pii_redaction", threshold: 0.5 },
        { name: "toxicity_filter", threshold: 0.9 },
        { name: "toxicity_filter", threshold: 0.5, mode: "normal" },
        { name: "finance_topic_guardrail", threshold: 0.75, mode: "low sensitivity" },
        { name: "healthcare_topic_guardrail", threshold: 0.25, mode: "strict" },
        { name: "healthcare_topic_guardrail", threshold: 0.25, mode: "high sensitivity" },
      ],
    },
  ],
  [
    "nulls that mean something",
    "config",
    {
      fsm: {
        min_num_tools_for_filtering: null,
        max_n_turns: null,
        max_tool_calls_per_step: null,
        max_pllm_steps: null,
      },
      llm: null,
    },
    { fsm: { min_num_tools_for_filtering: null, max_n_turns: null, max_tool_calls_per_step: null } },
  ],
  [
    "a review's grammar as a bool",
    "config",
    { fsm: { reduced_grammar_for_rllm_review: true } },
    { fsm: { reduced_grammar_for_rllm_review: "text" } },
  ],
  [
    "no review's grammar",
    "config",
    { fsm: { reduced_grammar_for_rllm_review: false } },
    { fsm: { reduced_grammar_for_rllm_review: "none" } },
  ],
];
test.each(normal)("normal form: %s", (_name, kind, header, normalized) => {
  expect(parsers[kind](JSON.stringify(header))).toEqual({ ok: true, value: header, normalized });
});

const refused: [string, Kind, unknown, string[]][] = [
  ["no object", "features", 3, ["expected an object, found 3"]],
  [
    "an unknown architecture",
    "features",
    { agent_arch: "triple-llm" },
    ['agent_arch: expected one of "single-llm", "dual-llm" or null, found "triple-llm"'],
  ],
  [
    "a threshold out of bounds",
    "features",
    { content_classifiers: [{ name: "pii_redaction" }, { name: "pii_redaction", threshold: 1.5 }] },
    ["content_classifiers[1].threshold: expected a number from 0 to 1 or null, found 1.5"],
  ],
  [
    "a classifier without a name",
    "features",
    { content_classifiers: [{}] },
    [
      'content_classifiers[0].name: is required: expected one of "toxicity_filter", "pii_redaction", "healthcare_topic_guardrail", "finance_topic_guardrail"',
    ],
  ],
  [
    "misspelt fields, all of them at once",
    "policy",
    { presets: { defaultAllow: true }, mod: "strict", zzz: 1 },
    [
      'presets.defaultAllow: unknown field, found true. Did you mean "default_allow"? Allowed: default_allow, default_allow_enforcement_level, enable_non_executable_memory, enable_llm_blocked_tag, llm_blocked_tag_enforcement_level, branching_meta_policy',
      'mod: unknown field, found "strict". Did you mean "mode"? Allowed: mode, codes, auto_gen, fail_fast, presets',
      "zzz: unknown field, found 1. Allowed: mode, codes, auto_gen, fail_fast, presets",
    ],
  ],
  [
    "a text for a bool",
    "policy",
    { auto_gen: "true" },
    ['auto_gen: expected true or false or null, found "true"'],
  ],
  ["codes of a wrong type", "policy", { codes: 5 }, ["codes: expected an object, a string or null, found 5"]],
  [
    "an unknown language",
    "policy",
    { codes: { code: "", language: "rego" } },
    ['codes.language: expected one of "sqrt", "cedar" or null, found "rego"'],
  ],
  [
    "bounds of the state machine",
    "config",
    { fsm: { min_num_tools_for_filtering: 1, max_n_turns: 0, n_pllm_plans: 1.5 } },
    [
      "fsm.min_num_tools_for_filtering: expected an integer of at least 2 or null, found 1",
      "fsm.max_n_turns: expected an integer of at least 1 or null, found 0",
      "fsm.n_pllm_plans: expected an integer of at least 1 or null, found 1.5",
    ],
  ],
  [
    "an unknown internal tool",
    "config",
    { fsm: { enabled_internal_tools: ["parse_with_ai", "shell"] } },
    [
      'fsm.enabled_internal_tools[1]: expected one of "parse_with_ai", "verify_hypothesis", "set_policy", "complete_turn", found "shell"',
    ],
  ],
  [
    "a grammar that is none",
    "config",
    { fsm: { reduced_grammar_for_rllm_review: "full" } },
    [
      'fsm.reduced_grammar_for_rllm_review: expected one of "none", "bool", "text", true or false or null, found "full"',
    ],
  ],
  [
    "reasoning out of bounds",
    "config",
    { llm: { qllm: { reasoning: { budget: 0 } } } },
    ["llm.qllm.reasoning.budget: expected an integer of at least 1 or null, found 0"],
  ],
  [
    "a field of one role on another",
    "config",
    { prompt: { grllm: { debug_info_level: "extra" } } },
    ['prompt.grllm.debug_info_level: unknown field, found "extra". Allowed: flavor, version'],
  ],
];
test.each(refused)("refuses %s", (_name, kind, header, errors) => {
  expect(parsers[kind](JSON.stringify(header))).toEqual({ ok: false, errors });
});

test.each(["", "{", "tool x", "{'mode': 'strict'}"])("text that is not JSON says so first: %j", (text) => {
  for (const parse of Object.values(parsers)) {
    const result = parse(text);
    expect(result.ok ? [] : result.errors).toEqual([expect.stringMatching(/^Invalid JSON: /)]);
  }
});

test("a header of nothing but mistakes has an answer of bounded size", () => {
  const header = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field_${index}`, index]));
  const errors = parseConfigHeader(JSON.stringify({ fsm: header }));
  expect(errors.ok ? [] : errors.errors).toHaveLength(21);
  expect(errors.ok ? "" : errors.errors.at(-1)).toBe("there are more mistakes than these");
});

test("a field called __proto__ is as unknown as any other", () => {
  const result = parsePolicyHeader('{"__proto__": {"mode": "custom"}}');
  expect(result.ok ? [] : result.errors).toEqual([expect.stringMatching(/^__proto__: unknown field/)]);
});

/** A schema of ours as the generator reads it. */
function generated(schema: object): fc.Arbitrary<unknown> {
  const plain: ReferenceSchema = JSON.parse(JSON.stringify(schema));
  return instances(plain, plain);
}

const kinds = [
  {
    kind: "features",
    header: generated(FeaturesHeaderSchema),
    check: checkFeatures,
    parse: parseFeaturesHeader,
  },
  { kind: "policy", header: generated(PolicyHeaderSchema), check: checkPolicy, parse: parsePolicyHeader },
  { kind: "config", header: generated(ConfigHeaderSchema), check: checkConfig, parse: parseConfigHeader },
];
test.each(kinds)("$kind: the compiled check and the words agree", ({ header, check, parse }) => {
  const damaged = header.chain((whole) =>
    fc
      .tuple(fc.string({ maxLength: 3 }), fc.jsonValue())
      .map(([key, value]) => ({ ...Object(whole), [key]: value })),
  );
  fc.assert(
    fc.property(fc.oneof(header, damaged, fc.jsonValue()), (given) => {
      const text = JSON.stringify(given);
      const result = parse(text);
      expect(result.ok).toBe(check(parseJson(text)).length === 0);
      if (result.ok) expect(parse(writeJson(result.normalized)).ok).toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** The session config that three header texts come to. */
function resolved(features: string, policy: string, config: string): SessionConfig {
  const [f, p, c] = [parseFeaturesHeader(features), parsePolicyHeader(policy), parseConfigHeader(config)];
  if (!f.ok || !p.ok || !c.ok) throw new Error("refused");
  return resolveSessionConfig({ endpointType: "chat", features: f.value, policy: p.value, config: c.value });
}

/** The normal form of a header text. */
function normalText(parse: (text: string) => HeaderResult<unknown>, text: string): string {
  const result = parse(text);
  return result.ok ? writeJson(result.normalized) : "";
}

test("a header and its normal form come to the same session config", () => {
  const [features, policy, config] = kinds.map(({ header }) => header.map((value) => JSON.stringify(value)));
  if (!features || !policy || !config) throw new Error("a header is missing");
  fc.assert(
    fc.property(features, policy, config, (f, p, c) => {
      expect(
        resolved(
          normalText(parseFeaturesHeader, f),
          normalText(parsePolicyHeader, p),
          normalText(parseConfigHeader, c),
        ),
      ).toEqual(resolved(f, p, c));
    }),
  );
});

const texts: [string, string, string][] = [
  ["plain text", "abc", "abc"],
  ["UTF-8 bytes", "caf\u00c3\u00a9 \u00e2\u0082\u00ac", "café €"],
  ["bytes that are no UTF-8", "caf\u00e9", "café"],
  ["text that is decoded already", "€ \u00c3\u00a9", "€ \u00c3\u00a9"],
  ["nothing", "", ""],
];
test.each(texts)("header text: %s", (_name, raw, text) => {
  expect(decodeHeaderText(raw)).toBe(text);
});
