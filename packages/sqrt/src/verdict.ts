import type { CallArgument, CheckedCall } from "./call.ts";
import type { JsonValue } from "./json.ts";
import {
  emptyMetadata,
  emptySet,
  hasLabel,
  joinMetadata,
  LLM_BLOCKED_TAG,
  type Metadata,
  metadataFrom,
  metadataToJson,
  NON_EXECUTABLE_TAG,
  universalSet,
  withTags,
} from "./metadata.ts";
import type { CompiledBlock, CompiledRule, CompiledStatement, Policy } from "./policy.ts";
import type { Presets } from "./presets.ts";
import type { CallVerdict, CheckOptions, CheckRecord, FinalVerdict, RuleRecord } from "./record.ts";
import { type Labels, Scope, SeenArguments } from "./scope.ts";
import { and3, or3, type Truth } from "./truth.ts";

/** Policies in order of rank, ready to be asked. */
export interface PolicySet {
  readonly layers: readonly Policy[];
  /** The blocks that are about a tool, in the order in which they count. */
  readonly blocksFor: (tool: string) => readonly CompiledBlock[];
}

const REMEMBERED_TOOLS_MAX = 1024;

/** Puts policies one below the other: whatever its priority, a policy of a later layer ranks below all of the earlier ones. */
export function layerPolicies(layers: readonly Policy[]): PolicySet {
  const blocks = layers.flatMap((policy) => policy.blocks);
  const remembered = new Map<string, readonly CompiledBlock[]>();
  const blocksFor = (tool: string): readonly CompiledBlock[] => {
    let found = remembered.get(tool);
    if (found === undefined) {
      found = blocks.filter((block) => block.matches(tool));
      if (remembered.size >= REMEMBERED_TOOLS_MAX) remembered.clear();
      remembered.set(tool, found);
    }
    return found;
  };
  return { layers, blocksFor };
}

/**
 * Decides about a tool call: `session before` blocks, then the check rules, then the defaults. Never throws.
 * INVARIANT: whatever goes wrong in a check, the call is denied.
 */
export function checkToolCall(
  policies: PolicySet,
  call: CheckedCall,
  session: Metadata,
  options: CheckOptions,
): CallVerdict {
  try {
    return decide(policies, call, session, options);
  } catch (cause) {
    return failedCheck(call, session, cause);
  }
}

function decide(
  policies: PolicySet,
  call: CheckedCall,
  session: Metadata,
  options: CheckOptions,
): CallVerdict {
  const { blocks, scopes, labels } = prepareCheck(policies, call, session);
  const outcome = judge(policies, labels.session, blocks, scopes, call, options);
  const isAllowed = outcome.verdict === "hard_allowed" || outcome.verdict === "soft_allowed";
  const message = isAllowed ? "" : denialMessage(call.tool, outcome.reasons);
  const record: CheckRecord = {
    tool: call.tool,
    call_id: call.callId,
    arguments: recordArguments(call.arguments, options.includeValues),
    session_before: metadataToJson(session),
    session_after: metadataToJson(labels.session),
    rules: outcome.rules,
    denied: outcome.denied,
    final_verdict: outcome.verdict,
    ...(isAllowed ? {} : { message }),
  };
  return {
    kind: isAllowed ? "allowed" : "denied",
    verdict: outcome.verdict,
    session: labels.session,
    record,
    arguments: call.arguments,
    message,
  };
}

/** What check rules are evaluated in: `session before` blocks have run. */
export interface PreparedCheck {
  readonly blocks: readonly CompiledBlock[];
  /** Without control labels and, where there are some, with them. */
  readonly scopes: readonly Scope[];
  readonly labels: Labels;
}

/** Runs the `session before` blocks of a call, and sets up what its check rules see. */
export function prepareCheck(policies: PolicySet, call: CheckedCall, session: Metadata): PreparedCheck {
  const blocks = policies.blocksFor(call.tool);
  const scopes = scopesOf(call, { session, result: emptyMetadata, relabelled: new Map() }, null);
  const before = blocks.flatMap((block) => block.statements.before);
  const labels = runStatements(before, scopes, scopes[0]?.labels ?? unlabelled);
  for (const scope of scopes) {
    // In a check rule `@result` is what the result would start with.
    scope.labels = { ...labels, result: scope.joinedArguments() };
  }
  return { blocks, scopes, labels };
}

const unlabelled: Labels = { session: emptyMetadata, result: emptyMetadata, relabelled: new Map() };

