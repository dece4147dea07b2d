import type {
  ModelAnswer,
  ModelCallOptions,
  ModelEvent,
  ModelProvider,
  ModelRequest,
} from "@sequrity/engine";
import { numberAt } from "../json-fields.ts";
import { readMessageAnswer } from "./anthropic-answer.ts";
import { anthropicConversation, anthropicRequestBody } from "./anthropic-request.ts";
import { readMessageStream } from "./anthropic-stream.ts";
import { Connection, type ConnectionOptions, eventsOfWhole } from "./connection.ts";
import { garbage, type UpstreamResponse } from "./upstream.ts";

export interface AnthropicOptions extends ConnectionOptions {
  /** Such as `https://api.anthropic.com`; `/v1/messages` is added. */
  readonly baseUrl: string;
}

const apiVersion = "2023-06-01";

/** The API's version, and the caller's own headers about it. */
function headersOf({ extra }: Pick<ModelRequest, "extra">): Readonly<Record<string, string>> {
  return { "anthropic-version": apiVersion, ...(extra?.api === "messages" ? extra.headers : {}) };
}

/** Any server that speaks Anthropic's Messages API. */
export class AnthropicProvider implements ModelProvider {
  readonly name: string;
  // Its structured output takes a part of JSON Schema only, and not for every model: the engine asks in words.
  readonly capabilities = { structuredOutput: false, tools: true, reasoning: true } as const;
  readonly #connection: Connection;
  readonly #base: string;

  constructor(options: AnthropicOptions) {
    this.name = options.name;
    this.#connection = new Connection(options, (key) => ({ "x-api-key": key }));
    this.#base = options.baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "");
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const response = await this.#messages(request, options, false);
    return readMessageAnswer(
      this.name,
      await this.#connection.json(response),
      this.#connection.secrets(options),
    );
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const response = await this.#messages(request, options, true);
    const secrets = this.#connection.secrets(options);
    if (response.contentType.includes("text/event-stream")) {
      yield* readMessageStream(this.name, response.body, secrets, request.extra?.api === "messages");
      return;
    }
    yield* eventsOfWhole(readMessageAnswer(this.name, await this.#connection.json(response), secrets));
  }

  /** How many tokens a request's conversation has, by the provider's own count. */
  async countTokens(
    request: Pick<ModelRequest, "model" | "messages" | "tools" | "toolChoice" | "settings" | "extra">,
    options: ModelCallOptions,
  ): Promise<number> {
    const fields = request.extra?.api === "messages" ? request.extra.fields : {};
    const body = { ...fields, ...anthropicConversation(request) };
    const headers = headersOf(request);
    const url = new URL(`${this.#base}/v1/messages/count_tokens`);
    const response = await this.#connection.post({ url, body, stream: false, headers }, options);
    const count = numberAt(await this.#connection.json(response), "input_tokens");
    if (count === undefined) throw garbage(this.name, "it is no count of tokens");
    return count;
  }

  #messages(request: ModelRequest, options: ModelCallOptions, stream: boolean): Promise<UpstreamResponse> {
    const url = new URL(`${this.#base}/v1/messages`);
    const body = anthropicRequestBody(request, stream);
    return this.#connection.post({ url, body, stream, headers: headersOf(request) }, options);
  }
}
