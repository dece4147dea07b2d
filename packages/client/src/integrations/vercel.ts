import { createOpenAICompatible, type OpenAICompatibleProvider } from "@ai-sdk/openai-compatible";
import type { SequrityClient } from "../client.ts";
import { chatFetch, type IntegrationSettings, placeholderURL } from "./chat-fetch.ts";

/** A provider of chat models for Vercel's AI SDK. */
export interface SequrityProvider {
  /** A model by its name, or `planning,quarantined`. */
  (modelId: string): ReturnType<OpenAICompatibleProvider["chatModel"]>;
  languageModel(modelId: string): ReturnType<OpenAICompatibleProvider["chatModel"]>;
}

/**
 * A provider for Vercel's AI SDK whose models are asked through the orchestrator. Each conversation has its own session,
 * found by the messages that the AI SDK resends; a header `X-Session-ID` in a call's `headers` names one.
 *
 * Errors are the AI SDK's `APICallError`. The SDK repeats requests itself, so `maxRetries: 0` is enough in a call.
 */
export function createSequrity(client: SequrityClient, settings: IntegrationSettings = {}): SequrityProvider {
  const provider = createOpenAICompatible({
    name: "sequrity",
    baseURL: placeholderURL,
    fetch: chatFetch(client, settings),
    supportsStructuredOutputs: true,
    includeUsage: true,
  });
  const model = (modelId: string) => provider.chatModel(modelId);
  return Object.assign((modelId: string) => model(modelId), { languageModel: model });
}

export type { IntegrationSettings } from "./chat-fetch.ts";