/** INVARIANT (C5): with control labels there are two scopes, with and without them; both are asked. */
function scopesOf(call: CheckedCall, labels: Labels, resultValue: JsonValue): readonly Scope[] {
  const seen = new SeenArguments(call);
  const plain = new Scope(seen, false, labels, resultValue);
  return call.control === emptyMetadata ? [plain] : [plain, new Scope(seen, true, labels, resultValue)];
}

/**
 * Runs statements one after the other. Where a condition is unknown, or control labels make a difference, what comes out is the
 * join of the outcomes (M7).
 */
function runStatements(
  statements: readonly CompiledStatement[],
  scopes: readonly Scope[],
  start: Labels,
): Labels {
  let labels = start;
  for (const { condition, updates } of statements) {
    let joined: Labels | undefined;
    for (const scope of scopes) {
      scope.labels = labels;
      const truth = condition === undefined ? true : condition(scope);
      if (truth !== true) joined = joinLabels(joined, labels, scope);
      if (truth === false) continue;
      for (const update of updates) scope.labels = update(scope);
      joined = joinLabels(joined, scope.labels, scope);
    }
    labels = joined ?? labels;
  }
  for (const scope of scopes) scope.labels = labels;
  return labels;
}

function joinLabels(a: Labels | undefined, b: Labels, scope: Scope): Labels {
  if (a === undefined || a === b) return b;
  const relabelled = new Map<string, Metadata>();
  for (const name of [...a.relabelled.keys(), ...b.relabelled.keys()]) {
    const original = scope.arguments.argument(name).metadata;
    relabelled.set(
      name,
      joinMetadata(a.relabelled.get(name) ?? original, b.relabelled.get(name) ?? original),
    );
  }
  return {
    session: joinMetadata(a.session, b.session),
    result: joinMetadata(a.result, b.result),
    relabelled,
  };
}

interface Judgement {
  readonly verdict: FinalVerdict;
  readonly rules: readonly RuleRecord[];
  readonly denied: readonly RuleRecord[];
  /** What the message says; the denying rules' texts unless there is more to say. */
  readonly reasons: readonly string[];
}

function judge(
  policies: PolicySet,
  session: Metadata,
  blocks: readonly CompiledBlock[],
  scopes: readonly Scope[],
  call: CheckedCall,
  { presets, failFast }: CheckOptions,
): Judgement {
  const rules: RuleRecord[] = [];
  const hardDenials: RuleRecord[] = [];
  const allowRules: RuleRecord[] = [];
  let isHardAllowed = false;
  let softDecision: RuleRecord | undefined;
  const take = (record: RuleRecord): void => {
    rules.push(record);
    const { effect, enforcement, fired } = record;
    if (effect === "allow" && record.policy !== "cedar") allowRules.push(record);
    const hasFired = effect === "deny" ? fired !== false : fired === true;
    if (!hasFired) return;
    if (enforcement === "soft") softDecision ??= record;
    else if (effect === "deny") hardDenials.push(record);
    else isHardAllowed = true;
  };
  const isOver = (): boolean => failFast && hardDenials.length > 0;
  for (const policy of policies.layers) {
    if (policy.language === "cedar") for (const record of policy.decide(call, session).rules) take(record);
  }
  for (const block of blocks) {
    for (const rule of block.rules) {
      if (!isOver()) take(evaluateRule(rule, scopes));
    }
  }
  const preset = isOver() ? undefined : llmBlockedRule(call, scopes, presets);
  if (preset !== undefined) take(preset);
  if (hardDenials.length > 0)
    return { verdict: "hard_denied", rules, denied: hardDenials, reasons: hardDenials.map(reasonOf) };
  if (isHardAllowed) return { verdict: "hard_allowed", rules, denied: [], reasons: [] };
  if (softDecision !== undefined) {
    if (softDecision.effect === "allow") return { verdict: "soft_allowed", rules, denied: [], reasons: [] };
    return { verdict: "soft_denied", rules, denied: [softDecision], reasons: [reasonOf(softDecision)] };
  }
  return byDefault(rules, allowRules, call, presets);
}

/**
 * Evaluates a rule in every scope.
 * INVARIANT (C5): an allow rule must fire in all, a deny rule in one.
 */
function evaluateRule(rule: CompiledRule, scopes: readonly Scope[]): RuleRecord {
  let truth: Truth | undefined;
  for (const scope of scopes) {
    const here = rule.condition(scope);
    if (truth === undefined) truth = here;
    else truth = rule.effect === "allow" ? and3(truth, here) : or3(truth, here);
  }
  return truth === true ? rule.records.true : truth === false ? rule.records.false : rule.records.unknown;
}

const MODEL_TOOLS: ReadonlySet<string> = new Set(["parse_with_ai", "verify_hypothesis"]);

