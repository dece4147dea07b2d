/** The SDK's errors. All of them are `SequrityError`s, so that one `catch` can tell them from others. */

export class SequrityError extends Error {
  override readonly name: string = "SequrityError";
}

/** A value that never left this process: it would have been refused. Each issue names the field. */
export class SequrityValidationError extends SequrityError {
  override readonly name = "SequrityValidationError";
  readonly issues: readonly string[];

  constructor(subject: string, issues: readonly string[]) {
    super(`${subject}: ${issues.join("; ")}`);
    this.issues = issues;
  }
}

/** The server answered with an error, at once or in the middle of a stream. */
export class SequrityAPIError extends SequrityError {
  override readonly name = "SequrityAPIError";
  /** The HTTP status; undefined for an error in the middle of a stream. */
  readonly status: number | undefined;
  /** A word to compare, such as `session_ended` or `history_mismatch`. */
  readonly code: string | undefined;
  /** The field of the request that is at fault, such as `messages[2].content`. */
  readonly param: string | undefined;
  /** The answer's `x-request-id`: name it when you report a problem. */
  readonly requestId: string | undefined;
  /** The answer's whole body; its `detail` lists the findings where there are several. */
  readonly body: unknown;

  constructor(
    message: string,
    facts: {
      readonly status?: number | undefined;
      readonly code?: string | undefined;
      readonly param?: string | undefined;
      readonly requestId?: string | undefined;
      readonly body?: unknown;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.param = facts.param;
    this.requestId = facts.requestId;
    this.body = facts.body;
  }
}

/** No answer, or not all of it: the network failed, time ran out, or the caller aborted. */
export class SequrityConnectionError extends SequrityError {
  override readonly name = "SequrityConnectionError";
  readonly reason: "network" | "timeout" | "aborted" | "incomplete";

  constructor(reason: SequrityConnectionError["reason"], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
