import type { Anthropic } from "@anthropic-ai/sdk";
import type { OpenAI } from "openai";
import { type Exchange, settled } from "../exchange.ts";
import type { StoredOptions } from "../options.ts";

/** The API whose form the tools have, and the provider that the model runs at. */
export type PolicyGenerationType =
  | "oai_chat_completion"
  | "openrouter_chat_completion"
  | "anthropic_messages"
  | "oai_responses"
  | "sequrity_azure_chat_completion"
  | "sequrity_azure_responses";

/** What policies are to be written for: a description, and tools in the form that `type` names. */
export interface PolicyGenerateParams {
  type: PolicyGenerationType;
  model: string;
  /** What the policies should achieve, in plain words. */
  description: string;
  /** The tools that they are about, in the form of the API that `type` names. */
  tools: readonly (OpenAI.ChatCompletionTool | OpenAI.Responses.Tool | Anthropic.ToolUnion)[];
  policy_lang?: "sqrt";
  /** How often the model may try again when what it wrote does not compile. */
  n_retries?: number;
  internal_tool_names?: readonly string[];
}

/** Policies that a model wrote and the checker took: read them before you use them. */
export interface GeneratedPolicies {
  /** The policies' text. */
  policies: string;
  usage: OpenAI.CompletionUsage;
}

/** Policies written by a model: `client.control.policy`. */
export class PolicyResource {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Policies from a description of what may happen and what must not. Read them before you use them.
   * @throws SequrityAPIError for the server's error answers, SequrityConnectionError when there is no answer.
   */
  generate(body: PolicyGenerateParams, options: StoredOptions = {}): Promise<GeneratedPolicies> {
    const { client, request } = this.#exchange.policyGeneration(options);
    return settled(client.post<GeneratedPolicies>("/generate", { ...request, body }));
  }
}