/** INVARIANT (C6): no model is given a value tagged `__llm_blocked`, unless the preset is off or a rule overrides a soft one. */
function llmBlockedRule(
  call: CheckedCall,
  scopes: readonly Scope[],
  presets: Presets,
): RuleRecord | undefined {
  if (!presets.enable_llm_blocked_tag || !MODEL_TOOLS.has(call.tool)) return undefined;
  const fired = scopes.some((scope) => hasLabel(scope.joinedArguments().tags, LLM_BLOCKED_TAG));
  return {
    policy: "preset",
    effect: "deny",
    enforcement: presets.llm_blocked_tag_enforcement_level,
    text: "enable_llm_blocked_tag",
    doc: `An argument is tagged ${LLM_BLOCKED_TAG}, and no model may be given such a value.`,
    fired,
  };
}

function byDefault(
  rules: readonly RuleRecord[],
  allowRules: readonly RuleRecord[],
  call: CheckedCall,
  presets: Presets,
): Judgement {
  const { default_allow: isAllowed, default_allow_enforcement_level: level } = presets;
  if (allowRules.length > 0 && !(isAllowed && level === "hard")) {
    const reasons = allowRules.map((rule) => `no allow rule fires: ${reasonOf(rule)}`);
    return { verdict: `${level}_denied`, rules, denied: allowRules, reasons };
  }
  if (isAllowed || call.internal) return { verdict: `${level}_allowed`, rules, denied: [], reasons: [] };
  const denial: RuleRecord = {
    policy: "preset",
    effect: "deny",
    enforcement: level,
    text: "default_allow",
    doc: "No policy allows the call, and default_allow is false.",
    fired: true,
  };
  return {
    verdict: `${level}_denied`,
    rules: [...rules, denial],
    denied: [denial],
    reasons: [reasonOf(denial)],
  };
}

function reasonOf(rule: RuleRecord): string {
  return rule.doc ?? rule.text;
}

function denialMessage(tool: string, reasons: readonly string[]): string {
  const told = [...new Set(reasons)].reduce(
    (text, reason) => `${text}${text.endsWith(";") ? " " : "; "}${reason}`,
  );
  return `Tool call '${tool}' is denied by argument checking policies: ${told}`;
}

function recordArguments(args: readonly CallArgument[], withValues: boolean): CheckRecord["arguments"] {
  return Object.fromEntries(
    args.map(({ name, value, metadata }) => [
      name,
      { meta: metadataToJson(metadata), ...(withValues ? { value: withoutBigint(value) } : {}) },
    ]),
  );
}

/** The value as JSON can write it: integers beyond 2^53 become their digits. */
function withoutBigint(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(withoutBigint);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigint(item)]));
}

function failedCheck(call: CheckedCall, session: Metadata, cause: unknown): CallVerdict {
  const name = cause instanceof Error ? cause.name : "an unknown failure";
  const message = denialMessage(call.tool, [`the check failed (${name})`]);
  const labels = metadataToJson(session);
  return {
    kind: "denied",
    verdict: "hard_denied",
    session,
    record: {
      tool: call.tool,
      call_id: call.callId,
      arguments: {},
      session_before: labels,
      session_after: labels,
      rules: [],
      denied: [],
      final_verdict: "hard_denied",
      message,
    },
    arguments: call.arguments,
    message,
  };
}

/** The result of an allowed call: its value, and the join of the arguments', control and wrapper labels. */
export interface CallResult {
  readonly value: JsonValue;
  readonly start: Metadata;
}

/**
 * Labels a call's result and the session after it: the presets' tags, then `result` blocks, then `session after` blocks. Never throws.
 * INVARIANT: should labelling fail, nobody may use the result, and it has every tag.
 */
export function labelResult(
  policies: PolicySet,
  call: CheckedCall,
  result: CallResult,
  session: Metadata,
  presets: Presets,
): { metadata: Metadata; session: Metadata } {
  try {
    const isTagged = presets.enable_non_executable_memory && !call.internal;
    const start = isTagged ? withTags(result.start, [NON_EXECUTABLE_TAG]) : result.start;
    const blocks = policies.blocksFor(call.tool);
    const scopes = scopesOf(call, { session, result: start, relabelled: new Map() }, result.value);
    const statements = (["result", "after"] as const).flatMap((phase) =>
      blocks.flatMap((block) => block.statements[phase]),
    );
    const labels = runStatements(statements, scopes, scopes[0]?.labels ?? unlabelled);
    return { metadata: labels.result, session: labels.session };
  } catch {
    return { metadata: locked, session: locked };
  }
}

const locked: Metadata = metadataFrom(universalSet, emptySet, universalSet);
