import type {
  ModelAnswer,
  ModelCallOptions,
  ModelEvent,
  ModelProvider,
  ModelRequest,
} from "@sequrity/engine";
import { declaredClientTools } from "../apis/client-tools.ts";
import { everyProviderTool, isProviderTool } from "../apis/provider-tools.ts";
import { arrayAt, own, stringAt } from "../json-fields.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import type { ChatEndpoint } from "./openai-compatible.ts";
import { type ResponseReading, readResponse } from "./responses-answer.ts";
import { responsesRequestBody } from "./responses-request.ts";
import { readResponsesStream } from "./responses-stream.ts";
import type { UpstreamResponse } from "./upstream.ts";

export interface OpenAiResponsesOptions extends ConnectionOptions {
  readonly endpoint: Pick<ChatEndpoint, "responsesUrl" | "keyHeaders">;
}

/** Any server that speaks OpenAI's Responses API. */
export class OpenAiResponsesProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: true } as const;
  readonly #options: OpenAiResponsesOptions;
  readonly #connection: Connection;

  constructor(options: OpenAiResponsesOptions) {
    this.name = options.name;
    this.#options = options;
    this.#connection = new Connection(options, options.endpoint.keyHeaders);
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const response = await this.#post(request, options, false);
    return readResponse(this.#reading(request, options), await this.#connection.json(response));
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
    const answer = readResponse(reading, await this.#connection.json(response));
    if (!native && answer.text !== "") yield { kind: "text", delta: answer.text };
    yield { kind: "finish", answer };
  }

  #reading(request: ModelRequest, options: ModelCallOptions): ResponseReading {
    const fields = request.extra?.api === "responses" ? request.extra.fields : {};
    const tools = arrayAt(fields, "tools") ?? [];
    const types = tools.map((tool) => stringAt(tool, "type") ?? "");
    const ofTemplate = own(fields, "prompt") === undefined ? [] : everyProviderTool;
    return {
      provider: this.name,
      secrets: this.#connection.secrets(options),
      providerTools: [...types.filter(isProviderTool), ...ofTemplate],
      clientTools: declaredClientTools(tools),
    };
  }

  #post(request: ModelRequest, options: ModelCallOptions, stream: boolean): Promise<UpstreamResponse> {
    const url = this.#options.endpoint.responsesUrl();
    return this.#connection.post({ url, body: responsesRequestBody(request, stream), stream }, options);
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
