import type { CheckedCall } from "./call.ts";
import type { JsonValue } from "./json.ts";
import { type Metadata, type MetadataJson, metadataToJson } from "./metadata.ts";
import type { CheckOptions, FinalVerdict } from "./record.ts";
import { joinOfCall } from "./scope.ts";
import { checkToolCall, labelResult, type PolicySet } from "./verdict.ts";

/** A call that was made once, with what surrounded it. */
export interface RecordedCall {
  readonly call: CheckedCall;
  readonly session: Metadata;
  readonly options: CheckOptions;
  /** What it returned, where that is known. */
  readonly returned?: JsonValue;
}

/** What becomes of a call under a policy. */
export interface CallOutcome {
  readonly verdict: FinalVerdict;
  readonly message: string;
  readonly session: MetadataJson;
  /** Of an allowed call. */
  readonly result?: MetadataJson;
}

/** A recorded call that two policies treat differently. */
export interface PolicyDifference {
  /** Its place in the list. */
  readonly index: number;
  readonly tool: string;
  /** `loosened`: denied before, allowed now; `tightened` the reverse; `relabelled`: only labels differ; `regraded`: hard against soft. */
  readonly kind: "loosened" | "tightened" | "regraded" | "relabelled";
  readonly before: CallOutcome;
  readonly after: CallOutcome;
}

/** Puts recorded calls to two policies, each call by itself, and gives those that they treat differently. */
export function diffPolicies(
  before: PolicySet,
  after: PolicySet,
  calls: readonly RecordedCall[],
): readonly PolicyDifference[] {
  return calls.flatMap((recorded, index): PolicyDifference[] => {
    const [old, now] = [outcomeOf(before, recorded), outcomeOf(after, recorded)];
    const kind = differenceKind(old, now);
    return kind === undefined ? [] : [{ index, tool: recorded.call.tool, kind, before: old, after: now }];
  });
}

function outcomeOf(
  policies: PolicySet,
  { call, session, options, returned = null }: RecordedCall,
): CallOutcome {
  const { kind, verdict, message, session: checked } = checkToolCall(policies, call, session, options);
  if (kind === "denied") return { verdict, message, session: metadataToJson(checked) };
  const labelled = labelResult(
    policies,
    call,
    { value: returned, start: joinOfCall(call) },
    checked,
    options.presets,
  );
  return {
    verdict,
    message,
    session: metadataToJson(labelled.session),
    result: metadataToJson(labelled.metadata),
  };
}

function differenceKind(old: CallOutcome, now: CallOutcome): PolicyDifference["kind"] | undefined {
  const [wasAllowed, isAllowed] = [old, now].map((outcome) => outcome.verdict.endsWith("allowed"));
  if (wasAllowed !== isAllowed) return isAllowed ? "loosened" : "tightened";
  if (old.verdict !== now.verdict) return "regraded";
  const labels = ({ session, result }: CallOutcome): string => JSON.stringify({ session, result });
  return labels(old) === labels(now) ? undefined : "relabelled";
}
