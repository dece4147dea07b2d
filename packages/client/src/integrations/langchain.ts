import { ChatOpenAICompletions } from "@langchain/openai";
import type { SequrityClient } from "../client.ts";
import { chatFetch, type IntegrationSettings, placeholderURL } from "./chat-fetch.ts";

type CompletionsFields = Exclude<ConstructorParameters<typeof ChatOpenAICompletions>[0], string | undefined>;

/** The settings of LangChain's own model, without those that the orchestrator takes over. */
export interface ChatSequrityFields
  extends Omit<CompletionsFields, "model" | "modelName" | "apiKey" | "openAIApiKey" | "configuration"> {
  readonly client: SequrityClient;
  /** A model by its name, or `planning,quarantined`. */
  readonly model: string;
  /** Settings for every request: policies, features, the answers' form. */
  readonly settings?: IntegrationSettings | undefined;
}

/**
 * LangChain's chat model over the orchestrator: `invoke`, `stream`, `bindTools`, `withStructuredOutput` and all that
 * LangChain makes of them. Each conversation has its own session, found by the messages that are resent.
 *
 * Errors are those of LangChain's own OpenAI model. The SDK repeats requests itself, so `maxRetries` is 0 here.
 */
export class ChatSequrity extends ChatOpenAICompletions {
  constructor({ client, settings = {}, ...fields }: ChatSequrityFields) {
    super({
      maxRetries: 0,
      ...fields,
      // The SDK brings the key; LangChain would take one from the environment.
      apiKey: "set-by-the-sdk",
      configuration: {
        baseURL: placeholderURL,
        fetch: chatFetch(client, settings),
        organization: null,
        project: null,
        dangerouslyAllowBrowser: true,
      },
    });
  }

  static override lc_name(): string {
    return "ChatSequrity";
  }

  override _llmType(): string {
    return "sequrity";
  }
}

export type { IntegrationSettings } from "./chat-fetch.ts";
