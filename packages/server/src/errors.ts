import { Fault, faultStatus, type JsonValue, ProviderFault, StaleSession } from "@sequrity/engine";
import { type ErrorFacts, openAiErrorBody } from "@sequrity/wire";
import { writeJsonText } from "./json-text.ts";

/** Where an error becomes an answer. */

/** An error of HTTP itself, before any API has a say. */
export class HttpFault extends Error {
  override readonly name = "HttpFault";
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface ErrorAnswer {
  readonly facts: ErrorFacts;
  readonly headers: Readonly<Record<string, string>>;
  /** Not foreseen: to be logged with its stack. */
  readonly unexpected: boolean;
}

/** The answer to an error. What is not foreseen is answered without a word of its own. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof Fault) {
    const { code, message, param, findings, retryAfterSeconds } = error;
    return {
      facts: {
        status: faultStatus[code],
        code,
        message,
        ...(param === undefined ? {} : { param }),
        ...(findings === undefined ? {} : { findings: findings.map(asJson) }),
      },
      headers: {
        ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterSeconds)) }),
        // The official clients retry every 5xx; a provider's refusal stays one.
        ...(isRefusal(error) ? { "x-should-retry": "false" } : {}),
      },
      unexpected: code === "internal",
    };
  }
  if (error instanceof HttpFault) {
    const { status, code, message, headers } = error;
    return { facts: { status, code, message }, headers, unexpected: false };
  }
  if (error instanceof StaleSession) {
    return errorAnswer(new Fault("session_busy", "Another request changed this session in the meantime."));
  }
  const ofFramework = frameworkError(error);
  if (ofFramework !== undefined) return { facts: ofFramework, headers: {}, unexpected: false };
  return {
    facts: { status: 500, code: "internal", message: "Something went wrong inside the server." },
    headers: {},
    unexpected: true,
  };
}

/** The text of an error in OpenAI's form. */
export function openAiErrorText(facts: ErrorFacts): string {
  return writeJsonText(openAiErrorBody(facts));
}

/** What may be logged of an error that was not foreseen: never its message, which may quote a prompt or a value. */
export function loggedError(error: unknown): { readonly type: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { type: typeof error, frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const inner = error.cause === undefined ? [] : ["caused by", ...loggedError(error.cause).frames];
  return { type: error.name, frames: [...frames.map((line) => line.trim()), ...inner].slice(0, 30) };
}

function isRefusal(error: Fault): boolean {
  if (!(error instanceof ProviderFault) || error.upstreamStatus === undefined) return false;
  return error.upstreamStatus < 500 && ![408, 409, 429].includes(error.upstreamStatus);
}

/** Fastify's own errors: it refuses long and broken bodies itself. */
function frameworkError(error: unknown): ErrorFacts | undefined {
  if (!(error instanceof Error) || !("statusCode" in error) || !("code" in error)) return undefined;
  const { statusCode } = error;
  if (typeof statusCode !== "number" || statusCode < 400 || statusCode >= 500) return undefined;
  if (statusCode === 413) {
    return { status: 413, code: "too_large", message: "The body is larger than this server takes." };
  }
  if (statusCode === 415) {
    return {
      status: 415,
      code: "unsupported_media_type",
      message: "A body of type application/json is expected.",
    };
  }
  return { status: statusCode, code: "invalid_request", message: "The request is malformed." };
}

function asJson(value: unknown): JsonValue {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
    case "bigint":
      return value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(asJson);
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== undefined)
          .map(([name, part]) => [name, asJson(part)]),
      );
    default:
      return null;
  }
}
