import type { JsonValue, ModelAnswer, ModelCallOptions, ModelEvent } from "@sequrity/engine";
import { ProviderFault } from "@sequrity/engine";
import type { Agent } from "undici";
import { JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import { garbage, post, textFrom, type UpstreamLimits, type UpstreamResponse } from "./upstream.ts";

/** What every kind of provider is configured with. */
export interface ConnectionOptions {
  readonly name: string;
  /** The server's own key; a caller's key takes its place. */
  readonly apiKey?: string;
  /** Without any key a request is refused here, not sent. */
  readonly needsKey: boolean;
  readonly limits: UpstreamLimits;
  readonly agent: Agent;
}

/** One provider's HTTP: which key goes out, and what no message may tell. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #keyHeaders: (key: string) => Readonly<Record<string, string>>;

  /** @param keyHeaders how this kind of provider wants its key */
  constructor(options: ConnectionOptions, keyHeaders: (key: string) => Readonly<Record<string, string>>) {
    this.#options = options;
    this.#keyHeaders = keyHeaders;
  }

  /**
   * Sends a request and waits for the head of the answer.
   *
   * @throws {ProviderFault} without any key, or when the provider refuses, fails or times out
   */
  async post(
    request: {
      readonly url: URL;
      readonly body: JsonValue;
      readonly stream: boolean;
      readonly headers?: Readonly<Record<string, string>>;
    },
    options: ModelCallOptions,
  ): Promise<UpstreamResponse> {
    const { name, agent, limits, needsKey } = this.#options;
    const key = options.apiKey ?? this.#options.apiKey;
    if (key === undefined && needsKey) {
      throw new ProviderFault(
        "provider_failed",
        name,
        `There is no key for provider '${name}': send your own as X-Api-Key, or configure one`,
      );
    }
    return await post({
      provider: name,
      agent,
      url: request.url,
      headers: {
        "content-type": "application/json",
        accept: request.stream ? "text/event-stream" : "application/json",
        ...request.headers,
        ...(key === undefined ? {} : this.#keyHeaders(key)),
      },
      body: writeJsonText(request.body),
      secrets: this.secrets(options),
      limits,
      signal: options.signal,
    });
  }

  /**
   * An answer's body as a JSON value.
   *
   * @throws {ProviderFault} when it is no JSON, or breaks off
   */
  async json(response: UpstreamResponse): Promise<JsonValue> {
    const text = await textFrom(response.body);
    try {
      return parseJsonText(text);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.#options.name, "it is no JSON");
      throw error;
    }
  }

  /** The keys that may stand in what the provider says: kept out of every message. */
  secrets(options: ModelCallOptions): readonly string[] {
    return [options.apiKey, this.#options.apiKey].filter((key) => key !== undefined);
  }
}

/** The events of an answer that came whole where a stream was asked for, as servers do that do not stream. */
export function* eventsOfWhole(answer: ModelAnswer): Generator<ModelEvent> {
  if (answer.reasoning !== undefined) yield { kind: "reasoning", delta: answer.reasoning };
  if (answer.text !== "") yield { kind: "text", delta: answer.text };
  for (const [index, call] of answer.toolCalls.entries()) {
    yield { kind: "tool_call", index, id: call.id, name: call.name, argumentsDelta: call.arguments };
  }
  yield { kind: "finish", answer };
}
