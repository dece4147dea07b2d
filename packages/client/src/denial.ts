import { type DualLlmContent, parseDualLlmContent } from "@sequrity/wire/content";
import { isJsonObject, type JsonObject, type JsonValue } from "@sequrity/wire/json";

/** Why a tool call was denied, read from the `policy_check_history` of a dual-LLM answer. */

export interface SourcePosition {
  readonly offset?: number;
  readonly line: number;
  readonly column: number;
}

/** A rule that denied a call. */
export interface DenyingRule {
  /** The tool id of the policy, as written. */
  readonly policy: string;
  /** The rule's source. */
  readonly text: string;
  /** The rule's doc comment. */
  readonly doc?: string;
  readonly enforcement?: string;
  /** Where in the policies' text the rule stands; absent for a preset's rule. */
  readonly span?: { readonly start: SourcePosition; readonly end: SourcePosition };
}

/** One step of the way that an argument's data took, the nearest first. */
export interface DataStep {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The line of the plan. */
  readonly text: string;
  readonly meta?: JsonObject;
}

/** Why a tool call did not happen. */
export interface Denial {
  readonly tool: string;
  readonly callId: string | null;
  /** `hard_denied` or `soft_denied`. */
  readonly verdict: string;
  readonly message: string;
  /** The first rule that denied the call; absent when the call was denied for want of a rule that allows it. */
  readonly rule?: DenyingRule;
  readonly rules: readonly DenyingRule[];
  /** Where that rule stands in the policies' text. */
  readonly span?: DenyingRule["span"];
  /** Where the plan makes the call. */
  readonly at?: SourcePosition;
  /** For each argument, where its data came from. Empty when the server did not say. */
  readonly path: Readonly<Record<string, readonly DataStep[]>>;
}

function readPosition(value: JsonValue | undefined): SourcePosition | undefined {
  if (!isJsonObject(value) || typeof value.line !== "number" || typeof value.column !== "number")
    return undefined;
  return {
    line: value.line,
    column: value.column,
    ...(typeof value.offset === "number" && { offset: value.offset }),
  };
}

function readRule(value: JsonValue): DenyingRule | undefined {
  if (!isJsonObject(value)) return undefined;
  const { policy, text, doc, enforcement, span } = value;
  const start = isJsonObject(span) ? readPosition(span.start) : undefined;
  const end = isJsonObject(span) ? readPosition(span.end) : undefined;
  return {
    policy: typeof policy === "string" ? policy : "",
    text: typeof text === "string" ? text : "",
    ...(typeof doc === "string" && { doc }),
    ...(typeof enforcement === "string" && { enforcement }),
    ...(start && end && { span: { start, end } }),
  };
}

function readStep(value: JsonValue): DataStep | undefined {
  const at = readPosition(value);
  if (at === undefined || !isJsonObject(value)) return undefined;
  return {
    name: typeof value.name === "string" ? value.name : "",
    line: at.line,
    column: at.column,
    text: typeof value.text === "string" ? value.text : "",
    ...(isJsonObject(value.meta) && { meta: value.meta }),
  };
}

function readPath(dataPath: JsonValue | undefined): Record<string, readonly DataStep[]> {
  const path: [string, readonly DataStep[]][] = [];
  for (const [argument, steps] of Object.entries(isJsonObject(dataPath) ? dataPath : {})) {
    if (Array.isArray(steps)) path.push([argument, steps.flatMap((step) => readStep(step) ?? [])]);
  }
  return Object.fromEntries(path);
}

function readRecord(record: JsonObject): Denial | undefined {
  const { tool, call_id: callId, final_verdict: verdict, message, denied, data_path: dataPath } = record;
  if (typeof verdict !== "string" || !verdict.endsWith("denied")) return undefined;
  const rules = Array.isArray(denied) ? denied.flatMap((rule) => readRule(rule) ?? []) : [];
  const [rule] = rules;
  const at = readPosition(record);
  return {
    tool: typeof tool === "string" ? tool : "",
    callId: typeof callId === "string" ? callId : null,
    verdict,
    message: typeof message === "string" ? message : "",
    rules,
    ...(rule && { rule }),
    ...(rule?.span && { span: rule.span }),
    ...(at && { at }),
    path: readPath(dataPath),
  };
}

/**
 * The denial that ended a turn: the last one in the answer's history. Undefined when no call was denied, or when the text
 * is no dual-LLM answer. It never throws.
 */
export function readDenial(content: string | null | undefined | DualLlmContent): Denial | undefined {
  const parsed = typeof content === "object" && content !== null ? content : parseDualLlmContent(content);
  return (parsed.policy_check_history ?? []).flatMap((record) => readRecord(record) ?? []).at(-1);
}
