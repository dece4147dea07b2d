import type { JsonValue } from "./json.ts";

/**
 * Error answers in each API's own form, so that its official clients raise their own classes. Both have a `detail` at
 * the top too: the hosted product's clients read that.
 */

/** What went wrong, for whoever reads the answer. */
export interface ErrorFacts {
  readonly status: number;
  /** A word that programs may compare, such as `session_ended`. */
  readonly code: string;
  readonly message: string;
  /** The field at fault, such as `messages[2].content`. */
  readonly param?: string;
  /** More than one finding, such as the diagnostics of a policy: they become `detail`. */
  readonly findings?: readonly JsonValue[];
}

export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string;
  };
  readonly detail: string | readonly JsonValue[];
}
export interface AnthropicErrorBody {
  readonly type: "error";
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly code: string;
    readonly details?: { readonly error_code: string; readonly unsupported: readonly string[] };
  };
  readonly detail: string | readonly JsonValue[];
}

const openAiTypes: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  409: "conflict_error",
  429: "rate_limit_error",
};

const anthropicTypes: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  503: "overloaded_error",
  504: "timeout_error",
  529: "overloaded_error",
};

function otherwise(status: number, ofServer: string): string {
  return status >= 500 ? ofServer : "invalid_request_error";
}

function detailOf(facts: ErrorFacts): string | readonly JsonValue[] {
  return facts.findings !== undefined && facts.findings.length > 0 ? facts.findings : facts.message;
}

/** The body of an error in OpenAI's form (chat completions, responses). */
export function openAiErrorBody(facts: ErrorFacts): OpenAiErrorBody {
  return {
    error: {
      message: facts.message,
      type: openAiTypes[facts.status] ?? otherwise(facts.status, "server_error"),
      param: facts.param ?? null,
      code: facts.code,
    },
    detail: detailOf(facts),
  };
}

/** The body of an error in Anthropic's form (messages). */
export function anthropicErrorBody(facts: ErrorFacts): AnthropicErrorBody {
  return {
    type: "error",
    error: {
      type: anthropicTypes[facts.status] ?? otherwise(facts.status, "api_error"),
      message: facts.message,
      code: facts.code,
      // The official client then sends the whole conversation, as it would without a thread.
      ...(facts.code === "unsupported" && facts.param === "thread"
        ? { details: { error_code: "thread_unsupported_request", unsupported: ["thread"] } }
        : {}),
    },
    detail: detailOf(facts),
  };
}
