import { setTimeout as sleep } from "node:timers/promises";
import { Fault, ProviderFault } from "@sequrity/engine";
import { type Agent, type Dispatcher, errors } from "undici";
import { objectAt, own, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { redactKeys } from "./redact.ts";

/** One POST to a provider: timeouts, retries before the first byte, and errors as `ProviderFault`s. */

export interface UpstreamLimits {
  /** How often a request that met a passing failure is sent again. */
  readonly retriesMax: number;
  readonly backoffFirstMs: number;
  readonly backoffMaxMs: number;
  /** A `Retry-After` beyond it is not waited for but handed to the caller. */
  readonly retryAfterMaxMs: number;
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly responseBytesMax: number;
}

export const defaultUpstreamLimits: UpstreamLimits = {
  retriesMax: 2,
  backoffFirstMs: 500,
  backoffMaxMs: 8_000,
  retryAfterMaxMs: 20_000,
  firstByteMs: 600_000,
  idleMs: 120_000,
  responseBytesMax: 64 * 1024 * 1024,
};

export interface UpstreamRequest {
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly agent: Agent;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Kept out of every message. */
  readonly secrets: readonly string[];
  readonly limits: UpstreamLimits;
  readonly signal: AbortSignal;
}

export interface UpstreamResponse {
  readonly contentType: string;
  /** The body, in pieces as they come. Throws `ProviderFault` when it breaks off, stalls or grows too long. */
  readonly body: AsyncIterable<Uint8Array>;
}

const errorBodyBytesMax = 64 * 1024;
const messageCharactersMax = 500;

/**
 * Sends a request until it is answered with 2xx.
 *
 * @throws {ProviderFault} when the provider refuses, fails or times out
 * @throws {Fault} `aborted`, or the signal's reason where that is a fault
 */
export async function post(request: UpstreamRequest): Promise<UpstreamResponse> {
  for (let attempt = 0; ; attempt++) {
    const failure = await attemptOnce(request);
    if ("response" in failure) return failure.response;
    const waitMs = failure.retryAfterMs ?? backoffMs(attempt, request.limits);
    if (!failure.passing || attempt >= request.limits.retriesMax || waitMs > request.limits.retryAfterMaxMs) {
      throw failure.fault;
    }
    await sleep(waitMs, undefined, { signal: request.signal }).catch(() => {
      throw abortFault(request.signal);
    });
  }
}

type Attempt =
  | { readonly response: UpstreamResponse }
  | { readonly fault: ProviderFault; readonly passing: boolean; readonly retryAfterMs?: number };

async function attemptOnce(request: UpstreamRequest): Promise<Attempt> {
  if (request.signal.aborted) throw abortFault(request.signal);
  let response: Dispatcher.ResponseData;
  try {
    response = await request.agent.request({
      origin: request.url.origin,
      path: request.url.pathname + request.url.search,
      method: "POST",
      headers: request.headers,
      body: request.body,
      signal: request.signal,
      headersTimeout: request.limits.firstByteMs,
      bodyTimeout: request.limits.idleMs,
    });
  } catch (error) {
    return { fault: connectionFault(error, request, "before it answered"), passing: isPassing(error) };
  }
  const { statusCode } = response;
  if (statusCode >= 200 && statusCode < 300) {
    return { response: { contentType: headerOf(response, "content-type"), body: pieces(response, request) } };
  }
  const retryAfterMs = readRetryAfter(headerOf(response, "retry-after"));
  const { message, tooLong } = await readError(response, request);
  const said = message === "" ? "" : `: ${message}`;
  const fault = new ProviderFault(
    statusCode === 429 ? "rate_limited" : "provider_failed",
    request.provider,
    `Provider '${request.provider}' answered ${statusCode}${said}`,
    {
      upstreamStatus: statusCode,
      tooLong: tooLong && (statusCode === 400 || statusCode === 413 || statusCode === 422),
      ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    },
  );
  const passing = statusCode === 408 || statusCode === 429 || statusCode >= 500;
  return { fault, passing, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

async function* pieces(
  response: Dispatcher.ResponseData,
  request: UpstreamRequest,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of response.body) {
      if (!(piece instanceof Uint8Array)) continue;
      bytes += piece.length;
      if (bytes > request.limits.responseBytesMax) {
        throw garbage(request.provider, `its answer is longer than ${request.limits.responseBytesMax} bytes`);
      }
      yield piece;
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw connectionFault(error, request, "in the middle of its answer");
  } finally {
    if (!response.body.destroyed) response.body.destroy();
  }
}

/** The whole of a body as text. */
export async function textFrom(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** A provider that answers what is no answer. */
export function garbage(provider: string, what: string): ProviderFault {
  return new ProviderFault(
    "provider_failed",
    provider,
    `Provider '${provider}' gave no usable answer: ${what}`,
  );
}

/** The fault of an aborted request: the reason that it was aborted with, where that is a fault. */
export function abortFault(signal: AbortSignal): Fault {
  const reason: unknown = signal.reason;
  return reason instanceof Fault ? reason : new Fault("aborted", "The request was aborted.");
}

function connectionFault(error: unknown, request: UpstreamRequest, when: string): ProviderFault {
  if (request.signal.aborted) throw abortFault(request.signal);
  const { provider } = request;
  if (error instanceof errors.ConnectTimeoutError) {
    return new ProviderFault(
      "provider_timeout",
      provider,
      `Provider '${provider}' did not accept a connection in time`,
    );
  }
  if (error instanceof errors.HeadersTimeoutError) {
    return new ProviderFault(
      "provider_timeout",
      provider,
      `Provider '${provider}' did not begin to answer in time`,
    );
  }
  if (error instanceof errors.BodyTimeoutError) {
    return new ProviderFault(
      "provider_timeout",
      provider,
      `Provider '${provider}' stalled in the middle of its answer`,
    );
  }
  const code = codeOf(error);
  const reason = code === undefined ? "" : ` (${code})`;
  return new ProviderFault(
    "provider_failed",
    provider,
    `The connection to provider '${provider}' broke ${when}${reason}`,
    { cause: error },
  );
}

/** Failures of the connection are passing; a wrong address or certificate, or a slow answer, is not. */
function isPassing(error: unknown): boolean {
  if (error instanceof errors.ConnectTimeoutError || error instanceof errors.SocketError) return true;
  return ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}

function headerOf(response: Dispatcher.ResponseData, name: string): string {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** Milliseconds of a `Retry-After`: seconds or a date. */
function readRetryAfter(text: string): number | undefined {
  if (text === "") return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function backoffMs(attempt: number, limits: UpstreamLimits): number {
  const full = Math.min(limits.backoffMaxMs, limits.backoffFirstMs * 2 ** attempt);
  return full / 2 + Math.random() * (full / 2);
}

/** What a provider says of an error. */
interface UpstreamError {
  readonly message: string;
  /** The conversation is longer than the model reads. */
  readonly tooLong: boolean;
}

async function readError(
  response: Dispatcher.ResponseData,
  request: UpstreamRequest,
): Promise<UpstreamError> {
  let text = "";
  let bytes = 0;
  try {
    const decoder = new TextDecoder();
    for await (const piece of response.body) {
      if (!(piece instanceof Uint8Array)) continue;
      text += decoder.decode(piece, { stream: true });
      bytes += piece.length;
      if (bytes > errorBodyBytesMax) break;
    }
  } catch {
    // The status alone says enough.
  }
  const { message, tooLong } = errorIn(text);
  return { message: redactKeys(message, request.secrets).slice(0, messageCharactersMax), tooLong };
}

/** An error body in one of the usual forms; other text, such as a proxy's HTML, is not passed on. */
function errorIn(text: string): UpstreamError {
  try {
    const body = parseJsonText(text);
    const error = own(body, "error");
    const inner = objectAt(body, "error");
    const message =
      typeof error === "string"
        ? error
        : (stringAt(inner, "message") ?? stringAt(body, "message") ?? stringAt(body, "detail") ?? "");
    const words = [stringAt(inner, "code"), stringAt(inner, "type"), stringAt(body, "code")];
    return { message, tooLong: words.some(isTooLongWord) || tooLongMessage.test(message) };
  } catch (error) {
    if (error instanceof JsonTextError) return { message: "", tooLong: false };
    throw error;
  }
}

/** OpenAI's word and llama.cpp's. */
function isTooLongWord(word: string | undefined): boolean {
  return word === "context_length_exceeded" || word === "exceed_context_size_error";
}
/** How those say it that have no word for it: vLLM and OpenRouter, Anthropic. */
const tooLongMessage =
  /maximum context length|prompt is too long|exceeds? the (?:available )?context (?:size|window)/i;
