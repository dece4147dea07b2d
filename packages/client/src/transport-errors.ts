import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  OpenAIError,
} from "openai";

import { SequrityAPIError, SequrityConnectionError, SequrityError } from "./errors.ts";

/** Errors of the transport, and the SDK's own that they become. */

/** An error answer with its whole body: `APIError` keeps the part under `error` alone. */
export class AnswerError extends APIError {
  readonly body: unknown;

  constructor(
    status: number,
    body: unknown,
    error: object | undefined,
    message: string | undefined,
    headers: Headers,
  ) {
    super(status, error, message, headers);
    this.body = body;
  }
}

function messageOf(error: APIError): string {
  const inner: unknown = error.error;
  if (
    typeof inner === "object" &&
    inner !== null &&
    "message" in inner &&
    typeof inner.message === "string"
  ) {
    return inner.message;
  }
  return error.message;
}

/** The SDK's own error for whatever the transport threw; what it does not know broke while an answer was read. */
export function sequrityError(error: unknown): SequrityError {
  if (error instanceof SequrityError) return error;
  if (error instanceof APIUserAbortError) {
    return new SequrityConnectionError("aborted", "The request was aborted.", error);
  }
  if (error instanceof APIConnectionTimeoutError) {
    return new SequrityConnectionError("timeout", "The server did not answer in time.", error);
  }
  if (error instanceof APIConnectionError)
    return new SequrityConnectionError("network", error.message, error);
  if (error instanceof APIError) {
    return new SequrityAPIError(messageOf(error), {
      status: error.status,
      code: error.code ?? undefined,
      param: error.param ?? undefined,
      requestId: error.requestID ?? undefined,
      body: error instanceof AnswerError ? error.body : error.error,
      cause: error,
    });
  }
  if (error instanceof OpenAIError) return new SequrityError(error.message, { cause: error });
  return new SequrityConnectionError(
    "network",
    error instanceof Error ? error.message : String(error),
    error,
  );
}
