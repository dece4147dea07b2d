import {
  type Model,
  type ModelProvider,
  type ModelRequest,
  type ModelResponse,
  OpenAIChatCompletionsModel,
  type StreamEvent,
} from "@openai/agents";
import { OpenAI } from "openai";
import type { SequrityClient } from "../../client.ts";
import { SequrityValidationError } from "../../errors.ts";
import { chatFetch, type IntegrationSettings, placeholderURL } from "../chat-fetch.ts";
import { afterHandoffs } from "./handoffs.ts";

/**
 * A model provider for `@openai/agents`: `new Runner({ modelProvider: new SequrityModelProvider(client) })`. Each
 * conversation has its own session, found by the items that the runner resends, so one provider may serve any number of
 * runs at once. A handoff begins a session for the agent that takes over: a session's tools and instructions are its own.
 *
 * Hosted tools, prompts and server-side conversations are refused: their calls would pass no policy.
 */
export class SequrityModelProvider implements ModelProvider {
  readonly #openai: OpenAI;
  readonly #defaultModel: string | undefined;
  readonly #handoffTools = new Set<string>();

  /** @param settings those of every request, and the model of agents that name none. */
  constructor(
    client: SequrityClient,
    { model, ...settings }: IntegrationSettings & { readonly model?: string | undefined } = {},
  ) {
    this.#defaultModel = model;
    this.#openai = new OpenAI({
      apiKey: "set-by-the-sdk",
      baseURL: placeholderURL,
      fetch: chatFetch(client, settings),
      maxRetries: 0,
      organization: null,
      project: null,
      adminAPIKey: null,
      dangerouslyAllowBrowser: true,
    });
  }

  /** @throws SequrityValidationError when neither the agent nor the provider names a model. */
  getModel(modelName?: string): Model {
    // An agent that names none asks for the empty name.
    const name = modelName || this.#defaultModel;
    if (!name) {
      throw new SequrityValidationError("model", ["name one in the agent, or for the provider"]);
    }
    const model = new OpenAIChatCompletionsModel(this.#openai, name, { strictFeatureValidation: true });
    return new SequrityModel(model, this.#handoffTools);
  }
}

class SequrityModel implements Model {
  readonly #model: Model;
  readonly #handoffTools: Set<string>;

  constructor(model: Model, handoffTools: Set<string>) {
    this.#model = model;
    this.#handoffTools = handoffTools;
  }

  getResponse(request: ModelRequest): Promise<ModelResponse> {
    return this.#model.getResponse(this.#prepared(request));
  }

  getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    return this.#model.getStreamedResponse(this.#prepared(request));
  }

  #prepared(request: ModelRequest): ModelRequest {
    for (const { toolName } of request.handoffs) this.#handoffTools.add(toolName);
    if (typeof request.input === "string") return request;
    return { ...request, input: afterHandoffs(request.input, this.#handoffTools) };
  }
}
