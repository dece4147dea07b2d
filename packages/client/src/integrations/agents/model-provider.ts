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
import { afterHandoffs, anew, isUsers } from "./handoffs.ts";
import { SessionOwners } from "./owners.ts";

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
  readonly #known: Known = { handoffTools: new Set(), owners: new SessionOwners() };

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
    return new SequrityModel(model, this.#known);
  }
}

/** What the models of a provider know of each other's agents. */
interface Known {
  readonly handoffTools: Set<string>;
  readonly owners: SessionOwners;
}

class SequrityModel implements Model {
  readonly #model: Model;
  readonly #known: Known;

  constructor(model: Model, known: Known) {
    this.#model = model;
    this.#known = known;
  }

  async getResponse(request: ModelRequest): Promise<ModelResponse> {
    const response = await this.#model.getResponse(this.#prepared(request));
    this.#known.owners.remember(request, response.output);
    return response;
  }

  async *getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    for await (const event of this.#model.getStreamedResponse(this.#prepared(request))) {
      if (event.type === "response_done") this.#known.owners.remember(request, event.response.output);
      yield event;
    }
  }

  #prepared(request: ModelRequest): ModelRequest {
    const { handoffTools, owners } = this.#known;
    for (const { toolName } of request.handoffs) handoffTools.add(toolName);
    if (typeof request.input === "string") return request;
    const items = afterHandoffs(request.input, handoffTools);
    const last = items.at(-1);
    // In the middle of a turn its agent stays: the server says what does not fit.
    const isNewTurn = last !== undefined && isUsers(last);
    return {
      ...request,
      input: isNewTurn && owners.isOthers(request, items) ? anew(items, handoffTools) : items,
    };
  }
}
