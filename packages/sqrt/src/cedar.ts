import { createHash } from "node:crypto";
import type { CheckedCall } from "./call.ts";
import type { DiagnosticCode } from "./codes.ts";
import { type Diagnostic, diagnose } from "./diagnostics.ts";
import type { JsonValue } from "./json.ts";
import { isList } from "./leaf.ts";
import { emptyMetadata, joinMetadata, type LabelSet, type Metadata } from "./metadata.ts";
import type { Compiled } from "./policy.ts";
import type { RuleRecord } from "./record.ts";
import { defaultOf } from "./scope.ts";
import { type Range, Source } from "./source.ts";

type Cedar = typeof import("@cedar-policy/cedar-wasm/nodejs");
type CedarValue = boolean | number | string | CedarValue[] | { [key: string]: CedarValue };

/** What Cedar policies say of a call. */
export interface CedarDecision {
  /** Each policy that applies, and each failure, as a rule that has fired. */
  readonly rules: readonly RuleRecord[];
}

/**
 * Compiles Cedar policies, for `codes.language: "cedar"`. They are asked with principal `Session::"<id>"`, action
 * `Action::"call_tool"`, resource `Tool::"<name>"` and context `{args: {<name>: {value, producers, consumers, tags}}, session}`.
 * A `forbid` is a hard deny, a `permit` a hard allow. The official engine is loaded when this is called first.
 */
export async function compileCedar(text: string): Promise<Compiled> {
  const cedar = await import("@cedar-policy/cedar-wasm/nodejs");
  const source = new Source(text);
  const parsed = cedar.policySetTextToParts(text);
  if (parsed.type === "failure") {
    return { ok: false, diagnostics: parsed.errors.map((error) => syntaxError(source, error)) };
  }
  if (parsed.policy_templates.length > 0) {
    return {
      ok: false,
      diagnostics: parsed.policy_templates.map((template) => templateError(source, template)),
    };
  }
  const policies = placePolicies(source, parsed.policies);
  const engine = new CedarEngine(cedar, policies);
  return {
    ok: true,
    policy: { language: "cedar", blocks: [], decide: (call, session) => engine.decide(call, session) },
    warnings: [],
  };
}

interface DetailedError {
  readonly message: string;
  readonly help: string | null;
  readonly sourceLocations?: readonly {
    readonly label: string | null;
    readonly start: number;
    readonly end: number;
  }[];
}

function syntaxError(source: Source, { message, help, sourceLocations }: DetailedError): Diagnostic {
  const [location] = sourceLocations ?? [];
  const range = location === undefined ? { start: 0, end: 0 } : codeUnits(source.text, location);
  const hint = help ?? location?.label ?? undefined;
  return report(
    source,
    "cedar-syntax",
    range,
    `${message.replace(/^failed to parse policies from string: /, "")}.`,
    hint ?? undefined,
  );
}

/** The engine counts bytes of UTF-8. */
function codeUnits(text: string, bytes: Range): Range {
  const encoded = Buffer.from(text, "utf8");
  return {
    start: encoded.subarray(0, bytes.start).toString("utf8").length,
    end: encoded.subarray(0, bytes.end).toString("utf8").length,
  };
}

function templateError(source: Source, template: string): Diagnostic {
  const start = Math.max(0, source.text.indexOf(template));
  return report(
    source,
    "cedar-template",
    { start, end: start + template.length },
    "A template takes part in no decision.",
    "Write a policy without `?principal` and `?resource`.",
  );
}

function report(
  source: Source,
  code: DiagnosticCode,
  range: Range,
  message: string,
  help: string | undefined,
): Diagnostic {
  return diagnose(source, code, range, message, help);
}

/** A policy of the set, with how it is recorded. */
interface PlacedPolicy {
  readonly text: string;
  readonly record: RuleRecord;
}

function placePolicies(source: Source, texts: readonly string[]): readonly PlacedPolicy[] {
  return texts
    .map((text) => {
      const start = Math.max(0, source.text.indexOf(text));
      return { text, start };
    })
    .sort((a, b) => a.start - b.start)
    .map(({ text, start }) => ({
      text,
      record: Object.freeze({
        policy: "cedar",
        effect: "deny",
        enforcement: "hard",
        text,
        span: source.span({ start, end: start + text.length }),
        fired: true,
      }),
    }));
}

const SLOTS_MAX = 256;
/** Which policies the engine holds pre-parsed: it cannot forget any, so their number is bounded by using names again. */
const slots = new Map<string, string>();

/** Has the engine hold the policies, and gives the name under which it does. */
function preparse(cedar: Cedar, key: string, policies: Record<string, string>): string {
  const known = slots.get(key);
  if (known !== undefined) {
    slots.delete(key);
    slots.set(key, known);
    return known;
  }
  let slot = `sqrt-${slots.size}`;
  if (slots.size >= SLOTS_MAX) {
    const [oldest] = slots;
    if (oldest !== undefined) {
      slots.delete(oldest[0]);
      slot = oldest[1];
    }
  }
  const answer = cedar.preparsePolicySet(slot, { staticPolicies: policies });
  if (answer.type === "failure") throw new TypeError("policies that were parsed once parse again");
  slots.set(key, slot);
  return slot;
}

class CedarEngine {
  readonly #cedar: Cedar;
  readonly #policies: ReadonlyMap<string, PlacedPolicy>;
  readonly #key: string;

