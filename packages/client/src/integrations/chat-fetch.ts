import type { SequrityClient } from "../client.ts";
import { SequrityAPIError, SequrityConnectionError, SequrityError } from "../errors.ts";
import type { RequestOptions } from "../options.ts";
import type { ChatCreateParams } from "../resources/chat.ts";
import type { ChatCompletionStream } from "../stream.ts";

/**
 * A `fetch` for frameworks that speak the chat completions API: each request goes out through the SDK, with its headers
 * and its sessions. Each conversation has a session of its own, told by the history that the framework resends, so one
 * model may serve any number of conversations at once.
 */

/** Settings of an integration: those of a call, for every request that the framework makes. */
export interface IntegrationSettings extends Omit<RequestOptions, "signal"> {
  /**
   * What the text of an answer is. `value`, the default: the plain value, and for a turn that failed the error's
   * message. `json`: the whole content, to be read with `parseDualLlmContent` and `readDenial`.
   */
  readonly content?: "value" | "json" | undefined;
}

/** Where frameworks are told that the API is; nothing is ever sent there. */
export const placeholderURL = "http://sequrity.invalid/v1";

export function chatFetch(client: SequrityClient, settings: IntegrationSettings): typeof globalThis.fetch {
  const { content = "value", configOverrides, ...options } = settings;
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.endsWith("/chat/completions") || typeof init?.body !== "string") {
      throw new SequrityError(`The orchestrator's chat models have no '${new URL(url).pathname}'.`);
    }
    const body: ChatCreateParams = JSON.parse(init.body);
    const session = new Headers(init.headers).get("x-session-id");
    const signal = init.signal ?? undefined;
    try {
      const answer = await client.control.chat.create(body, {
        ...options,
        configOverrides: {
          ...configOverrides,
          response_format: {
            strip_response_content: content === "value",
            ...Object(configOverrides?.response_format),
          },
        },
        ...(session !== null && { sessionId: session }),
        signal,
      });
      const headers = {
        ...(answer.sessionId !== undefined && { "x-session-id": answer.sessionId }),
        ...(answer.requestId !== undefined && { "x-request-id": answer.requestId }),
      };
      return "choices" in answer
        ? Response.json(answer, { headers })
        : new Response(eventStream(answer), { headers: { ...headers, "content-type": "text/event-stream" } });
    } catch (error) {
      return errorResponse(error, signal);
    }
  };
}

/** An error answer as it came, so that the framework raises its own class for it. The SDK has repeated what may be. */
function errorResponse(error: unknown, signal: AbortSignal | undefined): Response {
  if (error instanceof SequrityAPIError && error.status !== undefined) {
    const headers = {
      "x-should-retry": "false",
      ...(error.requestId !== undefined && { "x-request-id": error.requestId }),
    };
    return Response.json(error.body ?? errorBody(error), { status: error.status, headers });
  }
  throw transportError(error, signal);
}

/** What a `fetch` throws: the signal's reason for an abort, else the SDK's own error. */
function transportError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof SequrityConnectionError && error.reason === "aborted") {
    return signal?.reason ?? new DOMException(error.message, "AbortError");
  }
  return error;
}

function errorBody(error: SequrityAPIError): object {
  const { message, code = null, param = null } = error;
  return { error: { message, type: "server_error", param, code } };
}

function eventStream(stream: ChatCompletionStream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const datum = (value: unknown) => encoder.encode(`data: ${JSON.stringify(value)}\n\n`);
  const chunks = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (!done) return controller.enqueue(datum(value));
        controller.enqueue(encoder.encode("data: [DONE]\n\n"));
        controller.close();
      } catch (error) {
        if (error instanceof SequrityAPIError) {
          controller.enqueue(datum(error.body === undefined ? errorBody(error) : { error: error.body }));
          controller.close();
        } else controller.error(transportError(error, undefined));
      }
    },
    cancel() {
      stream.abort();
    },
  });
}
