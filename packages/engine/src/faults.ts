/**
 * Faults: what ends a request with an error answer. The server turns them into the API's own error form, once, at
 * the edge. A denial or a failed plan is no fault: it is an outcome (outcome.ts).
 */

export type FaultCode =
  | "invalid_request"
  | "invalid_header"
  | "invalid_policy"
  | "tool_name_collision"
  | "unsupported"
  | "history_mismatch"
  | "session_ended"
  | "session_ambiguous"
  | "session_pinned"
  | "session_not_found"
  | "session_busy"
  | "unknown_tool_call"
  | "conflicting_tool_result"
  | "missing_tool_result"
  | "not_authenticated"
  | "not_allowed"
  | "not_found"
  | "too_large"
  | "rate_limited"
  | "overloaded"
  | "provider_failed"
  | "provider_timeout"
  | "provider_missing"
  | "aborted"
  | "replay_diverged"
  | "internal";

/** The HTTP status of each code (wire.md, Errors). 499 is a client that went away: answered to nobody. */
export const faultStatus: Readonly<Record<FaultCode, number>> = {
  invalid_request: 400,
  invalid_header: 422,
  invalid_policy: 422,
  tool_name_collision: 422,
  unsupported: 400,
  history_mismatch: 400,
  session_ended: 400,
  session_ambiguous: 400,
  session_pinned: 400,
  session_not_found: 404,
  session_busy: 409,
  unknown_tool_call: 400,
  conflicting_tool_result: 400,
  missing_tool_result: 400,
  not_authenticated: 401,
  not_allowed: 403,
  not_found: 404,
  too_large: 413,
  rate_limited: 429,
  overloaded: 503,
  provider_failed: 502,
  provider_timeout: 504,
  provider_missing: 400,
  aborted: 499,
  replay_diverged: 500,
  internal: 500,
};

export interface FaultDetails {
  /** The field of the request that is at fault, such as `messages[2].content`. */
  readonly param?: string;
  /** More than one finding: the answer's `detail` carries them. */
  readonly findings?: readonly unknown[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An error that has an answer. Its message is for the caller: no path, key, prompt or stack goes into it. */
export class Fault extends Error {
  override readonly name: string = "Fault";
  readonly code: FaultCode;
  readonly param: string | undefined;
  readonly findings: readonly unknown[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FaultCode, message: string, details: FaultDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.param = details.param;
    this.findings = details.findings;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  get status(): number {
    return faultStatus[this.code];
  }
}

/** A provider failed: its status and message, never its key. */
export class ProviderFault extends Fault {
  override readonly name = "ProviderFault";
  readonly provider: string;
  readonly upstreamStatus: number | undefined;
  /** The conversation is longer than the model reads. */
  readonly tooLong: boolean;

  constructor(
    code: "provider_failed" | "provider_timeout" | "rate_limited",
    provider: string,
    message: string,
    details: FaultDetails & { readonly upstreamStatus?: number; readonly tooLong?: boolean } = {},
  ) {
    super(code, message, details);
    this.provider = provider;
    this.upstreamStatus = details.upstreamStatus;
    this.tooLong = details.tooLong === true;
  }
}