  constructor(cedar: Cedar, policies: readonly PlacedPolicy[]) {
    this.#cedar = cedar;
    // The engine tells a policy's effect better than its text does.
    this.#policies = new Map(policies.map((policy, at) => [`policy${at}`, withEffect(cedar, policy)]));
    this.#key = createHash("sha256")
      .update(JSON.stringify(policies.map((policy) => policy.text)))
      .digest("hex");
  }

  /** INVARIANT (C5): with control labels a `forbid` need apply with or without them, a `permit` must with both. */
  decide(call: CheckedCall, session: Metadata): CedarDecision {
    const variants = call.control === emptyMetadata ? [emptyMetadata] : [emptyMetadata, call.control];
    const answers = variants.map((control) => this.#ask(call, session, control));
    const denials = answers.flatMap((rules) => rules.filter((rule) => rule.effect === "deny"));
    if (denials.length > 0) return { rules: [...new Set(denials)] };
    const [first = [], ...others] = answers;
    return { rules: others.every((rules) => rules.length > 0) ? first : [] };
  }

  /** INVARIANT (C8): an evaluation error, or a value that Cedar cannot represent, denies: the engine would skip the `forbid`. */
  #ask(call: CheckedCall, session: Metadata, control: Metadata): readonly RuleRecord[] {
    const context = contextOf(call, session, control);
    if (typeof context === "string") return [failure(context)];
    const slot = preparse(
      this.#cedar,
      this.#key,
      Object.fromEntries([...this.#policies].map(([id, { text }]) => [id, text])),
    );
    const answer = this.#cedar.statefulIsAuthorized({
      principal: { type: "Session", id: call.sessionId ?? "" },
      action: { type: "Action", id: "call_tool" },
      resource: { type: "Tool", id: call.tool },
      context,
      preparsedPolicySetId: slot,
      entities: [],
    });
    if (answer.type === "failure") return [failure(answer.errors.map((error) => error.message).join("; "))];
    const { reason, errors } = answer.response.diagnostics;
    const failed = errors.map(({ policyId, error }) =>
      failure(`${this.#policies.get(policyId)?.text ?? policyId}: ${error.message}`),
    );
    if (failed.length > 0) return failed;
    return reason.map(
      (id) => this.#policies.get(id)?.record ?? failure(`the engine names an unknown policy ${id}`),
    );
  }
}

function withEffect(cedar: Cedar, policy: PlacedPolicy): PlacedPolicy {
  const answer = cedar.policyToJson(policy.text);
  if (answer.type === "failure") throw new TypeError("policies that were parsed once parse again");
  const effect = answer.json.effect === "forbid" ? "deny" : "allow";
  const doc = answer.json.annotations?.doc;
  return {
    text: policy.text,
    record: Object.freeze({ ...policy.record, effect, ...(typeof doc === "string" ? { doc } : {}) }),
  };
}

function failure(reason: string): RuleRecord {
  return {
    policy: "cedar",
    effect: "deny",
    enforcement: "hard",
    text: "evaluation failed",
    doc: `The Cedar policies cannot be evaluated: ${reason}.`,
    fired: true,
  };
}

/** The context of a request, or why there is none. */
function contextOf(
  call: CheckedCall,
  session: Metadata,
  control: Metadata,
): { [key: string]: CedarValue } | string {
  const args = new Map<string, CedarValue>();
  const given = new Map(call.arguments.map((argument) => [argument.name, argument]));
  const absent = (call.parameters ?? []).flatMap(({ name, schema }) => {
    const value = given.has(name) ? undefined : defaultOf(schema);
    return value === undefined ? [] : [{ name, value, metadata: emptyMetadata }];
  });
  for (const { name, value, metadata } of [...call.arguments, ...absent]) {
    const labels = labelsOf(joinMetadata(metadata, control));
    if (labels === undefined) return `the labels of \`${name}\` are universal, which Cedar has no value for`;
    const cedarValue = cedarValueOf(value, 0);
    if (cedarValue === undefined) return `the value of \`${name}\` has no representation in Cedar`;
    args.set(name, { value: cedarValue, ...labels });
  }
  const sessionLabels = labelsOf(session);
  if (sessionLabels === undefined)
    return "the labels of the session are universal, which Cedar has no value for";
  return { args: Object.fromEntries(args), session: sessionLabels };
}

/** Universal consumers are `["*"]`; universal tags or producers have no representation, since a `forbid` would miss them. */
function labelsOf({ producers, consumers, tags }: Metadata): { [field: string]: CedarValue } | undefined {
  if (producers.universal || tags.universal) return undefined;
  const list = (set: LabelSet): string[] => (set.universal ? ["*"] : [...set.members]);
  return { producers: list(producers), consumers: list(consumers), tags: list(tags) };
}

const DEPTH_MAX = 100;

/** Strings, booleans, integers up to 2^53, lists (as sets) and objects; undefined for anything else. */
function cedarValueOf(value: JsonValue, depth: number): CedarValue | undefined {
  if (depth > DEPTH_MAX || value === null) return undefined;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value.isWellFormed() ? value : undefined;
  // A number of JavaScript is exact up to 2^53; the engine takes no bigint.
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  if (isList(value)) {
    const items = value.map((item) => cedarValueOf(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries: [string, CedarValue][] = [];
  for (const [key, item] of Object.entries(value)) {
    const cedarItem = cedarValueOf(item, depth + 1);
    // INVARIANT: `__entity`, `__extn` and their like would be read as something other than data.
    if (cedarItem === undefined || key.startsWith("__") || !key.isWellFormed()) return undefined;
    entries.push([key, cedarItem]);
  }
  return Object.fromEntries(entries);
}
