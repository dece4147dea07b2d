import {
  type JsonValue,
  type ModelAnswer,
  type ModelCallOptions,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  ProviderFault,
} from "@sequrity/engine";
import type { Agent } from "undici";
import { everyProviderTool, isProviderTool } from "../apis/provider-tools.ts";
import { arrayAt, own, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import type { ChatEndpoint } from "./openai-compatible.ts";
import { type ResponseReading, readResponse } from "./responses-answer.ts";
import { responsesRequestBody } from "./responses-request.ts";
import { readResponsesStream } from "./responses-stream.ts";
import { garbage, post, textFrom, type UpstreamLimits, type UpstreamResponse } from "./upstream.ts";

export interface OpenAiResponsesOptions {
  readonly name: string;
  readonly endpoint: Pick<ChatEndpoint, "responsesUrl" | "keyHeaders">;
  /** The server's own key; a caller's key takes its place. */
  readonly apiKey?: string;
  /** Without any key a request is refused here, not sent. */
  readonly needsKey: boolean;
  readonly limits: UpstreamLimits;
  readonly agent: Agent;
}

/** Any server that speaks OpenAI's Responses API. */
export class OpenAiResponsesProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: true } as const;
  readonly #options: OpenAiResponsesOptions;

  constructor(options: OpenAiResponsesOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const response = await this.#post(request, options, false);
    return readResponse(this.#reading(request, options), await this.#json(response));
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const response = await this.#post(request, options, true);
    const reading = this.#reading(request, options);
    const native = request.extra?.api === "responses";
    if (response.contentType.includes("text/event-stream")) {
      yield* readResponsesStream(reading, response.body, native);
      return;
    }
    // A server that does not stream answers whole: what there is of it is shown when it is checked.
    const answer = readResponse(reading, await this.#json(response));
    if (!native && answer.text !== "") yield { kind: "text", delta: answer.text };
    yield { kind: "finish", answer };
  }

  #reading(request: ModelRequest, options: ModelCallOptions): ResponseReading {
    const fields = request.extra?.api === "responses" ? request.extra.fields : {};
    const types = (arrayAt(fields, "tools") ?? []).map((tool) => stringAt(tool, "type") ?? "");
    const ofTemplate = own(fields, "prompt") === undefined ? [] : everyProviderTool;
    return {
      provider: this.name,
      secrets: this.#secrets(options),
      providerTools: [...types.filter(isProviderTool), ...ofTemplate],
    };
  }

  async #json(response: UpstreamResponse): Promise<JsonValue> {
    const text = await textFrom(response.body);
    try {
      return parseJsonText(text);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.name, "it is no JSON");
      throw error;
    }
  }

  #post(request: ModelRequest, options: ModelCallOptions, stream: boolean): Promise<UpstreamResponse> {
    const key = options.apiKey ?? this.#options.apiKey;
    if (key === undefined && this.#options.needsKey) {
      throw new ProviderFault(
        "provider_failed",
        this.name,
        `There is no key for provider '${this.name}': send your own as X-Api-Key, or configure one`,
      );
    }
    return post({
      provider: this.name,
      agent: this.#options.agent,
      url: this.#options.endpoint.responsesUrl(),
      headers: {
        "content-type": "application/json",
        accept: stream ? "text/event-stream" : "application/json",
        ...(key === undefined ? {} : this.#options.endpoint.keyHeaders(key)),
      },
      body: writeJsonText(responsesRequestBody(request, stream)),
      secrets: this.#secrets(options),
      limits: this.#options.limits,
      signal: options.signal,
    });
  }

  #secrets(options: ModelCallOptions): readonly string[] {
    return [options.apiKey, this.#options.apiKey].filter((key) => key !== undefined);
  }
}

/** A server that speaks both of OpenAI's APIs: each request goes to the one that it came by. */
export class OpenAiProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities: ModelProvider["capabilities"];
  readonly #chat: ModelProvider;
  readonly #responses: ModelProvider;

  constructor(chat: ModelProvider, responses: ModelProvider) {
    this.name = chat.name;
    this.capabilities = chat.capabilities;
    this.#chat = chat;
    this.#responses = responses;
  }

  complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    return this.#of(request).complete(request, options);
  }

  stream(request: ModelRequest, options: ModelCallOptions): AsyncIterable<ModelEvent> {
    return this.#of(request).stream(request, options);
  }

  /** The roles of a dual-LLM turn come by no API: they ask for chat completions. */
  #of(request: ModelRequest): ModelProvider {
    return request.extra?.api === "responses" ? this.#responses : this.#chat;
  }
}
