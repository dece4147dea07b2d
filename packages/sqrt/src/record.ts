import type { CallArgument } from "./call.ts";
import type { Span } from "./diagnostics.ts";
import type { JsonValue } from "./json.ts";
import type { Metadata, MetadataJson } from "./metadata.ts";
import type { Presets } from "./presets.ts";

/** How a check ends. */
export type FinalVerdict = "hard_denied" | "soft_denied" | "hard_allowed" | "soft_allowed";

/** What a check wants to know besides the call. */
export interface CheckOptions {
  readonly presets: Presets;
  /** Stop at the first hard denial. */
  readonly failFast: boolean;
  /** Put the arguments' values into the record. */
  readonly includeValues: boolean;
}

/** What became of one rule in a check. */
export interface RuleRecord {
  /** The tool id of the policy, as written; `preset` for a preset's rule. */
  readonly policy: string;
  readonly effect: "allow" | "deny";
  readonly enforcement: "hard" | "soft";
  /** The rule's source text. */
  readonly text: string;
  /** The rule's doc comment. */
  readonly doc?: string;
  /** Absent for a preset's rule. */
  readonly span?: Span;
  /** The value of its condition: a deny rule with `unknown` has fired, an allow rule has not. */
  readonly fired: boolean | "unknown";
}

/** A check, as it is recorded in `policy_check_history`. It holds no bigint, so JSON takes it. */
export interface CheckRecord {
  readonly tool: string;
  readonly call_id: string | null;
  readonly arguments: {
    readonly [name: string]: { readonly meta: MetadataJson; readonly value?: JsonValue };
  };
  readonly session_before: MetadataJson;
  readonly session_after: MetadataJson;
  /** The rules that were evaluated, in the order in which they were. */
  readonly rules: readonly RuleRecord[];
  /** Those of them that denied the call. */
  readonly denied: readonly RuleRecord[];
  readonly final_verdict: FinalVerdict;
  readonly message?: string;
}

/** The outcome of a check. */
export type CallVerdict = {
  readonly kind: "allowed" | "denied";
  readonly verdict: FinalVerdict;
  /** The session's metadata after the `session before` blocks. */
  readonly session: Metadata;
  readonly record: CheckRecord;
  /** The arguments as relabelled for this call's later blocks. */
  readonly arguments: readonly CallArgument[];
  /** Why the call is denied; empty when it is allowed. */
  readonly message: string;
};
